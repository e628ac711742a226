import type { Image } from '@wireproof/compiler'

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
