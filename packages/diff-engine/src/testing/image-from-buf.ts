import { fromBinary } from '@bufbuild/protobuf'
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt'
import type { Image, ImageFile, LocatedPath, Span } from '@wireproof/compiler'

/** `FileDescriptorProto.source_code_info`, and the extension that a buf image has on each file. */
const SOURCE_CODE_INFO = 9
const BUF_EXTENSION = 8042

/**
 * The Image of what `buf build -o x.binpb` writes, or of any FileDescriptorSet. Source info stays encoded until a file
 * is asked for a location, so that the largest trees fit into memory.
 */
export function imageFromBuf(bytes: Uint8Array): Image {
  const reader = new BinaryReader(bytes)
  const files: ImageFile[] = []
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag()
    if (number === 1) files.push(readFile(reader.bytes()))
    else reader.skip(wireType, number)
  }
  return { files }
}

function readFile(bytes: Uint8Array): ImageFile {
  const rest = new BinaryWriter()
  const reader = new BinaryReader(bytes)
  let sourceCodeInfo: Uint8Array | undefined
  let isImport = false
  let isSyntaxUnspecified = false
  const unusedDependencies: number[] = []
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag()
    if (number === SOURCE_CODE_INFO) sourceCodeInfo = reader.bytes()
    else if (number === BUF_EXTENSION) {
      const extension = new BinaryReader(reader.bytes())
      while (extension.pos < extension.len) {
        const [field, type] = extension.tag()
        if (field === 1) isImport = extension.bool()
        else if (field === 3) isSyntaxUnspecified = extension.bool()
        else if (field === 4 && type === WireType.Varint) unusedDependencies.push(extension.int32())
        else extension.skip(type, field)
      }
    } else rest.tag(number, wireType).raw(reader.skip(wireType, number))
  }
  const proto = fromBinary(FileDescriptorProtoSchema, rest.finish())
  const source = new SourceInfo(sourceCodeInfo)
  return {
    path: proto.name,
    proto,
    isImport,
    isSyntaxUnspecified,
    unusedDependencies,
    locate: (path) => source.spans.get(path.join('.')),
    locationsUnder: (prefix) =>
      source.locations.filter(({ path }) => prefix.every((step, index) => path[index] === step)),
    sourceCodeInfo: () => sourceCodeInfo,
  }
}

class SourceInfo {
  readonly #bytes: Uint8Array | undefined
  #locations: readonly LocatedPath[] | undefined
  #spans: ReadonlyMap<string, Span> | undefined

  constructor(bytes: Uint8Array | undefined) {
    this.#bytes = bytes
  }

  get locations(): readonly LocatedPath[] {
    this.#locations ??= readLocations(this.#bytes ?? new Uint8Array())
    return this.#locations
  }

  /** The first location of a path counts. */
  get spans(): ReadonlyMap<string, Span> {
    this.#spans ??= new Map(this.locations.toReversed().map(({ path, span }) => [path.join('.'), span]))
    return this.#spans
  }
}

function readLocations(bytes: Uint8Array): LocatedPath[] {
  const reader = new BinaryReader(bytes)
  const locations: LocatedPath[] = []
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag()
    if (number === 1) locations.push(readLocation(reader.bytes()))
    else reader.skip(wireType, number)
  }
  return locations
}

function readLocation(bytes: Uint8Array): LocatedPath {
  const reader = new BinaryReader(bytes)
  const path: number[] = []
  const span: number[] = []
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag()
    if (number === 1 || number === 2) {
      const packed = new BinaryReader(reader.bytes())
      while (packed.pos < packed.len) (number === 1 ? path : span).push(packed.int32())
    } else reader.skip(wireType, number)
  }
  const [startLine = 0, startColumn = 0, endLine = 0, endColumn = endLine] = span
  const isOneLine = span.length === 3
  return {
    path,
    span: {
      start: { line: startLine + 1, column: startColumn + 1 },
      end: { line: (isOneLine ? startLine : endLine) + 1, column: (isOneLine ? endLine : endColumn) + 1 },
    },
  }
}
