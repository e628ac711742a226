import { modulePathProblem, type RegistryRuleChoice } from '@wireproof/module'
import { MAX_POLICY_ENTRIES, MAX_POLICY_ENTRY_CHARS } from '../../limits.ts'
import { lintActions, lintMeaningOf } from './lint-actions.ts'
import type { Policy } from './policy.ts'
import { meaningOf, ruleActions } from './rule-actions.ts'

/** Everything that is wrong with a policy that somebody wants to set, a line each. */
export function policyProblems({ breaking, lint }: Policy): string[] {
  const size = [breaking, lint].flatMap((choice) => (choice === undefined ? [] : entriesOf(choice)))
  if (size.length > MAX_POLICY_ENTRIES || size.some((entry) => entry.length > MAX_POLICY_ENTRY_CHARS)) {
    return [`a policy has at most ${MAX_POLICY_ENTRIES} entries of at most ${MAX_POLICY_ENTRY_CHARS} characters`]
  }
  return [
    ...(breaking === undefined ? [] : choiceProblems('breaking', breaking, meaningOf, ruleActions(breaking).size)),
    ...(lint === undefined ? [] : choiceProblems('lint', lint, lintMeaningOf, lintActions(lint).size)),
  ]
}

function entriesOf({ block, warn, off, ignore, ignoreOnly }: RegistryRuleChoice): string[] {
  return [...block, ...warn, ...off, ...ignore, ...Object.keys(ignoreOnly), ...Object.values(ignoreOnly).flat()]
}

function choiceProblems(
  section: string,
  choice: RegistryRuleChoice,
  lookUp: (id: string) => object,
  ruleCount: number,
): string[] {
  const { block, warn, off, ignore, ignoreOnly } = choice
  const idProblems = (part: string, ids: readonly string[]) =>
    ids.map(lookUp).flatMap((meaning) => ('problem' in meaning ? [`${part}: ${meaning.problem}`] : []))
  const problems = [
    ...idProblems('block', block),
    ...idProblems('warn', warn),
    ...idProblems('off', off),
    ...idProblems('ignore_only', Object.keys(ignoreOnly)),
    ...contradictions(choice),
    ...[...ignore, ...Object.values(ignoreOnly).flat()].map(modulePathProblem).filter((one) => one !== undefined),
  ]
  if (problems.length > 0) return problems.map((problem) => `${section}: ${problem}`)
  if (block.length + warn.length + off.length === 0) {
    return [`${section}: no rule is named; write what blocks or warns, or leave out "${section}" altogether`]
  }
  if (block.length + warn.length > 0 && ruleCount === 0) {
    return [`${section}: no rule is left of block and warn; take something off "off", or leave the other two empty`]
  }
  return []
}

function contradictions({ block, warn, off }: RegistryRuleChoice): string[] {
  const lists = [
    ['block', 'warn', block, warn],
    ['block', 'off', block, off],
    ['warn', 'off', warn, off],
  ] as const
  return lists.flatMap(([a, b, some, others]) =>
    some.filter((id) => others.includes(id)).map((id) => `"${id}" is both in ${a} and in ${b}; keep one of them`),
  )
}
