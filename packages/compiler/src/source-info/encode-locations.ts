import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import type { Location } from './location-list.ts'
import { LocationWriter } from './location-writer.ts'

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
  // In front of the locations, where buf's encoder has extensions.
  const writer = new LocationWriter(encodeFacts(facts))
  for (const location of locations) writer.write(location)
  return writer.finish()
}

function encodeFacts({ isSyntaxUnspecified, unusedDependencies }: FileFacts): Uint8Array {
  const writer = new BinaryWriter()
  if (!isSyntaxUnspecified && unusedDependencies.length === 0) return writer.finish()
  writer.tag(Extension.Number, WireType.LengthDelimited).fork()
  if (isSyntaxUnspecified) writer.tag(Extension.IsSyntaxUnspecified, WireType.Varint).bool(true)
  if (unusedDependencies.length > 0) {
    writer.tag(Extension.UnusedDependency, WireType.LengthDelimited).fork()
    for (const index of unusedDependencies) writer.int32(index)
    writer.join()
  }
  return writer.join().finish()
}
