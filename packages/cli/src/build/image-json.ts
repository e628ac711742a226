import { createFileRegistry, fromBinary, type JsonObject, type Registry, toJson } from '@bufbuild/protobuf'
import { type FileDescriptorProto, FileDescriptorProtoSchema, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt'
import { encodeImage, type Image, type ImageFile } from '@wireproof/compiler'
import { usageFailure } from '../failure.ts'
import { type ImageContents, selectFiles } from './image-contents.ts'

/**
 * An image in the JSON form that buf gives it: the ProtoJSON form of a FileDescriptorSet with custom options by name,
 * and a `bufExtension` in each file. Throws a Failure for an image that lacks files which it imports.
 */
export function imageToJson(image: Image, contents: ImageContents): string {
  const registry = createRegistry(image)
  const { files } = selectFiles(image, contents)
  const decoded = decodeFiles({ files }, contents.excludeSourceInfo !== true)
  const parts = files.map((file, index) => {
    const json = toJson(FileDescriptorProtoSchema, decoded[index] as FileDescriptorProto, { registry }) as JsonObject
    return JSON.stringify(contents.asFileDescriptorSet === true ? json : { ...json, bufExtension: extensionOf(file) })
  })
  return `{"file":[${parts.join(',')}]}\n`
}

/** The custom options of all files, which the JSON form names. */
function createRegistry(image: Image): Registry {
  const known = new Set(image.files.map((file) => file.path))
  for (const { path, proto } of image.files) {
    const missing = proto.dependency.find((dependency) => !known.has(dependency))
    if (missing === undefined) continue
    throw usageFailure(
      `the image lacks ${missing}, which ${path} imports; the JSON form needs it to name custom options`,
    )
  }
  const set = fromBinary(FileDescriptorSetSchema, encodeImage(image, { sourceInfo: false, imageExtension: false }))
  return createFileRegistry(set)
}

function decodeFiles(image: Image, sourceInfo: boolean): FileDescriptorProto[] {
  return fromBinary(FileDescriptorSetSchema, encodeImage(image, { sourceInfo, imageExtension: false })).file
}

function extensionOf({ isImport, isSyntaxUnspecified, unusedDependencies }: ImageFile): JsonObject {
  const unused = unusedDependencies.length === 0 ? {} : { unusedDependency: [...unusedDependencies] }
  return { isImport, isSyntaxUnspecified, ...unused }
}
