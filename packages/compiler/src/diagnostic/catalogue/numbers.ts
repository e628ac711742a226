import { type CatalogueEntry, edition, proto2, proto3 } from './catalogue-entry.ts'

/** Numbers of fields and enum values, and ranges of them. */
export const NUMBERS = {
  'missing-number': {
    summary: 'Every field and every enum value has a number.',
    bad: proto3('message Person {\n  string name;\n}'),
    good: proto3('message Person {\n  string name = 1;\n}'),
  },
  'number-out-of-range': {
    summary: 'A number must fit where it stands: field numbers are 1 to 536870911 without 19000 to 19999.',
    bad: proto3('message M { string a = 0; }'),
    good: proto3('message M { string a = 1; }'),
  },
  'duplicate-number': {
    summary: 'Every field of a message, and without `allow_alias` every value of an enum, has a number of its own.',
    bad: proto3('message M { string a = 1; string b = 1; }'),
    good: proto3('message M { string a = 1; string b = 2; }'),
  },
  'reserved-number': {
    summary: 'A reserved number cannot be used.',
    bad: proto3('message M { reserved 1; string a = 1; }'),
    good: proto3('message M { reserved 1; string a = 2; }'),
  },
  'empty-range': {
    summary: 'The first number of a range is not larger than its last one.',
    bad: proto3('message M { reserved 10 to 1; }'),
    good: proto3('message M { reserved 1 to 10; }'),
  },
  'overlapping-ranges': {
    summary: 'Ranges have no number in common.',
    bad: proto3('message M { reserved 1 to 10, 5; }'),
    good: proto3('message M { reserved 1 to 10, 15; }'),
  },
  'empty-enum': {
    summary: 'An enum has a value.',
    bad: proto3('enum Color {}'),
    good: proto3('enum Color { RED = 0; }'),
  },
  'first-enum-value': {
    summary: 'The first value of an open enum, as those of proto3 are, is zero.',
    bad: proto3('enum Color { RED = 1; }'),
    good: proto3('enum Color { COLOR_NONE = 0; RED = 1; }'),
  },
  'needless-alias-option': {
    summary: '`allow_alias` is only for enums where two values have one number.',
    bad: proto3('enum Color { option allow_alias = true; RED = 0; }'),
    good: proto3('enum Color { option allow_alias = true; RED = 0; ROUGE = 0; }'),
  },
  'implicit-message': {
    summary: 'A message always has presence.',
    bad: edition(2023, 'message M { M a = 1 [features.field_presence = IMPLICIT]; }'),
    good: edition(2023, 'message M { M a = 1; }'),
  },
  'message-set-in-proto3': {
    summary: 'There are no message sets in proto3.',
    bad: proto3('message M { option message_set_wire_format = true; }'),
    good: proto2('message M { option message_set_wire_format = true; extensions 4 to max; }'),
  },
  'message-set-without-range': {
    summary: 'A message set has nothing but extensions, so it has a range for them.',
    bad: proto2('message M { option message_set_wire_format = true; }'),
    good: proto2('message M { option message_set_wire_format = true; extensions 4 to max; }'),
  },
  'field-in-message-set': {
    summary: 'A message set has no fields of its own.',
    bad: proto2('message M { option message_set_wire_format = true; extensions 4 to max; optional M a = 1; }'),
    good: proto2('message M { option message_set_wire_format = true; extensions 4 to max; }'),
  },
  'scalar-in-message-set': {
    summary: 'The extensions of a message set are messages.',
    bad: proto2(`
message M { option message_set_wire_format = true; extensions 4 to max; }
extend M { optional int32 a = 4; }`),
    good: proto2(`
message M { option message_set_wire_format = true; extensions 4 to max; }
message N {}
extend M { optional N a = 4; }`),
  },
  'repeated-in-message-set': {
    summary: 'The extensions of a message set are not repeated.',
    bad: proto2(`
message M { option message_set_wire_format = true; extensions 4 to max; }
message N {}
extend M { repeated N a = 4; }`),
    good: proto2(`
message M { option message_set_wire_format = true; extensions 4 to max; }
message N {}
extend M { optional N a = 4; }`),
  },
} as const satisfies Record<string, CatalogueEntry>
