import { expect, test } from 'vitest'
import { descriptorOf } from '../testing/compile-text.ts'
import { encodedOptions, optionErrors } from '../testing/option-schema.ts'

test.each([
  ['option nope = 1;', ['unknown-option 5:8']],
  ['option (o.nope) = 1;', ['unresolved-name 5:9']],
  ['option (o.ext) = 1;', ['wrong-extension 5:8']],
  ['option (o.opt).nope = 1;', ['unknown-option 5:15']],
  ['option (o.i).x = 1;', ['option-has-no-parts 5:14']],
  ['option (o.opt).ms.i = 1;', ['option-has-no-parts 5:19']],
  ['option (o.i) = 1;\noption (o.i) = 2;', ['duplicate-option 6:8']],
  ['option (o.opt).i = 1;\noption (o.opt) = {};', ['duplicate-option 6:8']],
  ['option (o.opt).os = "";\noption (o.opt).om.i = 1;', ['oneof-set-twice 6:8']],
  ['option (o.r) = [1];', ['list-as-option 5:16']],
  ['option (o.opt) = < >;', ['angles-as-option 5:18']],
])('%s', (options, errors) => {
  expect(optionErrors(options)).toEqual(errors)
})

test('parts of one message come together', () => {
  expect(encodedOptions('option (o.opt).m.i = 1; option (o.opt).(o.ext) = 2; option (o.opt).m.s = "x";')).toEqual([
    '50000: 0aa006022a050801120178',
  ])
})

test('a plain field may be written like an extension', () => {
  const text =
    'import "google/protobuf/descriptor.proto"; message M { option (google.protobuf.MessageOptions.deprecated) = true; }'
  expect(descriptorOf(text).messageType[0]?.options?.deprecated).toBe(true)
})
