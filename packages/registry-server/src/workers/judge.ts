import type { Image } from '@wireproof/compiler'
import { describeReuses, diff, type Finding, type Place, type Policy, type Reuse } from '@wireproof/diff-engine'

/** Rules that leave out the same places, and what becomes of a push that they find something in. */
export interface JudgedPolicy {
  readonly policy: Policy
  /** By rule id, those about reuse too. What no action names is no finding. */
  readonly actions: ReadonlyMap<string, 'block' | 'warn'>
}

/** What a push is refused for, and what is only told. Both sorted as `diff` does. */
export interface Judgement {
  readonly blocked: readonly Finding[]
  readonly warned: readonly Finding[]
}

/**
 * Compares two images under each part of a policy. What a rule takes for less than an error does not block. A finding
 * that several parts have is there once, with the strictest action. One comparison for each part: parts differ in where
 * they are silent, which the engine decides.
 */
export function judge(prev: Image, next: Image, parts: readonly JudgedPolicy[]): Judgement {
  const verdict = new Verdict()
  for (const part of parts) verdict.add(part, diff(prev, next, part.policy))
  return verdict.judgement()
}

/** The same for numbers and names that the version `old` had last, and `next` uses for something else. */
export function judgeReuses(
  reuses: readonly Reuse<unknown>[],
  sides: { readonly old: Image; readonly oldName: string; readonly next: Image },
  parts: readonly JudgedPolicy[],
): Judgement {
  const verdict = new Verdict()
  for (const part of parts) verdict.add(part, describeReuses(reuses, { ...sides, policy: part.policy }))
  return verdict.judgement()
}

class Verdict {
  readonly #blocked = new Map<string, Finding>()
  readonly #warned = new Map<string, Finding>()

  add({ actions }: JudgedPolicy, findings: readonly Finding[]): void {
    for (const finding of findings) {
      const action = actions.get(finding.rule)
      // A policy of our own rules alone would mean buf's default ones, too.
      if (action === undefined) continue
      const verdict = action === 'block' && finding.severity === 'error' ? this.#blocked : this.#warned
      verdict.set(keyOf(finding), finding)
    }
  }

  judgement(): Judgement {
    for (const key of this.#blocked.keys()) this.#warned.delete(key)
    return { blocked: [...this.#blocked.values()].sort(byPlace), warned: [...this.#warned.values()].sort(byPlace) }
  }
}

function keyOf({ fingerprint, at, against }: Finding): string {
  return JSON.stringify([fingerprint, at, against])
}

/** Source: the order that `diff` promises; equal ones stay in it. */
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
