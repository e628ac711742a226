import type { Difference } from './difference.ts'

/** One JSON object; its keys and those of what is in it are a contract, new ones may come. */
export function formatDifferenceJson({ verdict, findings, changes }: Difference): string {
  const list = (items: readonly unknown[]) =>
    items.length === 0 ? '[]' : `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`
  return `{"verdict":${JSON.stringify(verdict)},\n"findings":${list(findings)},\n"changes":${list(changes)}}\n`
}
