import { LINT_RULES, type LintPolicy } from '@wireproof/lint-engine'
import { describe, expect, test } from 'vitest'
import { runBuf } from '../support/buf.ts'
import { BreakingBatch } from './breaking-against-buf.ts'
import { randomCases } from './breaking-random-case.ts'
import { allRulesOf, compareLint } from './lint-against-buf.ts'
import { LINT_CASES } from './lint-cases.ts'

const VERSIONS = ['v2', 'v1', 'v1beta1'] as const

test.each(VERSIONS)('%s: the same ids in the same categories', (version) => {
  const args = ['config', 'ls-lint-rules', '--version', version, '--include-deprecated', '--format', 'json']
  const lines = runBuf(args, { cwd: '/', home: '/nowhere' }).stdout.trim().split('\n')
  const bufs = lines.map((line) => JSON.parse(line) as { id: string; categories: string[]; deprecated: boolean })
  const ours = LINT_RULES.filter(({ categories }) => categories[version] !== undefined)
  // Older names of STANDARD and STYLE_STANDARD, which a policy may still use.
  const isOlderName = (category: string) => category === 'DEFAULT' || category === 'STYLE_DEFAULT'
  const row = (id: string, categories: readonly string[], isDeprecated: boolean) =>
    `${id} ${categories
      .filter((one) => !isOlderName(one))
      .sort()
      .join(' ')} ${isDeprecated}`
  expect(
    ours.map(({ id, categories, status }) => row(id, categories[version] ?? [], status === 'deprecated')).sort(),
  ).toEqual(bufs.map(({ id, categories, deprecated }) => row(id, categories, deprecated)).sort())
})

const VARIANTS: Readonly<Record<string, Partial<LintPolicy>>> = {
  'without comments that silence': { allowsCommentIgnores: false },
  'with the same request and response allowed': { rpcAllowSameRequestResponse: true },
  'with empty requests allowed': { rpcAllowGoogleProtobufEmptyRequests: true },
  'with empty responses allowed': { rpcAllowGoogleProtobufEmptyResponses: true },
  'with all of that allowed': {
    rpcAllowSameRequestResponse: true,
    rpcAllowGoogleProtobufEmptyRequests: true,
    rpcAllowGoogleProtobufEmptyResponses: true,
  },
  'with other suffixes': { enumZeroValueSuffix: 'O', serviceSuffix: 'e' },
  'with a part left out': {
    except: ['COMMENTS', 'ENUM_PASCAL_CASE'],
    ignore: ['foo/v1/second.proto', 'bar'],
    ignoreOnly: { BASIC: ['Other', 'a/v1/a.proto'], ENUM_VALUE_PREFIX: ['foo'] },
  },
}

describe('finds what buf finds, where buf finds it', () => {
  const fired = new Set<string>()

  function compareAll(policy: LintPolicy): void {
    for (const [name, files] of Object.entries(LINT_CASES)) {
      const { ours, bufs } = compareLint(files, policy)
      for (const key of bufs) fired.add(key.split(' ')[0] as string)
      expect(ours, name).toEqual(bufs)
    }
  }

  test.each(VERSIONS)('%s', (version) => compareAll(allRulesOf(version)))

  test('and the cases reach every rule', () => {
    const silent = LINT_RULES.filter(({ id, status }) => status === 'checked' && !fired.has(id))
    expect(silent.map(({ id }) => id)).toEqual([])
  })

  test.each(Object.keys(VARIANTS))('%s', (variant) => compareAll({ ...allRulesOf('v2'), ...VARIANTS[variant] }))

  test('v1 with comments that silence', () => compareAll({ ...allRulesOf('v1'), allowsCommentIgnores: true }))

  test('random schemas', () => {
    const batch = new BreakingBatch(randomCases(7, 100))
    const { cases } = batch
    batch.remove()
    const files = Object.assign({}, ...cases.map(({ prev }) => prev)) as Record<string, string>
    const { ours, bufs } = compareLint(files, allRulesOf('v2'))
    expect(bufs.length).toBeGreaterThan(2000)
    expect(ours).toEqual(bufs)
  })
})
