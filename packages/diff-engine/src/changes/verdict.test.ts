import { expect, test } from 'vitest'
import { defaultPolicy } from '../default-policy.ts'
import { diff } from '../diff.ts'
import { imageOf } from '../testing/image-of.ts'
import { listChanges } from './list-changes.ts'
import { verdictOf } from './verdict.ts'

function verdictBetween(prev: string, next: string, use = 'FILE') {
  const [before, after] = [imageOf(prev), imageOf(next)]
  const findings = diff(before, after, { ...defaultPolicy('v2'), use: [use] })
  return verdictOf(listChanges(before, after), findings)
}

test('a finding makes it major; what the policy does not protect is minor', () => {
  const [prev, next] = ['message M { int32 a = 1; }', 'message M { int32 b = 1; }']
  expect(verdictBetween(prev, next)).toEqual({
    step: 'major',
    reasons: ['FIELD_SAME_JSON_NAME: a.v1.M.a', 'FIELD_SAME_NAME: a.v1.M.a'],
  })
  expect(verdictBetween(prev, next, 'WIRE')).toEqual({
    step: 'minor',
    reasons: ['Field 1 "a" of a.v1.M was renamed to "b"'],
  })
})

test('an addition is minor, whatever patches come with it', () => {
  expect(verdictBetween('message M {}', 'message M { reserved 1; } message N {}')).toEqual({
    step: 'minor',
    reasons: ['Message a.v1.N was added'],
  })
})

test('what nobody notices is a patch, and nothing is none', () => {
  expect(verdictBetween('message M {}', 'message M { reserved 1; }').step).toBe('patch')
  expect(verdictBetween('message M {}', 'message M {}')).toEqual({ step: 'none', reasons: [] })
})

test('what is only warned of asks for no major version', () => {
  const [before, after] = [imageOf('message M { int32 a = 1; }'), imageOf('message M { int32 b = 1; }')]
  const findings = diff(before, after, defaultPolicy('v2')).map((one) => ({ ...one, severity: 'warning' as const }))
  expect(findings.length).toBeGreaterThan(0)
  expect(verdictOf(listChanges(before, after), findings).step).toBe('minor')
})
