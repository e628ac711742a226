import { describe, expect, test } from 'vitest'
import type { PolicyRecords } from '../../storage/records.ts'
import { effectivePolicy, effectiveRules } from './effective-policy.ts'
import { type BreakingPolicy, DEFAULT_BREAKING, type Policy, parsePolicy } from './policy.ts'
import { policyProblems } from './policy-problems.ts'
import { ruleActions } from './rule-actions.ts'

const nothing: BreakingPolicy = { ...DEFAULT_BREAKING, block: [] }
const level = (breaking: Partial<BreakingPolicy>, more: Partial<Policy> = {}): Policy => ({
  breaking: { ...nothing, ...breaking },
  lint: undefined,
  uniqueTypes: false,
  uniquePaths: false,
  ...more,
})
const records = (levels: Partial<Record<keyof PolicyRecords, Policy>>): PolicyRecords => {
  const record = (policy: Policy | undefined) => ({ text: policy ? JSON.stringify(policy) : '', revision: 1 })
  return { registry: record(levels.registry), owner: record(levels.owner), module: record(levels.module) }
}
const actionsOf = (breaking: Partial<BreakingPolicy>) =>
  new Map(Array.from(ruleActions({ ...nothing, ...breaking }), ([id, { action }]) => [id, action]))
const rulesOf = (levels: Partial<Record<keyof PolicyRecords, Policy>>) =>
  new Map(effectiveRules(effectivePolicy(records(levels))).map((rule) => [rule.id, rule]))

describe('one level', () => {
  test('the id of a rule goes before the id of a category', () => {
    const actions = actionsOf({
      block: ['WIRE'],
      warn: ['FILE', 'FIELD_SAME_ONEOF'],
      off: ['FILE_NO_DELETE'],
    })
    expect(actions.get('FIELD_SAME_ONEOF')).toBe('warn')
    expect(actions.get('FIELD_SAME_NAME')).toBe('warn')
    expect(actions.get('RESERVED_MESSAGE_NO_DELETE')).toBe('block')
    expect(actions.has('FILE_NO_DELETE')).toBe(false)
    expect(actionsOf({ block: ['WIRE', 'FIELD_SAME_TYPE'], off: ['FILE'] }).get('FIELD_SAME_TYPE')).toBe('block')
  })

  test('our own rules and categories, and reuse with the categories that forbid the deletion', () => {
    const exact = ruleActions({ ...nothing, block: ['WIRE_EXACT', 'FIELD_WIRE_EXACT_RELAY'] })
    expect(exact.get('FIELD_WIRE_EXACT_TYPE')).toEqual({ action: 'block', kind: 'exact', isNamed: false })
    expect(exact.get('FIELD_WIRE_EXACT_RELAY')?.isNamed).toBe(true)
    expect(exact.has('FIELD_SAME_TYPE')).toBe(false)
    const reuse = (breaking: Partial<BreakingPolicy>) =>
      [...actionsOf(breaking).keys()].filter((id) => id.endsWith('REUSED'))
    expect(reuse({ block: ['WIRE'] })).toEqual(['NUMBER_REUSED'])
    expect(reuse({ block: ['FILE'], off: ['NAME_REUSED'] })).toEqual(['NUMBER_REUSED'])
    expect(reuse({ block: ['WIRE_EXACT'] })).toEqual([])
    expect(reuse({ warn: ['NAME_REUSED'] })).toEqual(['NAME_REUSED'])
  })

  test('each part of the engine is told of its own rules and exceptions', () => {
    const breaking = {
      block: ['WIRE', 'WIRE_EXACT'],
      ignoreOnly: { WIRE: ['a'], WIRE_EXACT: ['b'], NUMBER_REUSED: ['c'] },
    }
    const [part] = effectivePolicy(records({ module: level(breaking) })).parts
    expect(part?.policy.use).toContain('RESERVED_MESSAGE_NO_DELETE')
    expect(part?.policy.own?.use).toContain('FIELD_WIRE_EXACT_TYPE')
    expect(part?.policy.ignoreOnly.RESERVED_MESSAGE_NO_DELETE).toEqual(['a'])
    expect(part?.policy.own?.ignoreOnly.FIELD_WIRE_EXACT_TYPE).toEqual(['b'])
    expect(part?.policy.own?.ignoreOnly.NUMBER_REUSED).toEqual(['a', 'c'])
  })

  test('a policy of the first version keeps its meaning', () => {
    const former = { use: [], except: ['FILE_NO_DELETE'], ignore: ['a'], ignoreOnly: {}, ignoreUnstablePackages: true }
    expect(parsePolicy({ text: JSON.stringify(former), revision: 1 })).toEqual(
      level({ block: ['FILE'], off: ['FILE_NO_DELETE'], ignore: ['a'], ignoreUnstablePackages: true }),
    )
    expect(parsePolicy({ text: '', revision: 3 })).toBeUndefined()
  })

  test.each<[string, Partial<BreakingPolicy>, string]>([
    ['an unknown id', { block: ['NOPE'] }, 'block: "NOPE" is not a rule or category'],
    ['an id in small letters', { warn: ['file'] }, 'written in capitals'],
    ['an unknown id to ignore', { block: ['FILE'], ignoreOnly: { NOPE: ['a'] } }, 'ignore_only: "NOPE"'],
    ['a path out of the module', { block: ['FILE'], ignore: ['../x'] }, '../x'],
    ['an id in two lists', { block: ['FILE'], off: ['FILE'] }, '"FILE" is both in block and in off'],
    ['no rule at all', { ignore: ['a'] }, 'no rule is named'],
    ['nothing left', { block: ['FILE_NO_DELETE'], off: ['FILE'], warn: [] }, ''],
    ['too much', { block: Array<string>(2000).fill('FILE') }, 'at most'],
  ])('%s is a problem', (_, breaking, problem) => {
    const problems = policyProblems(level(breaking))
    if (problem === '') expect(problems).toEqual([])
    else expect(problems.join('\n')).toContain(problem)
  })

  test('everything off is a choice, and so is nothing about breaking changes', () => {
    expect(policyProblems(level({ off: ['FILE'] }))).toEqual([])
    expect(policyProblems({ breaking: undefined, lint: undefined, uniqueTypes: true, uniquePaths: false })).toEqual([])
    expect(policyProblems(level({ block: ['FILE_NO_DELETE'], off: ['FILE_NO_DELETE'] }))).not.toEqual([])
  })
})

