import type { Image } from '@wireproof/compiler'
import { CATEGORIES } from '../category.ts'
import { defaultPolicy } from '../default-policy.ts'
import { diff } from '../diff.ts'
import type { ProofAbsence } from '../evidence/proof-absence.ts'
import { describeReuses } from '../history/describe-reuses.ts'
import { findReused } from '../history/find-reused.ts'
import { listUses } from '../history/list-uses.ts'
import { UseHistory } from '../history/use-history.ts'
import type { Proof } from '../wire/proof.ts'
import { proveImages } from '../wire/prove-schemas.ts'
import type { ExampleFiles, Explanation } from './explanation.ts'
import { KNOWN_RULES } from './known-rules.ts'

/** What the engine says to an example. */
export interface JudgedExample {
  /** Payloads that show the break; empty when there can be none. */
  readonly proofs: readonly Proof[]
  /** Why there is none. */
  readonly withoutProof: ProofAbsence | undefined
  /** How often the rule found something. */
  readonly findings: number
  /** Other rules of buf's that the same change breaks, sorted. */
  readonly others: readonly string[]
}

/** The judge of a rule: what it finds between the images of the versions. */
type Judge = (rule: string, versions: readonly Image[]) => readonly Pick<JudgedExample, 'proofs' | 'withoutProof'>[]

const JUDGES: Readonly<Record<'buf' | 'exact' | 'history', Judge>> = {
  buf: (rule, [prev, next]) => diff(prev!, next!, { ...defaultPolicy('v2'), use: [rule] }),
  exact: judgeExactly,
  history: judgeHistory,
}

/** Runs the example of an explanation; `compile` makes an image of a version and throws when that has errors. */
export function judgeExample({ rule, versions }: Explanation, compile: (files: ExampleFiles) => Image): JudgedExample {
  const kind = KNOWN_RULES.find(({ id }) => id === rule)?.kind
  if (kind === undefined || kind === 'deprecated') throw new Error(`${rule} is no rule that checks something`)
  const images = versions.map(compile)
  const findings = JUDGES[kind](rule, images)
  const everything = { ...defaultPolicy('v2'), use: CATEGORIES }
  const all = new Set(diff(images.at(-2)!, images.at(-1)!, everything).map((finding) => finding.rule))
  return {
    proofs: findings[0]?.proofs ?? [],
    withoutProof: findings[0]?.withoutProof,
    findings: findings.length,
    others: [...all].filter((id) => id !== rule).sort(),
  }
}

function judgeExactly(rule: string, [prev, next]: readonly Image[]): ReturnType<Judge> {
  const format = rule.includes('_JSON_') ? 'json' : 'binary'
  // Only a strict reader minds an unknown key.
  const profile = rule.endsWith('_KNOWN_KEY') ? 'strict' : 'ignoreUnknown'
  return proveImages(prev!, next!, { formats: [format], profile })
    .filter((finding) => finding.rule.id === rule)
    .map(({ proofs }) => ({ proofs, withoutProof: undefined }))
}

function judgeHistory(rule: string, [old, prev, next]: readonly Image[]): ReturnType<Judge> {
  const history = new UseHistory<number>()
  history.add(1, listUses(old!))
  history.add(2, listUses(prev!))
  const reuses = findReused(history, listUses(prev!), listUses(next!))
  const context = { old: old!, oldName: 'the first version', next: next!, policy: defaultPolicy('v2') }
  return describeReuses(reuses, context).filter((finding) => finding.rule === rule)
}
