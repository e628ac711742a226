import { expect, test } from 'vitest'
import { defaultOwnPolicy, resolveOwnRules, severityOf } from './resolve-own-rules.ts'

const resolve = (part: Partial<ReturnType<typeof defaultOwnPolicy>>) =>
  resolveOwnRules({ ...defaultOwnPolicy(), ...part })
const activeIn = (part: Parameters<typeof resolve>[0]) => resolve(part).active.map(({ id }) => id)
const errorsIn = (part: Parameters<typeof resolve>[0]) =>
  resolve(part).errors.map((error) => `${error.part}: ${error.message}`)

test('all of our rules are off unless named', () => {
  expect(activeIn({})).toEqual([])
  expect(activeIn({ use: ['WIRE_EXACT'] })).toContain('FIELD_WIRE_EXACT_TYPE')
  expect(activeIn({ use: ['WIRE_EXACT'] }).every((id) => !id.includes('JSON'))).toBe(true)
  expect(activeIn({ use: ['FIELD_WIRE_JSON_EXACT_NAME'] })).toEqual(['FIELD_WIRE_JSON_EXACT_NAME'])
  expect(activeIn({ use: ['WIRE_EXACT'], except: ['FIELD_WIRE_EXACT_RELAY'] })).not.toContain('FIELD_WIRE_EXACT_RELAY')
})

test('a category to ignore somewhere means all of its rules', () => {
  const { ignoreOnly } = resolve({ ignoreOnly: { WIRE_EXACT: ['a'], FIELD_WIRE_EXACT_TYPE: ['b'] } })
  expect(ignoreOnly.get('FIELD_WIRE_EXACT_TYPE')).toEqual(['a', 'b'])
  expect(ignoreOnly.get('FIELD_WIRE_EXACT_RELAY')).toEqual(['a'])
})

test.each([
  [{ use: ['WIRE'] }, 'use: "WIRE" is switched in buf.yaml'],
  [{ except: ['FIELD_SAME_TYPE'] }, 'except: "FIELD_SAME_TYPE" is switched in buf.yaml'],
  [{ use: ['wire_exact'] }, 'use: "wire_exact" is not one of our own rules or categories; ids are written in capitals'],
  [{ use: ['NUMBER_REUSED'] }, 'use: "NUMBER_REUSED" is on in every check against a history'],
  [{ ignoreOnly: { NOPE: ['a'] } }, 'ignoreOnly: "NOPE" is not one of our own rules or categories'],
  [{ severities: { FILE: 'warning' as const } }, 'severities: "FILE" is a category'],
  [{ severities: { NOPE: 'warning' as const } }, 'severities: "NOPE" is not a rule'],
  [
    { severities: { FIELD_SAME_CTYPE: 'info' as const } },
    'severities: "FIELD_SAME_CTYPE" is deprecated and has no findings; write "FIELD_SAME_CPP_STRING_TYPE"',
  ],
])('what means nothing is an error: %j', (part, message) => {
  expect(errorsIn(part)).toEqual([expect.stringContaining(message)])
})

test('rules about history can be excepted and weighed', () => {
  expect(errorsIn({ except: ['NUMBER_REUSED'], severities: { NAME_REUSED: 'warning' } })).toEqual([])
})

test('severities are chosen by rule, else those of the rule', () => {
  const own = {
    ...defaultOwnPolicy(),
    severities: { FIELD_SAME_TYPE: 'warning', FIELD_WIRE_EXACT_RELAY: 'error' } as const,
  }
  expect(severityOf('FIELD_SAME_TYPE', own)).toBe('warning')
  expect(severityOf('FIELD_SAME_NAME', own)).toBe('error')
  expect(severityOf('FIELD_WIRE_EXACT_RELAY', own)).toBe('error')
  expect(severityOf('FIELD_WIRE_EXACT_RELAY', undefined)).toBe('info')
  expect(severityOf('constructor', own)).toBe('error')
})
