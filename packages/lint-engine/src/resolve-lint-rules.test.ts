import { describe, expect, test } from 'vitest'
import { defaultLintPolicy, type LintPolicy } from './lint-policy.ts'
import { resolveLintRules } from './resolve-lint-rules.ts'

const resolve = (policy: Partial<LintPolicy>) => resolveLintRules({ ...defaultLintPolicy('v2'), ...policy })
const idsOf = (policy: Partial<LintPolicy>) => resolve(policy).active.map(({ id }) => id)

test('the default is STANDARD, which has an older name too', () => {
  expect(idsOf({})).toEqual(idsOf({ use: ['STANDARD'] }))
  expect(idsOf({ use: ['DEFAULT'] })).toEqual(idsOf({ use: ['STANDARD'] }))
})

test('rules and categories are taken away again', () => {
  expect(idsOf({ use: ['MINIMAL'], except: ['PACKAGE_DEFINED'] })).toEqual([
    'DIRECTORY_SAME_PACKAGE',
    'PACKAGE_DIRECTORY_MATCH',
    'PACKAGE_NO_IMPORT_CYCLE',
    'PACKAGE_SAME_DIRECTORY',
  ])
  expect(idsOf({ use: ['BASIC', 'SERVICE_SUFFIX'], except: ['BASIC'] })).toEqual(['SERVICE_SUFFIX'])
})

test('paths of a category are those of its rules', () => {
  const { ignoreOnly } = resolve({ ignoreOnly: { UNARY_RPC: ['a'], RPC_NO_CLIENT_STREAMING: ['b'] } })
  expect([...ignoreOnly]).toEqual([
    ['RPC_NO_CLIENT_STREAMING', ['a', 'b']],
    ['RPC_NO_SERVER_STREAMING', ['a']],
  ])
})

describe('problems', () => {
  test.each([
    [{ use: ['X'] }, 'use', 'the categories are MINIMAL, BASIC, STANDARD, COMMENTS, UNARY_RPC,'],
    [{ use: ['basic'] }, 'use', 'ids are written in capitals: "BASIC"'],
    [{ use: ['OTHER'] }, 'use', 'is not a lint rule or category of v2'],
    [{ use: ['BASIC'], except: ['BASIC'] }, 'use', 'no rule is left'],
    [{ except: ['FIELD_NO_DESCRIPTOR'] }, 'except', 'it is one of v1beta1'],
    [{ ignoreOnly: { FIELD_NO_DELETE: ['a'] } }, 'ignoreOnly', 'is not a lint rule'],
  ])('%j', (policy, part, message) => {
    const [problem] = resolve(policy).errors
    expect(problem?.part).toBe(part)
    expect(problem?.message).toContain(message)
  })

  test('a deprecated id is only warned of', () => {
    const { errors, warnings } = resolve({ use: ['BASIC', 'IMPORT_NO_WEAK'] })
    expect(errors).toEqual([])
    expect(warnings.map(({ id }) => id)).toEqual(['IMPORT_NO_WEAK'])
  })
})
