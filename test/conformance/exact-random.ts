import { compile, type Image } from '@wireproof/compiler'
import {
  CATEGORIES,
  defaultOwnPolicy,
  defaultPolicy,
  diff,
  type Finding,
  type JsonProfile,
} from '@wireproof/diff-engine'
import { EXACT_CATEGORIES } from '@wireproof/diff-engine/wire'
import { randomCases } from './breaking-random-case.ts'

/** What was seen in a run over random pairs of schemas. */
export interface ExactRun {
  readonly pairs: number
  readonly findings: number
  readonly proofs: number
  /** How often each exact rule has found something. */
  readonly fired: ReadonlyMap<string, number>
  /** Findings that say both or neither of a proof and why there is none, and such that repeat another; should be none. */
  readonly flawed: readonly string[]
}

/** Compares random pairs by all rules, buf's and our own, with both kinds of JSON readers. */
export function runExactly(first: number, count: number): ExactRun {
  const run = { pairs: 0, findings: 0, proofs: 0, fired: new Map<string, number>(), flawed: [] as string[] }
  for (const { name, prev, next } of randomCases(first, count)) {
    const sides = [imageOf(prev), imageOf(next)] as const
    if (sides[0] === undefined || sides[1] === undefined) continue
    run.pairs++
    const profile: JsonProfile = run.pairs % 2 === 0 ? 'strict' : 'ignoreUnknown'
    const found = diff(sides[0], sides[1], {
      ...defaultPolicy('v2'),
      use: CATEGORIES,
      own: { ...defaultOwnPolicy(), use: EXACT_CATEGORIES, jsonProfile: profile },
    })
    run.findings += found.length
    const fingerprints = new Set<string>()
    for (const finding of found) {
      run.proofs += finding.proofs.length
      if (isExact(finding)) run.fired.set(finding.rule, (run.fired.get(finding.rule) ?? 0) + 1)
      const isRepeated = fingerprints.has(finding.fingerprint)
      fingerprints.add(finding.fingerprint)
      const isProven = finding.proofs.length > 0
      if (isRepeated || isProven !== (finding.withoutProof === undefined) || (isExact(finding) && !isProven)) {
        run.flawed.push(`${name}: ${finding.rule} ${finding.symbol}${isRepeated ? ' is there twice' : ''}`)
      }
    }
  }
  return run
}

function isExact({ categories }: Finding): boolean {
  return EXACT_CATEGORIES.some((category) => categories.includes(category))
}

function imageOf(files: Readonly<Record<string, string>>): Image | undefined {
  return compile(Object.keys(files), (path) => files[path]).image
}
