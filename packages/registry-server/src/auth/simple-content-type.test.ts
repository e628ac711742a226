import { expect, test } from 'vitest'
import { isSimpleContentType } from './simple-content-type.ts'

test.each([
  ['application/x-www-form-urlencoded', true],
  ['APPLICATION/X-WWW-FORM-URLENCODED; charset=utf-8', true],
  ['multipart/form-data; boundary=x', true],
  ['text/plain', true],
  ['text/plain;application/json', true],
  [' text/plain', true],
  ['', true],
  [undefined, true],
  ['nonsense', true],
  ['text/plain, application/json', true],
  ['application/json', false],
  ['application/json; charset=utf-8', false],
  ['application/connect+proto', false],
  ['application/grpc-web+proto', false],
])('S40: %s', (contentType, expected) => {
  expect(isSimpleContentType(contentType)).toBe(expected)
})
