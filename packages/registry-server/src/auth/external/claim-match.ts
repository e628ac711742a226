/** Claims that every token has, and that are checked for themselves: a rule that named only these would name nobody. */
export const COMMON_CLAIMS: ReadonlySet<string> = new Set(['iss', 'aud', 'exp', 'nbf', 'iat', 'jti'])
/** The one claim that may be a pattern: branches come and go, repositories do not. */
const PATTERN_CLAIM = 'ref'

/**
 * Whether a token says everything that a rule asks for. A claim must be the same text, letter for letter (numbers and
 * booleans as JSON writes them); in `ref` alone, `*` stands for anything but a slash and `**` for anything. A claim that
 * is missing, or a list, is no match.
 */
export function matchesClaims(
  claims: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(expected).every(([name, wanted]) => {
    const claim = Object.hasOwn(claims, name) ? claims[name] : undefined
    if (typeof claim !== 'string' && typeof claim !== 'number' && typeof claim !== 'boolean') return false
    const text = String(claim)
    return name === PATTERN_CLAIM ? matchesPattern(text, wanted) : text === wanted
  })
}

/** Segment by segment and without a regular expression, so that no pattern can be made that takes long. */
function matchesPattern(text: string, pattern: string): boolean {
  const parts = pattern.split(/(\*+)/)
  // Which positions of the text the pattern up to here can have reached.
  let reached = new Set([0])
  for (const part of parts) {
    const next = new Set<number>()
    for (const at of reached) {
      if (!part.startsWith('*')) {
        if (text.startsWith(part, at)) next.add(at + part.length)
        continue
      }
      const slash = part === '*' ? text.indexOf('/', at) : -1
      const end = slash < 0 ? text.length : slash
      for (let to = at; to <= end; to++) next.add(to)
    }
    reached = next
  }
  return reached.has(text.length)
}
