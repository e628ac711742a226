import { modulePathProblem } from '@wireproof/module'
import { MAX_POLICY_ENTRIES, MAX_POLICY_ENTRY_CHARS } from '../../limits.ts'
import type { BreakingPolicy, Policy } from './policy.ts'
import { meaningOf, ruleActions } from './rule-actions.ts'

/** Everything that is wrong with a policy that somebody wants to set, a line each. */
export function policyProblems({ breaking }: Policy): string[] {
  if (breaking === undefined) return []
  const { block, warn, off, ignore, ignoreOnly } = breaking
  const paths = [...ignore, ...Object.values(ignoreOnly).flat()]
  const entries = [...block, ...warn, ...off, ...Object.keys(ignoreOnly), ...paths]
  if (entries.length > MAX_POLICY_ENTRIES || entries.some((entry) => entry.length > MAX_POLICY_ENTRY_CHARS)) {
    return [`a policy has at most ${MAX_POLICY_ENTRIES} entries of at most ${MAX_POLICY_ENTRY_CHARS} characters`]
  }
  const problems = [
    ...idProblems('block', block),
    ...idProblems('warn', warn),
    ...idProblems('off', off),
    ...idProblems('ignore_only', Object.keys(ignoreOnly)),
    ...contradictions(breaking),
    ...paths.map(modulePathProblem).filter((problem) => problem !== undefined),
  ]
  if (problems.length > 0) return problems
  if (block.length + warn.length + off.length === 0) {
    return ['breaking: no rule is named; write what blocks (block: FILE, say), or leave out "breaking" altogether']
  }
  if (block.length + warn.length > 0 && ruleActions(breaking).size === 0) {
    return ['off: no rule is left of block and warn; take something off "off", or leave the other two empty']
  }
  return []
}

function idProblems(part: string, ids: readonly string[]): string[] {
  return ids.map(meaningOf).flatMap((meaning) => ('problem' in meaning ? [`${part}: ${meaning.problem}`] : []))
}

function contradictions({ block, warn, off }: BreakingPolicy): string[] {
  const lists = [
    ['block', 'warn', block, warn],
    ['block', 'off', block, off],
    ['warn', 'off', warn, off],
  ] as const
  return lists.flatMap(([a, b, some, others]) =>
    some.filter((id) => others.includes(id)).map((id) => `"${id}" is both in ${a} and in ${b}; keep one of them`),
  )
}
