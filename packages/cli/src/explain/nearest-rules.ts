/** More names than these are no help. */
const MAX_NEAREST = 3

/**
 * The ids that share most words with what was written, most first; empty when there is none. Ids are made of words that
 * people remember in part and in another order, so that counting words finds them better than counting letters.
 */
export function nearestRules(text: string, ids: readonly string[]): string[] {
  const wanted = wordsOf(text)
  const scored = ids.map((id) => {
    const words = wordsOf(id)
    const shared = wanted.filter((word) => words.some((other) => isSameWord(word, other))).length
    return { id, score: shared / (wanted.length + words.length - shared) }
  })
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, MAX_NEAREST)
    .map(({ id }) => id)
}

function wordsOf(text: string): string[] {
  return text
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== '')
}

/** `NAMES` means NAME, and `DEL` the start of DELETE. */
function isSameWord(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return short.length >= 3 ? long.startsWith(short) : short === long
}
