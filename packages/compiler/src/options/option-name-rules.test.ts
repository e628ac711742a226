import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'
import { optionErrors } from '../testing/option-schema.ts'

test.each([
  ['message M { option map_entry = true; }', ['reserved-option 1:20']],
  ['message M { option uninterpreted_option = {}; }', ['reserved-option 1:20']],
  ['syntax = "proto3"; option features.enum_type = OPEN;', ['features-without-edition 1:27', 'option-too-early 1:27']],
])('%s', (text, errors) => {
  expect(errorsOf(text).slice(0, 1)).toEqual(errors.slice(0, 1))
})

test('nothing of a message set can be set', () => {
  expect(optionErrors('option (o.set).(o.Item.item) = {};')).toEqual(['message-set-in-option 5:15'])
  expect(optionErrors('option (o.set) = { [o.Item.item] { } };')).toEqual(['message-set-in-option 5:20'])
})

test('nothing of a message set of the same file, before its own options are set', () => {
  const text = `import "google/protobuf/descriptor.proto";
message Set { option message_set_wire_format = true; extensions 4 to max; }
message Item { optional int32 x = 1; }
extend Set { optional Item item = 1000; }
extend google.protobuf.MessageOptions { optional Set set = 60015; }
message M { option (set).(item).x = 1; }`
  expect(errorsOf(text)).toEqual(['message-set-in-option 6:25'])
})
