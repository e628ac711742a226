import type { CompilePartOptions, Image } from '@wireproof/compiler'

/** How much of an image is written. */
export interface ImageContents {
  readonly excludeImports?: boolean
  readonly excludeSourceInfo?: boolean
  readonly asFileDescriptorSet?: boolean
}

/** The image without the imports, if that was asked for. */
export function selectFiles(image: Image, { excludeImports = false }: ImageContents): Image {
  return excludeImports ? { files: image.files.filter((file) => !file.isImport) } : image
}

/** The same for the encoder of the compiler. */
export function encodeOptions(contents: ImageContents): CompilePartOptions {
  return {
    sourceInfo: contents.excludeSourceInfo !== true,
    imageExtension: contents.asFileDescriptorSet !== true,
    excludeImports: contents.excludeImports === true,
  }
}
