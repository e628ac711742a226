import { expect, test } from 'vitest'
import { imageOf } from '../testing/image-of.ts'
import { EXPLANATIONS } from './explanations.ts'
import { judgeExample } from './judge-example.ts'
import { KNOWN_RULES } from './known-rules.ts'

test('there is one for every rule that checks something, and for nothing else', () => {
  const rules = KNOWN_RULES.filter(({ kind }) => kind !== 'deprecated').map(({ id }) => id)
  expect(EXPLANATIONS.map(({ rule }) => rule)).toEqual(rules)
})

test.each(EXPLANATIONS.map((one) => [one.rule, one] as const))(
  'the example of %s breaks it, once',
  (_, explanation) => {
    const { findings, proofs, withoutProof } = judgeExample(explanation, imageOf)
    expect(findings).toBe(1)
    // A payload or the reason why there is none, never both and never neither.
    expect(proofs.length > 0).toBe(withoutProof === undefined)
  },
)

test('every version of an example differs from the one before, and its texts are whole sentences', () => {
  for (const { rule, versions, why, instead, hurts } of EXPLANATIONS) {
    expect([rule, new Set(versions.map((files) => JSON.stringify(files))).size]).toEqual([rule, versions.length])
    for (const text of [why, instead]) expect([rule, text]).toEqual([rule, expect.stringMatching(/^[A-Z].*\.$/)])
    expect([rule, hurts.length > 0]).toEqual([rule, true])
  }
})
