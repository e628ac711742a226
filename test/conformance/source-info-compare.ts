import { fromBinary } from '@bufbuild/protobuf'
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire'
import {
  FileDescriptorProtoSchema,
  type SourceCodeInfo,
  type SourceCodeInfo_Location,
  SourceCodeInfoSchema,
} from '@bufbuild/protobuf/wkt'
import type { Image } from '@wireproof/compiler'

export interface SourceInfoComparison {
  readonly files: number
  readonly locations: number
  /** The first difference of each file that has one. */
  readonly differences: readonly string[]
}

/** Compares paths, spans, comments and order of all locations with those of an image that buf built. */
export function compareSourceInfo(ours: Image, theirs: Uint8Array): SourceInfoComparison {
  const byPath = new Map(ours.files.map((file) => [file.path, file]))
  const differences: string[] = []
  let files = 0
  let locations = 0
  for (const { path, info } of readFiles(theirs)) {
    files++
    locations += info?.location.length ?? 0
    const bytes = byPath.get(path)?.sourceCodeInfo()
    const difference =
      bytes === undefined ? 'is missing' : firstDifference(fromBinary(SourceCodeInfoSchema, bytes), info)
    if (difference !== undefined) differences.push(`${path} ${difference}`)
  }
  return { files, locations, differences }
}

/** File by file: the locations of a large tree fill the memory when they are all there at once. */
function* readFiles(image: Uint8Array): Generator<{ path: string; info: SourceCodeInfo | undefined }> {
  const reader = new BinaryReader(image)
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag()
    if (number !== 1 || wireType !== WireType.LengthDelimited) throw new Error(`field ${number} in an image`)
    const { name, sourceCodeInfo } = fromBinary(FileDescriptorProtoSchema, reader.bytes())
    yield { path: name, info: sourceCodeInfo }
  }
}

function firstDifference(ours: SourceCodeInfo, theirs: SourceCodeInfo | undefined): string | undefined {
  const expected = theirs?.location ?? []
  for (let index = 0; index < Math.max(ours.location.length, expected.length); index++) {
    const own = print(ours.location[index])
    const other = print(expected[index])
    if (own !== other) return `location ${index}: ours ${own}, buf's ${other}`
  }
  const facts = [ours, theirs].map((info) => JSON.stringify(info?.$unknown?.map(({ no, data }) => [no, [...data]])))
  return facts[0] === facts[1] ? undefined : `extension: ours ${facts[0]}, buf's ${facts[1]}`
}

function print(location: SourceCodeInfo_Location | undefined): string {
  if (location === undefined) return 'nothing'
  const { path, span, leadingComments, trailingComments, leadingDetachedComments } = location
  return JSON.stringify([path.join('.'), span, leadingComments, trailingComments, leadingDetachedComments])
}
