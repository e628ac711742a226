import { expect, test } from 'vitest'
import { placesOf } from '../testing/lint-text.ts'

test('values start with the name of their own enum', () => {
  const text = 'message M { enum HTTPCode { HTTP_CODE_NONE = 0; HTTPCODE_OK = 1; M_HTTP_CODE_X = 2; HTTP_CODE = 3; } }'
  expect(placesOf('ENUM_VALUE_PREFIX', text)).toEqual(
    ['HTTPCODE_OK', 'M_HTTP_CODE_X', 'HTTP_CODE'].map((name) => `a/v1/a.proto | ${name}`),
  )
})
