import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

// Features of fields: each text, and what is wrong with it and where.
test.each<[string, string[]]>([
  [
    'edition = "2023"; message M { repeated int32 a = 1 [features.field_presence = EXPLICIT]; }',
    ['presence-not-allowed 1:31'],
  ],
  [
    'edition = "2023"; message M { oneof o { int32 a = 1 [features.field_presence = EXPLICIT]; } }',
    ['presence-not-allowed 1:41'],
  ],
  ['edition = "2023"; message M { M a = 1 [features.field_presence = IMPLICIT]; }', ['implicit-message 1:31']],
  ['edition = "2023"; option features.field_presence = LEGACY_REQUIRED;', ['required-file 1:52']],
  [
    'edition = "2023"; message M { int32 a = 1 [features.repeated_field_encoding = PACKED]; }',
    ['packed-not-repeated 1:31'],
  ],
  ['edition = "2023"; message M { int32 a = 1 [features.utf8_validation = NONE]; }', ['utf8-type 1:31']],
  ['edition = "2023"; message M { map<int32, string> a = 1 [features.utf8_validation = NONE]; }', []],
  [
    'edition = "2023"; message M { map<int32, M> a = 1 [features.message_encoding = DELIMITED]; }',
    ['message-encoding-type 1:31'],
  ],
  [
    'edition = "2023"; enum E { option features.enum_type = CLOSED; Z = 0; } message M { E a = 1; E b = 2 [features.field_presence = IMPLICIT]; }',
    ['closed-enum 1:94'],
  ],
])('%s', (text, errors) => {
  expect(errorsOf(text)).toEqual(errors)
})
