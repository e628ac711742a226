import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

test('an old descriptor.proto may lack some options', () => {
  const old = 'package google.protobuf; message FileOptions { optional string java_package = 1; }'
  const text = 'option java_package = "x";\nmessage M { option deprecated = true; }'
  const errors = errorsOf({ 'google/protobuf/descriptor.proto': old, 'a.proto': text })
  expect(errors).toEqual(['no-options-message 2:20'])
})
