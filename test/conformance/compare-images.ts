import { fromBinary, toBinary } from '@bufbuild/protobuf'
import { BinaryReader } from '@bufbuild/protobuf/wire'
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt'
import type { Image, ImageFile } from '@wireproof/compiler'

/** The field that buf adds to each file of an image: what is_import & co. are kept in. */
const BUF_EXTENSION = 8042

/** What a comparison found. */
export interface ImageComparison {
  readonly files: number
  /** Files that are not there, stand elsewhere or differ, with the first thing that differs. */
  readonly differences: readonly string[]
}

/**
 * Compares a compiled image with the encoded one of buf, without source info: the order of files, and for each its
 * descriptor, byte for byte when encoded by the same library, and whether it is an import, states a syntax, and which
 * of its imports are unused.
 */
export function compareImages(ours: Image, theirs: Uint8Array): ImageComparison {
  const differences: string[] = []
  const reader = new BinaryReader(theirs)
  let index = 0
  while (reader.pos < reader.len) {
    reader.tag()
    const difference = compareFile(ours.files[index++], reader.bytes())
    if (difference !== undefined) differences.push(difference)
  }
  if (index !== ours.files.length) differences.push(`${ours.files.length} files instead of ${index}`)
  return { files: index, differences }
}

function compareFile(ours: ImageFile | undefined, encoded: Uint8Array): string | undefined {
  const theirs = fromBinary(FileDescriptorProtoSchema, encoded)
  if (ours?.path !== theirs.name) return `${theirs.name}: there is ${ours?.path} in its place`
  const extension = theirs.$unknown?.find(({ no }) => no === BUF_EXTENSION)
  const others = theirs.$unknown?.filter(({ no }) => no !== BUF_EXTENSION) ?? []
  if (others.length > 0) theirs.$unknown = others
  else delete theirs.$unknown
  delete theirs.sourceCodeInfo
  const facts = readExtension(extension === undefined ? new Uint8Array(0) : new BinaryReader(extension.data).bytes())
  const ourFacts: Facts = {
    isImport: ours.isImport,
    isSyntaxUnspecified: ours.isSyntaxUnspecified,
    unused: ours.unusedDependencies,
  }
  if (JSON.stringify(facts) !== JSON.stringify(ourFacts)) {
    return `${ours.path}: ${JSON.stringify(ourFacts)} instead of ${JSON.stringify(facts)}`
  }
  const left = Buffer.from(toBinary(FileDescriptorProtoSchema, ours.proto))
  const right = Buffer.from(toBinary(FileDescriptorProtoSchema, theirs))
  return left.equals(right) ? undefined : `${ours.path}: the descriptors differ`
}

interface Facts {
  readonly isImport: boolean
  readonly isSyntaxUnspecified: boolean
  readonly unused: readonly number[]
}

/** Source: buf.alpha.image.v1.ImageFileExtension. */
function readExtension(bytes: Uint8Array): Facts {
  const reader = new BinaryReader(bytes)
  let isImport = false
  let isSyntaxUnspecified = false
  const unused: number[] = []
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag()
    if (number === 1) isImport = reader.bool()
    else if (number === 3) isSyntaxUnspecified = reader.bool()
    else if (number === 4 && wireType === 2) {
      const end = reader.uint32() + reader.pos
      while (reader.pos < end) unused.push(reader.int32())
    } else if (number === 4) unused.push(reader.int32())
    else reader.skip(wireType, number)
  }
  return { isImport, isSyntaxUnspecified, unused }
}
