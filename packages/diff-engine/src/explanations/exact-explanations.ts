import { EXACT_RULES } from '../wire/exact-rules.ts'
import { type ExampleFiles, type Explanation, edition2023, proto2, proto3 } from './explanation.ts'

interface ExactRow {
  /** The end of the ids: `TYPE` is in FIELD_WIRE_EXACT_TYPE and FIELD_WIRE_JSON_EXACT_TYPE. */
  readonly aspect: string
  readonly why: string
  readonly instead: string
  /** What shows it in binary, in JSON, or in both. */
  readonly example:
    | readonly ExampleFiles[]
    | { readonly binary: readonly ExampleFiles[]; readonly JSON: readonly ExampleFiles[] }
}

const FRESH = 'Keep the field as it was, and add one with a new number for the new form.'
const order = (field: string) => `message Order {\n  ${field}\n}`
const state = (...values: readonly string[]) =>
  `enum State {\n${values.map((value) => `  ${value}\n`).join('')}}\n\nmessage Order {\n  optional State state = 1;\n}`

const ROWS: readonly ExactRow[] = [
  {
    aspect: 'TYPE',
    why: `Both types are read, and some values of the one come out as another value of the other: cut off, with another sign, or as text that
is rejected. The categories of compatible types let that pass.`,
    instead: FRESH,
    example: {
      binary: proto3(order('int64 price = 1;'), order('int32 price = 1;')),
      JSON: proto3(order('int64 price = 1;'), order('int32 price = 1;')),
    },
  },
  {
    aspect: 'CARDINALITY',
    why: 'Where one side has a list and the other a single value, elements are lost, or the other form is rejected.',
    instead: FRESH,
    example: proto3(order('string note = 1;'), order('repeated string note = 1;')),
  },
  {
    aspect: 'ENUM_VALUES',
    why: 'A closed enum puts a number that it does not know aside, so that the field reads as not set; JSON readers reject a name that they do not know.',
    instead:
      'Add a value only when all readers know it before the first writer uses it, and keep those that were written.',
    example: proto2(
      state('STATE_OPEN = 0;', 'STATE_PAUSED = 1;'),
      state('STATE_OPEN = 0;', 'STATE_PAUSED = 1;', 'STATE_DONE = 2;'),
    ),
  },
  {
    aspect: 'DEFAULT',
    why: 'A field that the payload does not carry reads as its default, which is not the same on both sides.',
    instead: 'Keep the default, and let writers set the new value.',
    example: proto2(
      order('optional int32 parcels = 1 [default = 1];'),
      order('optional int32 parcels = 1 [default = 2];'),
    ),
  },
  {
    aspect: 'ONEOF',
    why: 'One side can set two fields together that exclude each other on the other side: there one clears the other, or JSON is rejected.',
    instead: 'Keep the fields where they were, and add new ones to the oneof.',
    example: proto3(
      'message Payment {\n  string card = 1;\n  string voucher = 2;\n}',
      'message Payment {\n  oneof method {\n    string card = 1;\n    string voucher = 2;\n  }\n}',
    ),
  },
  {
    aspect: 'REQUIRED',
    why: 'A side that requires a field rejects every message of a side that leaves it out.',
    instead: 'Let the field be optional, and check in code that it is set.',
    example: proto2(order('optional string id = 1;'), order('required string id = 1;')),
  },
  {
    aspect: 'RELAY',
    why: `Readers see the same value. A program that reads a message and writes it again loses something: whether the field was set, or the
form in which it was written.`,
    instead: 'Keep the presence of the field where programs pass messages on; otherwise there is nothing to do.',
    example: proto3(order('optional int32 parcels = 1;'), order('int32 parcels = 1;')),
  },
  {
    aspect: 'UTF8',
    why: 'A side that checks texts rejects bytes that are no valid UTF-8, which the other side writes.',
    instead: 'Keep the check as it was; in editions with `features.utf8_validation`.',
    example: edition2023(order('string id = 1 [features.utf8_validation = NONE];'), order('string id = 1;')),
  },
  {
    aspect: 'MESSAGE_SET',
    why: 'A message set writes its extensions in a form of its own, which a reader of an ordinary message does not find, and the other way round.',
    instead: 'Keep `message_set_wire_format`.',
    example: proto2(
      `message Envelope {
  option message_set_wire_format = true;

  extensions 4 to max;
}

message Note {
  extend Envelope {
    optional Note note = 100;
  }

  optional string text = 1;
}`,
      `message Envelope {
  extensions 4 to 536870911;
}

message Note {
  extend Envelope {
    optional Note note = 100;
  }

  optional string text = 1;
}`,
    ),
  },
  {
    aspect: 'NAME',
    why: 'JSON finds fields by name. The other side does not know the name, or knows another field by it.',
    instead: 'Keep the name, or set `json_name` to the old one.',
    example: proto3(order('string note = 1;'), order('string remark = 1;')),
  },
  {
    aspect: 'KNOWN_KEY',
    why: 'A strict reader rejects a JSON object with a key that it does not know: one of a field that only the other side has.',
    instead:
      'Give strict readers the new schema before the first writer uses the field, or let them pass over what they do not know.',
    example: proto3(order('string id = 1;'), order('string id = 1;\n  string note = 2;')),
  },
  {
    aspect: 'ANY_NAME',
    why: 'In JSON a `google.protobuf.Any` is written out by the schema of what it holds. A reader that has no type of that name rejects it.',
    instead: 'Keep the message under its full name.',
    example: anyOf('Refund', 'Rebate'),
  },
]

function anyOf(...names: readonly string[]): ExampleFiles[] {
  return names.map((name) => ({
    'acme/v1/acme.proto': `syntax = "proto3";

package acme.v1;

import "google/protobuf/any.proto";

message Event {
  google.protobuf.Any content = 1;
}

message ${name} {
  string id = 1;
}
`,
  }))
}

/** The rules of WIRE_EXACT and WIRE_JSON_EXACT. */
export const EXACT_EXPLANATIONS: readonly Explanation[] = EXACT_RULES.map(({ id, categories }): Explanation => {
  const row = ROWS.find(({ aspect }) => id.endsWith(`_EXACT_${aspect}`))
  if (row === undefined) throw new Error(`there is no explanation of ${id}`)
  const harmed = categories.includes('WIRE_JSON_EXACT') ? 'JSON' : 'binary'
  const versions = 'binary' in row.example ? row.example[harmed] : row.example
  return { rule: id, hurts: [harmed], why: row.why, instead: row.instead, versions }
})