describe('all levels', () => {
  test('nothing set means FILE', () => {
    expect(rulesOf({}).get('FIELD_SAME_TYPE')).toEqual({ id: 'FIELD_SAME_TYPE', action: 'block', isPartial: false })
    expect(
      rulesOf({ owner: { breaking: undefined, lint: undefined, uniqueTypes: true, uniquePaths: false } }).size,
    ).toBe(rulesOf({}).size)
  })

  test('a lower level tightens and cannot loosen', () => {
    const registry = level({ block: ['FIELD_SAME_TYPE'], warn: ['FIELD_SAME_NAME'] })
    const module = level({ block: ['FIELD_SAME_NAME'], off: ['FIELD_SAME_TYPE'] })
    const rules = rulesOf({ registry, module })
    expect([...rules].map(([id, { action }]) => [id, action])).toEqual([
      ['FIELD_SAME_NAME', 'block'],
      ['FIELD_SAME_TYPE', 'block'],
    ])
    expect(rulesOf({ module: level({ off: ['FILE'] }) }).size).toBe(0)
  })

  test('what one level leaves out, another one may hold', () => {
    const registry = level({ block: ['FIELD_SAME_TYPE', 'FIELD_SAME_NAME'] })
    const owner = level({ block: ['FIELD_SAME_TYPE', 'RPC_NO_DELETE'], ignore: ['a'] })
    const module = level({ block: ['FIELD_SAME_ONEOF'], ignoreOnly: { FILE: ['b'] } })
    const partial = [...rulesOf({ registry, owner, module }).values()].filter(({ isPartial }) => isPartial)
    expect(partial.map(({ id }) => id)).toEqual(['FIELD_SAME_ONEOF', 'RPC_NO_DELETE'])
    expect(effectivePolicy(records({ registry, owner, module })).parts).toHaveLength(3)
  })

  test('uniqueness adds up, and the digest changes with what holds', () => {
    const owner = { breaking: undefined, lint: undefined, uniqueTypes: true, uniquePaths: false }
    const module = { breaking: undefined, lint: undefined, uniqueTypes: false, uniquePaths: true }
    const policy = effectivePolicy(records({ owner, module }))
    expect(policy).toMatchObject({ uniqueTypes: true, uniquePaths: true })
    expect(policy.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(policy.digest).not.toBe(effectivePolicy(records({ owner })).digest)
  })
})
