import { type Policy, RULES } from '@wireproof/diff-engine'
import { afterAll, describe, expect, test } from 'vitest'
import { BreakingBatch, everythingOf } from './breaking-against-buf.ts'
import { randomCases } from './breaking-random-case.ts'

const CASES = 300

const ALL = everythingOf('v2')

const POLICIES: Readonly<Record<string, Policy>> = {
  'all of v2': ALL,
  'all of v1beta1': everythingOf('v1beta1'),
  'a part': {
    ...ALL,
    except: ['FILE_SAME_SYNTAX'],
    ignore: ['c1', 'c10/f0.proto', './c11/', 'c2', 'google/protobuf'],
    ignoreOnly: { FIELD_SAME_TYPE: ['c3', 'c4', 'c5'], WIRE: ['c6', 'c7/f1.proto'], FILE_NO_DELETE: ['c8'] },
    ignoreUnstablePackages: true,
    excludeImports: true,
  },
}

describe('random schemas and edits', () => {
  const batch = new BreakingBatch(randomCases(0, CASES))
  afterAll(() => batch.remove())

  test('are nearly all valid, so that the rest of these tests means something', () => {
    expect(batch.cases.length).toBeGreaterThan(CASES * 0.95)
  })

  test('reach every rule', () => {
    const fired = new Set(batch.compare(ALL).ours.map((key) => key.split(' ')[0]))
    const silent = RULES.filter((rule) => rule.categories.v2 && !rule.isDeprecated && !fired.has(rule.id))
    expect(silent.map(({ id }) => id)).toEqual([])
  })

  test.each(Object.entries(POLICIES))('with %s of the rules find what buf finds, where buf finds it', (_, policy) => {
    const { ours, bufs } = batch.compare(policy)
    expect(bufs.length).toBeGreaterThan(0)
    expect(ours).toEqual(bufs)
  })
})
