import { type Explanation, edition2023, proto2, proto3 } from './explanation.ts'

const ORDER = 'message Order {\n  string id = 1;\n  int64 price = 2;\n}'
const WITHOUT_PRICE = 'message Order {\n  string id = 1;\n}'
const PRICE_AS = (type: string) => ORDER.replace('int64', type)

const FRESH =
  'Keep it as it was, add a field with a new number for the new form, and fill both until all readers have moved.'

export const FIELD_EXPLANATIONS: readonly Explanation[] = [
  {
    rule: 'EXTENSION_MESSAGE_NO_DELETE',
    hurts: ['binary', 'source'],
    why: `Extensions with a number that the message no longer opens do not compile, wherever they are declared, and their data becomes
unknown fields.`,
    instead: 'Keep the extension range. A range may grow, and may be split or merged.',
    versions: proto2('message Order {\n  extensions 100 to 199;\n}', 'message Order {\n  extensions 100 to 149;\n}'),
  },
  {
    rule: 'EXTENSION_NO_DELETE',
    hurts: ['binary', 'source'],
    why: 'Code that uses the extension no longer compiles, and values that were stored with it become unknown fields.',
    instead: 'Keep the extension, and mark it `[deprecated = true]` when nobody should start to use it.',
    versions: proto2(
      'message Order {\n  extensions 100 to 199;\n}\n\nextend Order {\n  optional string note = 100;\n}',
      'message Order {\n  extensions 100 to 199;\n}',
    ),
  },
  {
    rule: 'FIELD_NO_DELETE',
    hurts: ['binary', 'JSON', 'source'],
    why: `Code that uses the field no longer compiles. New readers see its binary data as an unknown field, and JSON readers that are
strict reject it. Reserving number and name does not help those who use the generated code.`,
    instead: 'Keep the field, and mark it `[deprecated = true]` when nobody should start to use it.',
    versions: proto3(ORDER, WITHOUT_PRICE),
  },
  {
    rule: 'FIELD_NO_DELETE_UNLESS_NAME_RESERVED',
    hurts: ['JSON'],
    why: `JSON spells names out. When the name of a deleted field is free, a later field can take it and read old JSON data as something
else.`,
    instead: 'Keep the field, or reserve its name in the message.',
    versions: proto3(ORDER, 'message Order {\n  reserved 2;\n\n  string id = 1;\n}'),
  },
  {
    rule: 'FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED',
    hurts: ['binary'],
    why: `Binary data holds numbers. When the number of a deleted field is free, a later field can take it and read old data as something
else.`,
    instead: 'Keep the field, or reserve its number in the message.',
    versions: proto3(ORDER, 'message Order {\n  reserved "price";\n\n  string id = 1;\n}'),
  },
  {
    rule: 'FIELD_SAME_CARDINALITY',
    hurts: ['source'],
    why: `Whether a field is repeated, a map, required, or can tell "not set" from its default, decides what its accessors look like. What
data loses is told by the rules about compatible cardinality.`,
    instead: FRESH,
    versions: proto3(ORDER, PRICE_AS('optional int64')),
  },
  {
    rule: 'FIELD_SAME_CPP_STRING_TYPE',
    hurts: ['source'],
    why: 'C++ code that uses the accessors of the field no longer compiles: they hand out another type. Data is not affected.',
    instead: 'Keep the type: with `ctype`, in editions with `features.(pb.cpp).string_type`.',
    versions: proto3('message Order {\n  string id = 1;\n}', 'message Order {\n  string id = 1 [ctype = CORD];\n}'),
  },
  {
    rule: 'FIELD_SAME_DEFAULT',
    hurts: ['binary', 'JSON'],
    why: 'A field that is absent reads as its default. When the default changes, the same data means one thing to old readers and another to new ones.',
    instead: 'Keep the default, and let writers set the new value.',
    versions: proto2(
      'message Order {\n  optional int32 parcels = 1 [default = 1];\n}',
      'message Order {\n  optional int32 parcels = 1 [default = 2];\n}',
    ),
  },
  {
    rule: 'FIELD_SAME_JAVA_UTF8_VALIDATION',
    hurts: ['binary'],
    why: 'Java readers that check begin to reject data that they took before, or the other way round: bytes that are no valid UTF-8.',
    instead: 'Keep the check: with `java_string_check_utf8`, in editions with `features.(pb.java).utf8_validation`.',
    versions: proto2(
      'message Order {\n  optional string id = 1;\n}',
      'option java_string_check_utf8 = true;\n\nmessage Order {\n  optional string id = 1;\n}',
    ),
  },
  {
    rule: 'FIELD_SAME_JSON_NAME',
    hurts: ['JSON'],
    why: 'JSON readers of either side do not find the field in the data of the other. Binary data is not affected.',
    instead: 'Set `json_name` to the old name.',
    versions: proto3(ORDER, 'message Order {\n  string id = 1;\n  int64 price = 2 [json_name = "cost"];\n}'),
  },
  {
    rule: 'FIELD_SAME_JSTYPE',
    hurts: ['source'],
    why: 'Generated JavaScript hands out another type of value, a number or a string, so that code that uses it breaks at run time.',
    instead: 'Keep `jstype`.',
    versions: proto3(ORDER, 'message Order {\n  string id = 1;\n  int64 price = 2 [jstype = JS_STRING];\n}'),
  },
  {
    rule: 'FIELD_SAME_NAME',
    hurts: ['JSON', 'source'],
    why: `Code that uses the old name no longer compiles, and JSON and text data with it are rejected or dropped. Binary data is not
affected.`,
    instead: 'Keep the name. To change what JSON alone writes is no way out: that is a break of its own.',
    versions: proto3(ORDER, ORDER.replace('price', 'cost')),
  },
  {
    rule: 'FIELD_SAME_ONEOF',
    hurts: ['binary', 'JSON', 'source'],
    why: `Members of a oneof clear each other. Where one side sets a field together with one that excludes it on the other side, readers
lose one of the two. The accessors of the field change too.`,
    instead: 'Keep the field where it was, and add new fields to the oneof instead.',
    versions: proto3(
      'message Payment {\n  oneof method {\n    string card = 1;\n  }\n  string voucher = 2;\n}',
      'message Payment {\n  oneof method {\n    string card = 1;\n    string voucher = 2;\n  }\n}',
    ),
  },
  {
    rule: 'FIELD_SAME_TYPE',
    hurts: ['source'],
    why: `Generated code hands out another type. What data loses depends on the pair of types: some read on for values that fit both,
others are misread or rejected.`,
    instead: FRESH,
    versions: proto3(ORDER, PRICE_AS('string')),
  },
  {
    rule: 'FIELD_SAME_UTF8_VALIDATION',
    hurts: ['binary'],
    why: 'A side that checks rejects texts of a side that does not: bytes that are no valid UTF-8.',
    instead: 'Keep the check; in editions with `features.utf8_validation`.',
    versions: edition2023(
      'message Order {\n  string id = 1 [features.utf8_validation = NONE];\n}',
      'message Order {\n  string id = 1;\n}',
    ),
  },
  {
    rule: 'FIELD_WIRE_COMPATIBLE_CARDINALITY',
    hurts: ['binary'],
    why: 'A reader that expects one value takes the last of many; one that requires a value rejects messages without it.',
    instead: FRESH,
    versions: proto3(ORDER, PRICE_AS('repeated int64')),
  },
  {
    rule: 'FIELD_WIRE_COMPATIBLE_TYPE',
    hurts: ['binary'],
    why: 'The two types are written differently, so that binary data of one side is misread, put aside or rejected by the other.',
    instead: FRESH,
    versions: proto3(ORDER, PRICE_AS('sint64')),
  },
  {
    rule: 'FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY',
    hurts: ['binary', 'JSON'],
    why: 'In JSON a single value, an array and an object are three different things, and readers of one reject the others.',
    instead: FRESH,
    versions: proto3(ORDER, PRICE_AS('repeated int64')),
  },
  {
    rule: 'FIELD_WIRE_JSON_COMPATIBLE_TYPE',
    hurts: ['binary', 'JSON'],
    why: 'The two types are written differently in binary or in JSON, so that data of one side is misread or rejected by the other.',
    instead: FRESH,
    versions: proto3(ORDER, PRICE_AS('int32')),
  },
]
