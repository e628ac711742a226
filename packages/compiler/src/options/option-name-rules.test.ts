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

test("features of somebody's own need no edition on services, methods and extension ranges", () => {
  const own = `edition = "2023"; import "google/protobuf/descriptor.proto";
extend google.protobuf.FeatureSet { Own own = 9995; }
message Own {
  bool on = 1 [retention = RETENTION_RUNTIME, edition_defaults = { edition: EDITION_LEGACY, value: "false" }];
}`
  const errorsIn = (text: string) =>
    errorsOf({ 'own.proto': own, 'a.proto': `import "own.proto";\nmessage M {} ${text}` })
  expect(errorsIn('service S { option features.(own).on = true; }')).toEqual([])
  expect(errorsIn('service S { rpc R(M) returns (M) { option features.(own).on = true; } }')).toEqual([])
  expect(errorsIn('message N { extensions 1 to 5 [features.(own).on = true]; }')).toEqual([])
  expect(errorsIn('enum E { option features.(own).on = true; Z = 0; }')).toEqual(['features-without-edition 2:30'])
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
