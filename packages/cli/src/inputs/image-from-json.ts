import { createFileRegistry, fromBinary, fromJson, type JsonObject, type JsonValue, toBinary } from '@bufbuild/protobuf'
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt'
import { type Image, type ImageFile, imageFromDescriptorSet } from '@wireproof/compiler'

/** What buf adds to each file of an image: see `imageToJson`. */
interface Extension {
  readonly isImport: boolean
  readonly isSyntaxUnspecified: boolean
  readonly unusedDependencies: readonly number[]
}

/**
 * Reads an image from its JSON form: the ProtoJSON form of a FileDescriptorSet, with a `bufExtension` in each file where
 * buf or this command wrote it. Throws an Error with a message for people when the text is something else.
 */
export function imageFromJson(text: string): Image {
  const json: JsonValue = JSON.parse(text)
  const files = isObject(json) ? json.file : undefined
  if (!isObject(json) || !Array.isArray(files)) throw new Error('it has no list "file"')
  const extensions = files.map(extensionOf)
  const set = decodeSet({ ...json, file: files.map(withoutExtension) })
  const image = imageFromDescriptorSet(toBinary(FileDescriptorSetSchema, set))
  return { files: image.files.map((file, index) => withExtension(file, extensions[index]!)) }
}

/** Custom options are named, and the files themselves say what the names mean: so they are read twice. */
function decodeSet(json: JsonObject) {
  const withoutOptions = fromJson(FileDescriptorSetSchema, json, { ignoreUnknownFields: true })
  const known = new Set(withoutOptions.file.map(({ name }) => name))
  const isWhole = withoutOptions.file.every(({ dependency }) => dependency.every((path) => known.has(path)))
  // Without all imports nobody can say what custom options mean; breaking rules do not ask for them.
  if (!isWhole) return withoutOptions
  const copy = fromBinary(FileDescriptorSetSchema, toBinary(FileDescriptorSetSchema, withoutOptions))
  return fromJson(FileDescriptorSetSchema, json, { registry: createFileRegistry(copy), ignoreUnknownFields: true })
}

function extensionOf(file: JsonValue): Extension {
  const extension = isObject(file) && isObject(file.bufExtension) ? file.bufExtension : {}
  const { isImport, isSyntaxUnspecified, unusedDependency } = extension
  return {
    isImport: isImport === true,
    isSyntaxUnspecified: isSyntaxUnspecified === true,
    unusedDependencies: Array.isArray(unusedDependency)
      ? unusedDependency.filter((index): index is number => typeof index === 'number')
      : [],
  }
}

function withoutExtension(file: JsonValue): JsonValue {
  if (!isObject(file)) return file
  const { bufExtension: _, ...rest } = file
  return rest
}

function withExtension(file: ImageFile, extension: Extension): ImageFile {
  const { path, proto } = file
  return {
    path,
    proto,
    ...extension,
    locate: (at) => file.locate(at),
    locationsUnder: (prefix) => file.locationsUnder(prefix),
    sourceCodeInfo: () => file.sourceCodeInfo(),
  }
}

function isObject(json: JsonValue | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}
