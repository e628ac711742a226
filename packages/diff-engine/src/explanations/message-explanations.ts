import { type Explanation, edition2023, proto2, proto3 } from './explanation.ts'

export const MESSAGE_EXPLANATIONS: readonly Explanation[] = [
  {
    rule: 'MESSAGE_NO_DELETE',
    hurts: ['binary', 'JSON', 'source'],
    why: `Code that uses the message no longer compiles, and fields, RPCs and \`Any\` values of its type have lost it. A message that moved
to another file is told too: languages that generate code file by file lose it where users look.`,
    instead: `Keep the message, and set \`option deprecated = true;\` in it when nobody should start to use it. After a move, let the old
file import the new one publicly and accept the finding once.`,
    versions: proto3(
      'message Order {\n  string id = 1;\n}\n\nmessage Bill {\n  string id = 1;\n}',
      'message Order {\n  string id = 1;\n}',
    ),
  },
  {
    rule: 'MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR',
    hurts: ['source'],
    why: 'The generated class loses its `descriptor()` accessor, so that code that calls it no longer compiles. Data is not affected.',
    instead: 'Remove the option again; rename the field that it was set for.',
    versions: proto3(
      'message Order {\n  string id = 1;\n}',
      'message Order {\n  option no_standard_descriptor_accessor = true;\n\n  string id = 1;\n}',
    ),
  },
  {
    rule: 'MESSAGE_SAME_JSON_FORMAT',
    hurts: ['JSON'],
    why: `With LEGACY_BEST_EFFORT compilers no longer check that the JSON names of the fields are unique, so that two JSON readers may stop
agreeing.`,
    instead: 'Keep `features.json_format = ALLOW`, and give the field that stands in the way another `json_name`.',
    versions: edition2023(
      'message Order {\n  string id = 1;\n}',
      'message Order {\n  option features.json_format = LEGACY_BEST_EFFORT;\n\n  string id = 1;\n}',
    ),
  },
  {
    rule: 'MESSAGE_SAME_REQUIRED_FIELDS',
    hurts: ['binary', 'JSON'],
    why: `A reader rejects every message that lacks a field that it requires: old data when the requirement is new, data of new writers
when it was dropped and old readers still run.`,
    instead:
      'Let new fields be optional and check in code that they are set; keep required ones for as long as readers that require them run.',
    versions: proto2(
      'message Order {\n  optional string id = 1;\n}',
      'message Order {\n  optional string id = 1;\n  required int64 price = 2;\n}',
    ),
  },
  {
    rule: 'ONEOF_NO_DELETE',
    hurts: ['source'],
    why: 'Code that asks which field of the oneof is set no longer compiles. Its fields, where they are left, no longer exclude each other.',
    instead: 'Keep the oneof under its name.',
    versions: proto3(
      'message Payment {\n  oneof method {\n    string card = 1;\n  }\n}',
      'message Payment {\n  oneof means {\n    string card = 1;\n  }\n}',
    ),
  },
  {
    rule: 'RESERVED_ENUM_NO_DELETE',
    hurts: ['binary', 'JSON'],
    why: 'A number or a name was reserved because old data holds it. Once it is free, a new value can take it and give that data a new meaning.',
    instead: 'Reserve it again.',
    versions: proto3(
      'enum State {\n  reserved 2;\n\n  STATE_UNSPECIFIED = 0;\n}',
      'enum State {\n  STATE_UNSPECIFIED = 0;\n}',
    ),
  },
  {
    rule: 'RESERVED_MESSAGE_NO_DELETE',
    hurts: ['binary', 'JSON'],
    why: 'A number or a name was reserved because old data holds it. Once it is free, a new field can take it and read that data as something else.',
    instead: 'Reserve it again.',
    versions: proto3(
      'message Order {\n  reserved 2;\n  reserved "price";\n\n  string id = 1;\n}',
      'message Order {\n  reserved 2;\n\n  string id = 1;\n}',
    ),
  },
]
