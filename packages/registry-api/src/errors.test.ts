import { Code } from '@connectrpc/connect'
import { codeToHttpStatus, codeToString } from '@connectrpc/connect/protocol-connect'
import { expect, test } from 'vitest'
import { ERROR_CODES, errorCodeOf } from './errors.ts'

test('names and statuses are those that Connect puts on the wire', () => {
  for (const [name, { connect, http }] of Object.entries(ERROR_CODES)) {
    expect(codeToString(connect)).toBe(name)
    expect(codeToHttpStatus(connect)).toBe(http)
    expect(errorCodeOf(connect)).toBe(name)
  }
})

test('every code of Connect is in the table', () => {
  const codes = Object.values(Code).filter((code) => typeof code === 'number')
  expect(Object.keys(ERROR_CODES)).toHaveLength(codes.length)
})

test('a number that Connect does not define is unknown', () => {
  expect(errorCodeOf(99 as Code)).toBe('unknown')
})
