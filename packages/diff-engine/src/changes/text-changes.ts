import type { Change } from './change.ts'

/**
 * Changes for files whose text differs though nothing else is told of them: comments, layout, the order of
 * declarations. `paths` are the import paths of files that are on both sides with different texts; the images do not
 * keep texts, so whoever has read them must say so.
 */
export function listTextChanges(paths: Iterable<string>, changes: readonly Change[]): Change[] {
  const told = new Set(changes.flatMap(({ at, against }) => [at?.path, against?.path]))
  return [...paths]
    .filter((path) => !told.has(path))
    .map((path) => ({
      kind: 'changed',
      element: 'file',
      symbol: path,
      description: `File ${JSON.stringify(path)}: only comments, layout or order changed`,
      weight: 'patch',
      at: { path, span: undefined },
      against: { path, span: undefined },
    }))
}
