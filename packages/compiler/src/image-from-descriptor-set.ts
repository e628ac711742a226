import { fromBinary } from '@bufbuild/protobuf'
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire'
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt'
import type { Image, ImageFile } from './image.ts'
import { ExtensionField, ImageField } from './image-fields.ts'
import { EncodedSourceInfo } from './source-info/encoded-source-info.ts'

/**
 * Reads an image from its binary form: a FileDescriptorSet of any compiler, or what `buf build` writes, whose additions
 * it understands. Locations stay encoded until somebody asks for one.
 * Throws an Error with a message for people when the bytes are something else.
 */
export function imageFromDescriptorSet(bytes: Uint8Array): Image {
  let files: ImageFile[]
  try {
    files = readFiles(bytes)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`This is not a binary Protobuf image or FileDescriptorSet: ${reason}.`, { cause })
  }
  const nameless = files.findIndex(({ path }) => path === '')
  if (nameless !== -1) throw new Error(`This is not a usable Protobuf image: file ${nameless + 1} in it has no name.`)
  const paths = new Set<string>()
  for (const { path } of files) {
    if (paths.has(path)) throw new Error(`This is not a usable Protobuf image: ${path} is in it twice.`)
    paths.add(path)
  }
  return { files }
}

function readFiles(bytes: Uint8Array): ImageFile[] {
  const files: ImageFile[] = []
  const reader = new BinaryReader(bytes)
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag()
    if (field === ImageField.File && wireType === WireType.LengthDelimited) files.push(readFile(reader.bytes()))
    else if (field === ImageField.File) throw new Error('a file in it is not length-delimited')
    else reader.skip(wireType, field)
  }
  return files
}

/** Takes the locations and buf's additions out of a file; the rest is its descriptor. */
function readFile(bytes: Uint8Array): ImageFile {
  const rest: Uint8Array[] = []
  const sourceInfo: Uint8Array[] = []
  const extension: Extension = { isImport: false, isSyntaxUnspecified: false, unusedDependencies: [] }
  const reader = new BinaryReader(bytes)
  let kept = 0
  while (reader.pos < reader.len) {
    const start = reader.pos
    const [field, wireType] = reader.tag()
    const isTaken = field === ImageField.SourceCodeInfo || field === ImageField.Extension
    if (!isTaken || wireType !== WireType.LengthDelimited) {
      reader.skip(wireType, field)
      continue
    }
    rest.push(bytes.subarray(kept, start))
    const value = reader.bytes()
    if (field === ImageField.Extension) readExtension(value, extension)
    else sourceInfo.push(value)
    kept = reader.pos
  }
  rest.push(bytes.subarray(kept))
  return createFile(concat(rest), sourceInfo.length === 0 ? undefined : concat(sourceInfo), extension)
}

interface Extension {
  isImport: boolean
  isSyntaxUnspecified: boolean
  readonly unusedDependencies: number[]
}

function createFile(descriptor: Uint8Array, sourceInfo: Uint8Array | undefined, extension: Extension): ImageFile {
  const proto = fromBinary(FileDescriptorProtoSchema, descriptor)
  const locations = sourceInfo === undefined ? undefined : new EncodedSourceInfo(sourceInfo)
  return {
    path: proto.name,
    proto,
    ...extension,
    locate: (path) => locations?.locate(path),
    locationsUnder: (prefix) => locations?.locationsUnder(prefix) ?? [],
    sourceCodeInfo: () => sourceInfo,
  }
}

/** Reads buf's ImageFileExtension. The list of numbers may be packed or not. */
function readExtension(bytes: Uint8Array, extension: Extension): void {
  const reader = new BinaryReader(bytes)
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag()
    if (field === ExtensionField.IsImport && wireType === WireType.Varint) extension.isImport = reader.bool()
    else if (field === ExtensionField.IsSyntaxUnspecified && wireType === WireType.Varint) {
      extension.isSyntaxUnspecified = reader.bool()
    } else if (field === ExtensionField.UnusedDependency && wireType === WireType.Varint) {
      extension.unusedDependencies.push(reader.int32())
    } else if (field === ExtensionField.UnusedDependency && wireType === WireType.LengthDelimited) {
      const end = reader.uint32() + reader.pos
      while (reader.pos < end) extension.unusedDependencies.push(reader.int32())
    } else reader.skip(wireType, field)
  }
}

/** Always a copy, so that the bytes of the whole image can go. */
function concat(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    all.set(part, offset)
    offset += part.length
  }
  return all
}
