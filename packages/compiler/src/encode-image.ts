import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import { encodeDescriptor } from './encode-descriptor.ts'
import type { Image, ImageFile } from './image.ts'
import { ExtensionField, ImageField } from './image-fields.ts'
import { ReverseWriter } from './reverse-writer.ts'

export interface EncodeImageOptions {
  /** Whether files carry their SourceCodeInfo, comments included. */
  readonly sourceInfo: boolean
  /** Whether files carry buf's additions (field 8042); without them it is a plain FileDescriptorSet. */
  readonly imageExtension: boolean
}

/**
 * Encodes an image as `buf build` writes it: a FileDescriptorSet whose files carry buf's additions in a field that other
 * readers skip. Holds the locations of one file at a time.
 * Source: buf/alpha/image/v1/image.proto and observed output of `buf build`.
 */
export function encodeImage(image: Image, options: EncodeImageOptions): Uint8Array {
  const writer = new ReverseWriter()
  return concatenate(image.files.flatMap((file) => encodeFile(file, options, writer)))
}

/** One file as `encodeImage` writes it: what it makes of several stands one behind the other in an image. */
export function encodeImageFile(file: ImageFile, options: EncodeImageOptions, writer: ReverseWriter): Uint8Array {
  return concatenate(encodeFile(file, options, writer))
}

function concatenate(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0))
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return bytes
}

/** The parts of one `file` field. The locations stand where their number says: behind the fields that come before 9. */
function encodeFile(file: ImageFile, options: EncodeImageOptions, writer: ReverseWriter): readonly Uint8Array[] {
  const proto = encodeDescriptor(file.proto, writer)
  const extension = options.imageExtension ? encodeExtension(file) : EMPTY
  const sourceInfo = options.sourceInfo ? file.sourceCodeInfo() : undefined
  if (sourceInfo === undefined) return [encodeHead(ImageField.File, proto.length + extension.length), proto, extension]
  const split = offsetBehind(proto, ImageField.SourceCodeInfo)
  const sourceInfoHead = encodeHead(ImageField.SourceCodeInfo, sourceInfo.length)
  const length = proto.length + sourceInfoHead.length + sourceInfo.length + extension.length
  const head = encodeHead(ImageField.File, length)
  return [head, proto.subarray(0, split), sourceInfoHead, sourceInfo, proto.subarray(split), extension]
}

const EMPTY = new Uint8Array(0)

/** What stands in front of the bytes of a field. */
function encodeHead(field: number, length: number): Uint8Array {
  return new BinaryWriter().tag(field, WireType.LengthDelimited).uint32(length).finish()
}

function encodeExtension(file: ImageFile): Uint8Array {
  const writer = new BinaryWriter().tag(ImageField.Extension, WireType.LengthDelimited).fork()
  writer.tag(ExtensionField.IsImport, WireType.Varint).bool(file.isImport)
  writer.tag(ExtensionField.IsSyntaxUnspecified, WireType.Varint).bool(file.isSyntaxUnspecified)
  for (const index of file.unusedDependencies) writer.tag(ExtensionField.UnusedDependency, WireType.Varint).int32(index)
  return writer.join().finish()
}

/** Where the first field with a greater number starts. */
function offsetBehind(message: Uint8Array, number: number): number {
  const reader = new BinaryReader(message)
  while (reader.pos < reader.len) {
    const start = reader.pos
    const [field, wireType] = reader.tag()
    if (field > number) return start
    reader.skip(wireType, field)
  }
  return reader.pos
}
