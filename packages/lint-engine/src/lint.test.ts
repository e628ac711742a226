import { expect, test } from 'vitest'
import { lint } from './lint.ts'
import { defaultLintPolicy } from './lint-policy.ts'
import { LintPolicyError } from './lint-policy-error.ts'
import { findingsOf, imageOf, placesOf } from './testing/lint-text.ts'

const RULE = 'FIELD_LOWER_SNAKE_CASE'

test('a finding says where, what, and of which element', () => {
  expect(findingsOf(RULE, 'message M { int32 aB = 1; }')).toEqual([
    {
      rule: RULE,
      categories: ['BASIC', 'STANDARD'],
      message: 'The name of field "aB" is not in lower_snake_case: call it "a_b".',
      at: {
        path: 'a/v1/a.proto',
        span: { start: { line: 2, column: 19 }, end: { line: 2, column: 21 } },
      },
      symbol: 'a.v1.M.aB',
    },
  ])
})

test('files that are there only as imports are left alone', () => {
  const files = {
    'a.proto': 'syntax = "proto3"; import "b.proto"; message A { B b = 1; }',
    'b.proto': 'syntax = "proto3"; message B { int32 aB = 1; }',
  }
  const policy = { ...defaultLintPolicy('v2'), use: [RULE] }
  expect(lint(imageOf(files, ['a.proto']), policy)).toEqual([])
  expect(lint(imageOf(files), policy)).toHaveLength(1)
})

test('paths to ignore, for all rules and for one', () => {
  const files = { 'a/x.proto': 'syntax = "proto3"; message A { int32 aB = 1; }', 'b/y.proto': 'syntax = "proto3";' }
  const use = [RULE, 'PACKAGE_DEFINED']
  const rules = (policy: object) =>
    findingsOf(RULE, files, { use, ...policy }).map(({ rule, at }) => `${rule} ${at.path}`)
  expect(rules({})).toEqual([`PACKAGE_DEFINED a/x.proto`, `${RULE} a/x.proto`, 'PACKAGE_DEFINED b/y.proto'])
  expect(rules({ ignore: ['a'] })).toEqual(['PACKAGE_DEFINED b/y.proto'])
  expect(rules({ ignoreOnly: { MINIMAL: ['a/x.proto'] } })).toEqual([`${RULE} a/x.proto`, 'PACKAGE_DEFINED b/y.proto'])
})

test.each([
  ['on the element', 'message M {\n// buf:lint:ignore FIELD_LOWER_SNAKE_CASE because\n int32 aB = 1; }', 0],
  [
    'around it',
    'message Z {}\n\n// buf:lint:ignore FIELD_LOWER_SNAKE_CASE\nmessage M { message N { int32 aB = 1; } }',
    0,
  ],
  ['of a longer id', 'message M {\n// buf:lint:ignore FIELD_LOWER_SNAKE_CASE_X\n int32 aB = 1; }', 0],
  ['of another rule', 'message M {\n// buf:lint:ignore FIELD_X\n int32 aB = 1; }', 1],
  ['in the middle of a line', 'message M {\n// x buf:lint:ignore FIELD_LOWER_SNAKE_CASE\n int32 aB = 1; }', 1],
  ['behind the element', 'message M { int32 aB = 1; // buf:lint:ignore FIELD_LOWER_SNAKE_CASE\n }', 1],
])('comments that silence a rule: %s', (_, text, count) => {
  expect(placesOf(RULE, text)).toHaveLength(count)
})

test('comments are not looked at unless the policy says so', () => {
  const text = 'message M {\n// buf:lint:ignore FIELD_LOWER_SNAKE_CASE\n int32 aB = 1; }'
  expect(placesOf(RULE, text, { allowsCommentIgnores: false })).toHaveLength(1)
  expect(defaultLintPolicy('v2').allowsCommentIgnores).toBe(true)
  expect(defaultLintPolicy('v1').allowsCommentIgnores).toBe(false)
})

test('a policy that cannot be used', () => {
  expect(() => findingsOf('FIELD_SAME_TYPE', 'message M {}')).toThrow(LintPolicyError)
})
