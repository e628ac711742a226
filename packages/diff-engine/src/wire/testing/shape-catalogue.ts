import type { Kind } from '../../kind.ts'

/** One message type with one field, number 1, of a shape to be tried against all others. */
export interface CatalogueEntry {
  /** Name of the message in `wire.v1`; says what the shape is. */
  readonly name: string
  readonly syntax: 'proto2' | 'proto3' | 'editions'
  readonly body: string
}

const SCALAR_KINDS: readonly Kind[] = [
  'double',
  'float',
  'int32',
  'int64',
  'uint32',
  'uint64',
  'sint32',
  'sint64',
  'fixed32',
  'fixed64',
  'sfixed32',
  'sfixed64',
  'bool',
  'string',
  'bytes',
]

const NUMBERS = SCALAR_KINDS.filter((kind) => kind !== 'string' && kind !== 'bytes')
const MAP_KEYS = SCALAR_KINDS.filter((kind) => kind !== 'double' && kind !== 'float' && kind !== 'bytes')
const MESSAGES = ['Number', 'Text', 'Node', 'Empty', 'Entry', 'Flagged']
const WELL_KNOWN = [
  'Timestamp',
  'Duration',
  'FieldMask',
  'Struct',
  'Value',
  'ListValue',
  'StringValue',
  'Int32Value',
  'Int64Value',
  'BoolValue',
  'BytesValue',
  'DoubleValue',
]

const DEFAULTS: Readonly<Partial<Record<Kind, string>>> = { bool: 'true', string: '"x"', bytes: '"x"' }

const OPEN_TYPES = `
enum Open { OPEN_ZERO = 0; OPEN_ONE = 1; OPEN_TWO = 2; }
message Number { int32 b = 1; }
message Text { string b = 1; }
message Node { Node next = 1; int64 n = 2; }
message Empty {}
message Entry { string key = 1; int32 value = 2; }
message Flagged { bool b = 1; }
`
const CLOSED_TYPES = `
enum Closed { CLOSED_ZERO = 0; CLOSED_ONE = 1; }
enum Late { LATE_TWO = 2; LATE_ONE = 1; }
message Strict { required int32 q = 1; }
`

/** The shapes: every kind by cardinality, presence, packing, default, oneof, openness and UTF-8 check. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  ...NUMBERS.flatMap((kind) => [...open(kind), ...withDefault(kind)]),
  ...open('string'),
  ...withDefault('string'),
  { name: 'string_proto2_repeated', syntax: 'proto2', body: 'repeated string a = 1;' },
  ...open('bytes'),
  ...withDefault('bytes'),
  ...open('Open'),
  ...['Closed', 'Late'].flatMap(closed),
  ...MESSAGES.flatMap(messages),
  { name: 'Strict_optional', syntax: 'proto2', body: 'optional Strict a = 1;' },
  { name: 'Strict_repeated', syntax: 'proto2', body: 'repeated Strict a = 1;' },
  { name: 'group_optional', syntax: 'proto2', body: 'optional group A = 1 { optional int32 b = 1; }' },
  { name: 'group_repeated', syntax: 'proto2', body: 'repeated group A = 1 { optional int32 b = 1; }' },
  {
    name: 'delimited',
    syntax: 'editions',
    body: 'Inner a = 1 [features.message_encoding = DELIMITED]; message Inner { int32 b = 1; }',
  },
  ...maps(),
  ...WELL_KNOWN.map(
    (type): CatalogueEntry => ({ name: `wkt_${type}`, syntax: 'proto3', body: `google.protobuf.${type} a = 1;` }),
  ),
  { name: 'wkt_Timestamp_repeated', syntax: 'proto3', body: 'repeated google.protobuf.Timestamp a = 1;' },
  { name: 'wkt_Value_map', syntax: 'proto3', body: 'map<string, google.protobuf.Value> a = 1;' },
]

function open(type: string): CatalogueEntry[] {
  const shapes: [string, string][] = [
    ['implicit', `${type} a = 1;`],
    ['explicit', `optional ${type} a = 1;`],
    ['oneof', `oneof o { ${type} a = 1; bool z = 2; }`],
    ['repeated', `repeated ${type} a = 1;`],
  ]
  if (type !== 'string' && type !== 'bytes') shapes.push(['expanded', `repeated ${type} a = 1 [packed = false];`])
  return shapes.map(([suffix, body]) => ({ name: `${type}_${suffix}`, syntax: 'proto3', body }))
}

function withDefault(kind: Kind): CatalogueEntry[] {
  return [
    { name: `${kind}_default`, syntax: 'proto2', body: `optional ${kind} a = 1 [default = ${DEFAULTS[kind] ?? 5}];` },
    { name: `${kind}_required`, syntax: 'proto2', body: `required ${kind} a = 1;` },
    { name: `${kind}_proto2`, syntax: 'proto2', body: `optional ${kind} a = 1;` },
  ]
}

function closed(type: string): CatalogueEntry[] {
  const shapes: [string, string][] = [
    ['optional', `optional ${type} a = 1;`],
    ['required', `required ${type} a = 1;`],
    ['oneof', `oneof o { ${type} a = 1; bool z = 2; }`],
    ['expanded', `repeated ${type} a = 1;`],
    ['packed', `repeated ${type} a = 1 [packed = true];`],
  ]
  // protoc wants zero as the first value of an enum in a map.
  if (type === 'Closed') shapes.push(['map', 'map<string, Closed> a = 1;'])
  return shapes.map(([suffix, body]) => ({ name: `${type}_${suffix}`, syntax: 'proto2', body }))
}

function messages(type: string): CatalogueEntry[] {
  return [
    { name: `${type}_single`, syntax: 'proto3', body: `${type} a = 1;` },
    { name: `${type}_oneof`, syntax: 'proto3', body: `oneof o { ${type} a = 1; bool z = 2; }` },
    { name: `${type}_repeated`, syntax: 'proto3', body: `repeated ${type} a = 1;` },
  ]
}

function maps(): CatalogueEntry[] {
  const byKey = MAP_KEYS.map((key) => [`${key}_int32`, `map<${key}, int32> a = 1;`])
  const values = ['bool', 'int64', 'double', 'string', 'bytes', 'Open', 'Number', 'Text']
  const byValue = values.map((value) => [`string_${value}`, `map<string, ${value}> a = 1;`])
  return [...byKey, ...byValue].map(([name, body]) => ({ name: `map_${name}`, syntax: 'proto3', body: body ?? '' }))
}

/** The catalogue as files of one package: one for each syntax, and one for the types that they share. */
export function catalogueFiles(): Readonly<Record<string, string>> {
  const wellKnown = ['timestamp', 'duration', 'field_mask', 'struct', 'wrappers']
  const imports = wellKnown.map((name) => `import "google/protobuf/${name}.proto";`).join('\n')
  const bodies = (syntax: CatalogueEntry['syntax']) =>
    CATALOGUE.filter((entry) => entry.syntax === syntax)
      .map(({ name, body }) => `message ${name} { ${body} }`)
      .join('\n')
  return {
    'wire/open.proto': `syntax = "proto3";\npackage wire.v1;\n${OPEN_TYPES}`,
    'wire/proto3.proto': `syntax = "proto3";\npackage wire.v1;\nimport "wire/open.proto";\n${imports}\n${bodies('proto3')}`,
    'wire/proto2.proto': `syntax = "proto2";\npackage wire.v1;\n${CLOSED_TYPES}\n${bodies('proto2')}`,
    'wire/editions.proto': `edition = "2023";\npackage wire.v1;\n${bodies('editions')}`,
  }
}
