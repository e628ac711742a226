import type { FileSet } from '@wireproof/module'

/** Many files as one piece of memory, which changes threads without being copied. */
export interface PackedFiles {
  readonly paths: readonly string[]
  /** Where each file ends in `bytes`; it starts where the one before ends. */
  readonly ends: readonly number[]
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Copies the files into one piece. */
export function packFiles(files: FileSet): PackedFiles {
  let size = 0
  for (const content of files.values()) size += content.byteLength
  const bytes = new Uint8Array(size)
  const ends: number[] = []
  let position = 0
  for (const content of files.values()) {
    bytes.set(content, position)
    position += content.byteLength
    ends.push(position)
  }
  return { paths: [...files.keys()], ends, bytes }
}

/** The files again, as views of the one piece. */
export function unpackFiles(packed: PackedFiles): FileSet {
  let start = 0
  return new Map(
    packed.paths.map((path, index) => {
      const end = packed.ends[index] as number
      const content = packed.bytes.subarray(start, end)
      start = end
      return [path, content]
    }),
  )
}
