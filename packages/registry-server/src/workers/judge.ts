import type { Image } from '@wireproof/compiler'
import { diff, type Finding, type Place, type Policy } from '@wireproof/diff-engine'

/** Rules that leave out the same places, and what becomes of a push that they find something in. */
export interface JudgedPolicy {
  readonly policy: Policy
  /** Where the rules about reused numbers and names are silent, by rule. */
  readonly reuseIgnoreOnly: Readonly<Record<string, readonly string[]>>
  /** By rule id, those about reuse too. What no action names is no finding. */
  readonly actions: ReadonlyMap<string, 'block' | 'warn'>
}

/** What a push is refused for, and what is only told. Both sorted as `diff` does. */
export interface Judgement {
  readonly blocked: readonly Finding[]
  readonly warned: readonly Finding[]
}

/**
 * Compares two images under each part of a policy. What a rule takes for less than an error does not block. A finding that several parts have is there once, with the strictest
 * action. One comparison for each part: parts differ in where they are silent, which the engine decides.
 */
export function judge(prev: Image, next: Image, parts: readonly JudgedPolicy[]): Judgement {
  const blocked = new Map<string, Finding>()
  const warned = new Map<string, Finding>()
  for (const { policy, actions } of parts) {
    for (const finding of diff(prev, next, policy)) {
      const action = actions.get(finding.rule)
      // A policy of our own rules alone would mean buf's default ones, too.
      if (action === undefined) continue
      const verdict = action === 'block' && finding.severity === 'error' ? blocked : warned
      verdict.set(keyOf(finding), finding)
    }
  }
  for (const key of blocked.keys()) warned.delete(key)
  const sorted = (findings: Iterable<Finding>) => (parts.length > 1 ? [...findings].sort(byPlace) : [...findings])
  return { blocked: sorted(blocked.values()), warned: sorted(warned.values()) }
}

function keyOf({ fingerprint, at, against }: Finding): string {
  return JSON.stringify([fingerprint, at, against])
}

/** Source: the order that `diff` promises. */
function byPlace(a: Finding, b: Finding): number {
  return (
    compare(a.at?.path ?? '', b.at?.path ?? '') ||
    lineOf(a.at) - lineOf(b.at) ||
    columnOf(a.at) - columnOf(b.at) ||
    compare(a.rule, b.rule)
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function lineOf(place: Place | undefined): number {
  return place?.span?.start.line ?? 0
}

function columnOf(place: Place | undefined): number {
  return place?.span?.start.column ?? 0
}
