import { toBinary } from '@bufbuild/protobuf'
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt'
import type { Image, ImageFile } from './image.ts'
import { ExtensionField, ImageField } from './image-fields.ts'

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
  const chunks: Uint8Array[] = []
  let length = 0
  for (const file of image.files) {
    for (const chunk of encodeFile(file, options)) {
      chunks.push(chunk)
      length += chunk.length
    }
  }
  const bytes = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return bytes
}

/** The parts of one `file` field. The locations stand where their number says: behind the fields that come before 9. */
function encodeFile(file: ImageFile, options: EncodeImageOptions): readonly Uint8Array[] {
  const proto = toBinary(FileDescriptorProtoSchema, file.proto)
  const sourceInfo = options.sourceInfo ? encodeSourceInfo(file) : EMPTY
  const extension = options.imageExtension ? encodeExtension(file) : EMPTY
  const split = sourceInfo.length === 0 ? proto.length : offsetBehind(proto, ImageField.SourceCodeInfo)
  const head = new BinaryWriter().tag(ImageField.File, WireType.LengthDelimited)
  head.uint32(proto.length + sourceInfo.length + extension.length)
  return [head.finish(), proto.subarray(0, split), sourceInfo, proto.subarray(split), extension]
}

const EMPTY = new Uint8Array(0)

function encodeSourceInfo(file: ImageFile): Uint8Array {
  const bytes = file.sourceCodeInfo()
  if (bytes === undefined) return EMPTY
  return new BinaryWriter().tag(ImageField.SourceCodeInfo, WireType.LengthDelimited).bytes(bytes).finish()
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
