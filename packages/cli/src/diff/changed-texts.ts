import { isDeepStrictEqual } from 'node:util'
import type { Sides } from '../check/compile-sides.ts'
import type { ModulePair } from '../check/pair-modules.ts'

/**
 * The import paths of the files of a module that both sides have with different texts. Where a side is an image and has
 * no texts, the places and comments that it keeps tell; a file of which a side keeps none counts as the same.
 */
export function listChangedTexts({ prev, next }: Sides, pair: ModulePair): string[] {
  const older = new Map(pair.prev.image.files.map((file) => [file.path, file]))
  const changed: string[] = []
  for (const file of pair.next.image.files) {
    const other = older.get(file.path)
    if (file.isImport || other === undefined) continue
    const texts = [prev.resolve(file.path), next.resolve(file.path)]
    const [a, b] = texts.includes(undefined) ? [other.sourceCodeInfo(), file.sourceCodeInfo()] : texts
    if (a !== undefined && b !== undefined && !isDeepStrictEqual(Buffer.from(a), Buffer.from(b))) {
      changed.push(file.path)
    }
  }
  return changed
}
