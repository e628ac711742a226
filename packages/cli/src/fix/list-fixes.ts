import type { Finding } from '@wireproof/diff-engine'
import { proposeFixes } from '@wireproof/diff-engine/fixes'
import type { Sides } from '../check/compile-sides.ts'
import type { ModulePair } from '../check/pair-modules.ts'
import type { ReportedEdit, ReportedFix } from '../output/reported-finding.ts'
import { textOf } from './fix-modules.ts'

/** The fixes of findings between two modules, as the user knows their files. */
export function listFixes(
  { prev, next }: Sides,
  pair: ModulePair,
  findings: readonly Finding[],
): ReadonlyMap<Finding, ReportedFix> {
  const own = new Set(pair.next.image.files.filter(({ isImport }) => !isImport).map(({ path }) => path))
  const nextText = (path: string) => (own.has(path) ? textOf(next, path) : undefined)
  const prevText = (path: string) => textOf(prev, path)
  const fixes = proposeFixes(pair.prev.image, pair.next.image, findings, { prevText, nextText })
  return new Map(
    [...fixes].map(([finding, { summary, edits }]) => {
      const reported = edits.map(({ path, start, end, newText }): ReportedEdit => {
        const text = nextText(path) ?? ''
        const bytesBefore = (offset: number) => Buffer.byteLength(text.slice(0, offset))
        return { path: next.show(path), start: bytesBefore(start), end: bytesBefore(end), newText }
      })
      return [finding, { summary, edits: reported }]
    }),
  )
}
