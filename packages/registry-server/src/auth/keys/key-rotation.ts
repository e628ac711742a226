import { ACCESS_TOKEN_MS } from '../../limits.ts'

const HOUR_MS = 3_600_000
/** How long one key signs: short enough that a leaked one is of use for a month at most. */
export const KEY_SIGNING_MS = 30 * 24 * HOUR_MS
/** How long a key is published before it signs: third parties keep a JWKS for a day at most. */
export const KEY_PUBLISHED_BEFORE_MS = 24 * HOUR_MS
/** How long a key verifies after it signed its last token: the life of that token, and as much again for clocks. */
const KEY_VERIFIES_AFTER_MS = 2 * ACCESS_TOKEN_MS

/** When a key begins to sign; it stops when the next one begins. */
export interface KeyTimes {
  readonly kid: string
  readonly signsFromMs: number
}

/** What to do with the keys at one moment. */
export interface KeyPlan {
  /** The key that signs; undefined when there is none yet. */
  readonly signingKid: string | undefined
  /** Those that verify and are published: the one that signs, those that will, and those whose tokens still live. */
  readonly verifyingKids: readonly string[]
  /** Those whose last token has ended: to be deleted. */
  readonly retiredKids: readonly string[]
  /** Set when a key is to be made now: when that one is to begin to sign. */
  readonly newKeySignsFromMs: number | undefined
  /** When this plan stops being right. */
  readonly planAgainAtMs: number
}

/**
 * Says which key signs at `nowMs`, which verify, which can go, and whether the next one is due. The first key signs at
 * once. When a registry slept over the change, the old key signs for a day more, until the new one is known everywhere.
 * Two keys that begin together (two nodes made one each) are no harm: all nodes take the same one.
 */
export function planKeys(keys: readonly KeyTimes[], nowMs: number): KeyPlan {
  const byStart = keys.toSorted((a, b) => a.signsFromMs - b.signsFromMs || (a.kid < b.kid ? -1 : 1))
  const signing = byStart.findLast(({ signsFromMs }) => signsFromMs <= nowMs)
  const next = byStart.find(({ signsFromMs }) => signsFromMs > nowMs)
  const endOf = (index: number) => (byStart[index + 1]?.signsFromMs ?? Number.POSITIVE_INFINITY) + KEY_VERIFIES_AFTER_MS
  const ends = byStart.map(({ kid }, index) => ({ kid, endMs: endOf(index) }))
  const makeNextAtMs = (signing?.signsFromMs ?? nowMs) + KEY_SIGNING_MS - KEY_PUBLISHED_BEFORE_MS
  const isDue = next === undefined && nowMs >= makeNextAtMs
  const moments = [
    ...ends.map(({ endMs }) => endMs),
    ...(next === undefined ? [makeNextAtMs] : [next.signsFromMs]),
  ].filter((moment) => moment > nowMs)
  return {
    signingKid: signing?.kid,
    verifyingKids: ends.filter(({ endMs }) => endMs > nowMs).map(({ kid }) => kid),
    retiredKids: ends.filter(({ endMs }) => endMs <= nowMs).map(({ kid }) => kid),
    newKeySignsFromMs: signing === undefined ? nowMs : isDue ? nowMs + KEY_PUBLISHED_BEFORE_MS : undefined,
    planAgainAtMs: signing === undefined || isDue ? nowMs : Math.min(...moments),
  }
}
