import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import type { Location } from './location-list.ts'

/** The numbers of descriptor.proto, `SourceCodeInfo` and `SourceCodeInfo.Location`. */
const Field = { Location: 1, Path: 1, Span: 2, Leading: 3, Trailing: 4, Detached: 6 } as const

/** What buf says about a file in its SourceCodeInfo besides locations. */
export interface FileFacts {
  readonly isSyntaxUnspecified: boolean
  readonly unusedDependencies: readonly number[]
}

/**
 * Numbers of buf's extension of SourceCodeInfo and of the fields in it.
 * Source: buf/descriptor/v1/descriptor.proto, SourceCodeInfoExtension.
 */
const Extension = { Number: 536_000_000, IsSyntaxUnspecified: 2, UnusedDependency: 3 } as const

/** Encodes a SourceCodeInfo message with these locations, and with `facts` where they are worth telling. */
export function encodeLocations(locations: readonly Location[], facts: FileFacts): Uint8Array {
  const writer = new BinaryWriter()
  writeFacts(writer, facts)
  for (const location of locations) {
    writer.tag(Field.Location, WireType.LengthDelimited).fork()
    writeNumbers(writer, Field.Path, location.path)
    writeNumbers(writer, Field.Span, location.span)
    writeText(writer, Field.Leading, location.leading)
    writeText(writer, Field.Trailing, location.trailing)
    for (const text of location.detached) writer.tag(Field.Detached, WireType.LengthDelimited).string(text)
    writer.join()
  }
  return writer.finish()
}

/** In front of the locations, where buf's encoder has extensions. */
function writeFacts(writer: BinaryWriter, facts: FileFacts): void {
  if (!facts.isSyntaxUnspecified && facts.unusedDependencies.length === 0) return
  writer.tag(Extension.Number, WireType.LengthDelimited).fork()
  if (facts.isSyntaxUnspecified) writer.tag(Extension.IsSyntaxUnspecified, WireType.Varint).bool(true)
  writeNumbers(writer, Extension.UnusedDependency, facts.unusedDependencies)
  writer.join()
}

/** A packed list; an empty one is left out. */
function writeNumbers(writer: BinaryWriter, number: number, values: readonly number[]): void {
  if (values.length === 0) return
  writer.tag(number, WireType.LengthDelimited).fork()
  for (const value of values) writer.int32(value)
  writer.join()
}

function writeText(writer: BinaryWriter, number: number, text: string): void {
  if (text !== '') writer.tag(number, WireType.LengthDelimited).string(text)
}
