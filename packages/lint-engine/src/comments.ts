import { BinaryReader } from '@bufbuild/protobuf/wire'
import type { FileElement } from './schema/element.ts'

/** What a comment line that silences a rule starts with. */
const IGNORE = 'buf:lint:ignore'

/** The leading comments of a file's elements. Read from its source info when first asked for, and kept. */
export class Comments {
  readonly #file: FileElement
  #byPath: ReadonlyMap<string, readonly string[]> | undefined

  constructor(file: FileElement) {
    this.#file = file
  }

  /** Whether the element of this path is documented: by more than blank lines and comments that silence rules. */
  isDocumented(path: readonly number[]): boolean {
    return this.#linesOf(path).some((line) => line !== '' && !line.startsWith(IGNORE))
  }

  /**
   * Whether a comment on the element of this path, or on anything around it, silences the rule. The id is matched as a
   * prefix, and what is behind it does not matter. Source: observed behaviour of buf 1.75.
   */
  isSilenced(path: readonly number[], rule: string): boolean {
    const start = `${IGNORE} ${rule}`
    for (let depth = path.length; depth > 0; depth--) {
      if (this.#linesOf(path.slice(0, depth)).some((line) => line.startsWith(start))) return true
    }
    return false
  }

  #linesOf(path: readonly number[]): readonly string[] {
    this.#byPath ??= readComments(this.#file)
    return this.#byPath.get(path.join(' ')) ?? []
  }
}

/** Field numbers of `SourceCodeInfo` and `SourceCodeInfo.Location` in descriptor.proto. */
const LOCATION = 1
const PATH = 1
const LEADING_COMMENTS = 3

/** The lines of leading comments by path. Of millions of locations few have one, so the others are passed over. */
function readComments(file: FileElement): Map<string, readonly string[]> {
  const lines = new Map<string, readonly string[]>()
  const bytes = file.image.sourceCodeInfo()
  if (bytes === undefined) return lines
  const reader = new BinaryReader(bytes)
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag()
    if (field !== LOCATION) {
      reader.skip(wireType, field)
      continue
    }
    const { path, comment } = readLocation(reader)
    // Of several locations of one path the first counts.
    if (comment === undefined || lines.has(path)) continue
    lines.set(
      path,
      comment.split('\n').map((line) => line.trim()),
    )
  }
  return lines
}

function readLocation(reader: BinaryReader): { path: string; comment: string | undefined } {
  const end = reader.uint32() + reader.pos
  let pathAt = reader.pos
  let comment: string | undefined
  while (reader.pos < end) {
    const [field, wireType] = reader.tag()
    if (field === PATH) pathAt = reader.pos
    if (field === LEADING_COMMENTS) comment = reader.string()
    else reader.skip(wireType, field)
  }
  if (comment === undefined) return { path: '', comment }
  reader.pos = pathAt
  const steps: number[] = []
  for (const pathEnd = reader.uint32() + reader.pos; reader.pos < pathEnd; ) steps.push(reader.int32())
  reader.pos = end
  return { path: steps.join(' '), comment }
}
