import { expect, test } from 'vitest'
import { defaultPolicy } from './default-policy.ts'
import type { Policy } from './policy.ts'
import { resolveRules } from './resolve-rules.ts'

const resolve = (policy: Partial<Policy>) => resolveRules({ ...defaultPolicy('v2'), ...policy })
const activeIds = (policy: Partial<Policy>) => resolve(policy).active.map(({ id }) => id)
const errorsOf = (policy: Partial<Policy>) => resolve(policy).errors.map(({ message }) => message)

test('without "use" the FILE rules apply', () => {
  expect(activeIds({})).toEqual(activeIds({ use: ['FILE'] }))
  expect(activeIds({})).toHaveLength(51)
})

test('"except" takes off rules and categories', () => {
  expect(activeIds({ use: ['WIRE'], except: ['FIELD_SAME_ONEOF'] })).toHaveLength(14)
  expect(activeIds({ except: ['PACKAGE'] })).toEqual([
    'ENUM_NO_DELETE',
    'EXTENSION_NO_DELETE',
    'FILE_NO_DELETE',
    'MESSAGE_NO_DELETE',
    'SERVICE_NO_DELETE',
  ])
})

test('unknown ids are errors that say what to write', () => {
  expect(
    errorsOf({ use: ['WAR', 'wire'], except: ['FIELD_SAME_LABEL'], ignoreOnly: { field_same_type: ['a'] } }),
  ).toMatchInlineSnapshot(`
    [
      ""WAR" is not a rule or category of v2; the categories are FILE, PACKAGE, WIRE_JSON, WIRE, CSR, and the rules are listed in docs/reference/rules.md",
      ""wire" is not a rule or category of v2; ids are written in capitals: "WIRE"",
      ""FIELD_SAME_LABEL" is not a rule or category of v2; it is one of v1 and v1beta1",
      ""field_same_type" is not a rule or category of v2; ids are written in capitals: "FIELD_SAME_TYPE"",
    ]
  `)
  expect(errorsOf({ version: 'v1', use: ['CSR', 'FIELD_SAME_DEFAULT'] })).toMatchInlineSnapshot(`
    [
      ""CSR" is not a rule or category of v1; only v2 has this category",
      ""FIELD_SAME_DEFAULT" is not a rule or category of v1; it is one of v2",
    ]
  `)
})

test('a policy must leave a rule', () => {
  expect(errorsOf({ use: ['FILE_NO_DELETE'], except: ['FILE'] })).toMatchInlineSnapshot(`
    [
      "no rule is left after "except"; take something off "except", or add to "use"",
    ]
  `)
  expect(errorsOf({ use: ['MESSAGE_SAME_MESSAGE_SET_WIRE_FORMAT'] })).toMatchInlineSnapshot(`
    [
      "no rule is left: all ids in "use" are deprecated and check nothing; name a rule or category",
    ]
  `)
})

test('deprecated ids stand for their replacements', () => {
  const { active, ignoreOnly, errors, warnings } = resolve({
    version: 'v1',
    use: ['FIELD_SAME_LABEL', 'FILE_SAME_PHP_GENERIC_SERVICES'],
    except: ['FIELD_WIRE_COMPATIBLE_CARDINALITY'],
    ignoreOnly: { FIELD_SAME_CTYPE: ['a', 'b'], FIELD_SAME_CPP_STRING_TYPE: ['c'] },
  })
  expect(active.map(({ id }) => id)).toEqual(['FIELD_SAME_CARDINALITY', 'FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY'])
  expect(ignoreOnly).toEqual(new Map([['FIELD_SAME_CPP_STRING_TYPE', ['a', 'b', 'c']]]))
  expect(errors).toEqual([])
  expect(warnings.map(({ part, message }) => `${part}: ${message}`)).toMatchInlineSnapshot(`
    [
      "use: "FIELD_SAME_LABEL" is deprecated; write what is used in its place: "FIELD_SAME_CARDINALITY", "FIELD_WIRE_COMPATIBLE_CARDINALITY", "FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY"",
      "use: "FILE_SAME_PHP_GENERIC_SERVICES" is deprecated and checks nothing; remove it",
      "ignoreOnly: "FIELD_SAME_CTYPE" is deprecated; write what is used in its place: "FIELD_SAME_CPP_STRING_TYPE"",
    ]
  `)
})

test('a category in "ignoreOnly" means all its rules', () => {
  expect(resolve({ ignoreOnly: { WIRE: ['a'] } }).ignoreOnly.size).toBe(15)
})
