/** Files by import path, in memory that threads share: `ends` says where the content of each of `paths` ends in `bytes`. */
export interface SharedFiles {
  readonly paths: readonly string[]
  readonly ends: readonly number[]
  readonly bytes: SharedArrayBuffer
}

/** Copies files to where other threads can read them. */
export function shareFiles(files: ReadonlyMap<string, Uint8Array>): SharedFiles {
  const size = totalSize(files)
  const bytes = new SharedArrayBuffer(size)
  const all = new Uint8Array(bytes)
  const ends: number[] = []
  let end = 0
  for (const content of files.values()) {
    all.set(content, end)
    end += content.length
    ends.push(end)
  }
  return { paths: [...files.keys()], ends, bytes }
}

/** Finds shared files by path; gives each a copy of its own, as not everything that decodes text takes shared memory. */
export function readSharedFiles({ paths, ends, bytes }: SharedFiles): (path: string) => Uint8Array | undefined {
  const all = new Uint8Array(bytes)
  const indexes = new Map(paths.map((path, index) => [path, index]))
  return (path) => {
    const index = indexes.get(path)
    return index === undefined ? undefined : all.slice(ends[index - 1] ?? 0, ends[index])
  }
}

/** In bytes. */
export function totalSize(files: ReadonlyMap<string, Uint8Array>): number {
  let size = 0
  for (const content of files.values()) size += content.length
  return size
}
