import type { HistoryRuleId } from './history-rules.ts'
import { keysOf, type Use } from './use.ts'
import type { LastUse, UseHistory } from './use-history.ts'
import { UseIndex } from './use-index.ts'

/** A number or a name that was given up, and is back as something else. */
export interface Reuse<V> {
  readonly rule: HistoryRuleId
  /** `warning` when no payload is misread: see `findReused`. */
  readonly severity: 'error' | 'warning'
  /** What it is now; of several aliases of an enum value the first. */
  readonly use: Use
  /** The number, or the name that JSON readers take, that both uses have in common. */
  readonly shared: number | string
  /** What it was, in the version that had it last. */
  readonly last: LastUse<V>
}

/**
 * The numbers and names that the version before `next` does not use, an older one did, and `next` uses for something
 * else. `head` are the uses of the version before; whether it is the youngest of `history` does not matter.
 *
 * - A use that `head` has is none of ours, whatever it was long ago: it was judged when it came, and what changes between
 *   `head` and `next` is told by the rules that compare two versions. So each reuse is reported by the one change that
 *   makes it.
 * - Compared is with the *last* use alone: what comes back as it went is restored, not reused, even if it was something
 *   else still earlier.
 * - `NUMBER_REUSED`: the same number with another name or another type. Another name is enough, since the name is all
 *   that says what a value means: an e-mail address that is read as a phone number is misread, though both are texts.
 *   Of an enum value any name that was kept is enough to be the same.
 * - `NAME_REUSED`: the same name, or the same JSON name, with another number or another type. For a field with a number
 *   that was never used, and the same type, it is a warning: JSON reads on, and means the same; but binary data of
 *   then and now do not know each other, though both sides know the name.
 * - What comes back with number and name, and with another type, is one reuse and not two: `NUMBER_REUSED`.
 * - Symbols are compared by full name, so what a renamed message used is not seen. That is what the rules about deleted
 *   messages are for.
 *
 * In the order of `next`.
 */
export function findReused<V>(history: UseHistory<V>, head: Iterable<Use>, next: Iterable<Use>): Reuse<V>[] {
  const before = new UseIndex(head)
  const uses = [...next]
  const { byNumber } = new UseIndex(uses)
  const reuses: Reuse<V>[] = []
  for (const use of uses) {
    const aliases = byNumber.get(use.symbol)?.get(use.number) ?? [use]
    const isKept = before.byNumber.get(use.symbol)?.has(use.number) === true
    const last = isKept ? undefined : history.lastOfNumber(use.symbol, use.number)
    const isReused = last !== undefined && !isBack(aliases, last)
    // Told once for all aliases of a number.
    if (isReused && use === aliases[0]) {
      reuses.push({ rule: 'NUMBER_REUSED', severity: 'error', use, shared: use.number, last })
    }
    const number = isReused ? 'reused' : isKept || last !== undefined ? 'known' : 'fresh'
    const reuse = findReusedName(history, before, use, number)
    if (reuse !== undefined) reuses.push(reuse)
  }
  return reuses
}

/** The declared name goes first: when both names are reused, one report is enough. */
function findReusedName<V>(
  history: UseHistory<V>,
  before: UseIndex,
  use: Use,
  number: 'reused' | 'known' | 'fresh',
): Reuse<V> | undefined {
  for (const key of keysOf(use)) {
    if (before.byKey.get(use.symbol)?.has(key) === true) continue
    const last = history.lastOfKey(use.symbol, key)
    if (last === undefined) continue
    const isSameType = last.uses.every(({ type }) => type === use.type)
    if (last.uses.some((other) => other.number === use.number) && (isSameType || number === 'reused')) continue
    const isSameInJson = number === 'fresh' && isSameType && use.kind !== 'enum value'
    return { rule: 'NAME_REUSED', severity: isSameInJson ? 'warning' : 'error', use, shared: key, last }
  }
  return undefined
}

function isBack(uses: readonly Use[], { uses: last }: LastUse<unknown>): boolean {
  return uses.some((use) => last.some(({ name, type }) => name === use.name && type === use.type))
}
