import { createHash } from 'node:crypto'
import type { Image } from '@wireproof/compiler'
import type { Finding } from '@wireproof/diff-engine'
import { type LintFinding, type LintPolicy, lint } from '@wireproof/lint-engine'
import type { Judgement } from './judge.ts'

/** Rules of style with the same exceptions and settings, and what becomes of a push that they find something in. */
export interface JudgedLint {
  readonly policy: LintPolicy
  /** By rule id; the rules that the policy uses. */
  readonly actions: ReadonlyMap<string, 'block' | 'warn'>
}

/** What a policy says to the style of an image; of several parts the strictest holds for each finding. */
export function judgeStyle(image: Image, parts: readonly JudgedLint[]): Judgement {
  const blocked = new Map<string, Finding>()
  const warned = new Map<string, Finding>()
  for (const { policy, actions } of parts) {
    for (const found of lint(image, policy)) {
      const finding = toFinding(found)
      const verdict = actions.get(found.rule) === 'block' ? blocked : warned
      verdict.set(`${finding.fingerprint} ${JSON.stringify(finding.at)}`, finding)
    }
  }
  for (const key of blocked.keys()) warned.delete(key)
  return { blocked: [...blocked.values()], warned: [...warned.values()] }
}

/** Leaves out what was so before: the same rule about the same element. */
export function onlyNew(next: Judgement, prev: Judgement): Judgement {
  const known = new Set([...prev.blocked, ...prev.warned].map(({ fingerprint }) => fingerprint))
  const isNew = ({ fingerprint }: Finding) => !known.has(fingerprint)
  return { blocked: next.blocked.filter(isNew), warned: next.warned.filter(isNew) }
}

/** Whether a finding is about style, and not about a change. */
export function isStyle({ fingerprint }: Pick<Finding, 'fingerprint'>): boolean {
  return fingerprint.startsWith(PREFIX)
}

const PREFIX = 'wl1:'

function toFinding({ rule, message, at, symbol }: LintFinding): Finding {
  const hash = createHash('sha256').update(`${rule}\0${symbol}`).digest('hex').slice(0, 16)
  return {
    rule,
    categories: [],
    severity: 'error',
    direction: 'both',
    message,
    at,
    against: undefined,
    symbol,
    fingerprint: PREFIX + hash,
    proofs: [],
    withoutProof: 'source-only',
  }
}
