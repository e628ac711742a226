import { type CatalogueEntry, edition, proto2, proto3 } from './catalogue-entry.ts'

/** An extension range with a declaration, and what extends it. */
const declared = (declaration: string, rest = ''): string =>
  edition(2023, `package p;\nmessage M {\n  extensions 1 [${declaration}];\n}\n${rest}`)

const DECLARATION = 'declaration = { number: 1 full_name: ".p.x" type: "int32" }'

/** Extensions and the ranges that are open to them. */
export const EXTENSIONS = {
  'extensions-in-proto3': {
    summary: 'In proto3 messages cannot be extended.',
    bad: proto3('message M { extensions 100 to 199; }'),
    good: proto2('message M { extensions 100 to 199; }'),
  },
  'extend-in-proto3': {
    summary: 'In proto3 only options can be extended.',
    bad: {
      'a.proto': proto3('import "b.proto";\nextend M { optional string a = 100; }'),
      'b.proto': proto2('message M { extensions 100 to 199; }'),
    },
    good: proto3(
      'import "google/protobuf/descriptor.proto";\nextend google.protobuf.FileOptions { optional string a = 50000; }',
    ),
  },
  'empty-extend': {
    summary: 'An `extend` block has an extension.',
    bad: proto2('message M { extensions 100 to 199; }\nextend M {}'),
    good: proto2('message M { extensions 100 to 199; }\nextend M { optional string a = 100; }'),
  },
  'extension-outside-range': {
    summary: 'The number of an extension is in an extension range of the message.',
    bad: proto2('message M { extensions 100 to 199; }\nextend M { optional string a = 1; }'),
    good: proto2('message M { extensions 100 to 199; }\nextend M { optional string a = 100; }'),
  },
  'duplicate-extension-number': {
    summary: 'All extensions of a message, in whatever file, have numbers of their own.',
    bad: proto2('message M { extensions 100 to 199; }\nextend M { optional string a = 100; optional string b = 100; }'),
    good: proto2(
      'message M { extensions 100 to 199; }\nextend M { optional string a = 100; optional string b = 101; }',
    ),
  },
  'required-extension': {
    summary: 'Extensions cannot be required.',
    bad: proto2('message M { extensions 100 to 199; }\nextend M { required string a = 100; }'),
    good: proto2('message M { extensions 100 to 199; }\nextend M { optional string a = 100; }'),
  },
  'map-extension': {
    summary: 'An extension cannot be a map.',
    bad: proto2('message M { extensions 100 to 199; }\nextend M { map<string, string> a = 100; }'),
    good: proto2('message M { extensions 100 to 199; map<string, string> a = 1; }\nextend M { optional M b = 100; }'),
  },
  'extension-json-name': {
    summary: 'In JSON an extension goes by its full name, so it cannot have another one.',
    bad: proto2('message M { extensions 100 to 199; }\nextend M { optional string a = 100 [json_name = "b"]; }'),
    good: proto2('message M { extensions 100 to 199; }\nextend M { optional string a = 100; }'),
  },
  'incomplete-declaration': {
    summary: 'The declaration of an extension has a number, a full name and a type.',
    bad: declared('declaration = { number: 1 type: "int32" }'),
    good: declared(DECLARATION),
  },
  'declaration-name': {
    summary: 'The name in a declaration is a full name with a dot in front.',
    bad: declared('declaration = { number: 1 full_name: "p.x" type: "int32" }'),
    good: declared(DECLARATION),
  },
  'declaration-out-of-range': {
    summary: 'The number of a declaration is in the range that it belongs to.',
    bad: declared('declaration = { number: 2 full_name: ".p.x" type: "int32" }'),
    good: declared(DECLARATION),
  },
  'declarations-for-many-ranges': {
    summary: 'A statement with declarations has one range.',
    bad: edition(2023, `message M { extensions 1, 2 [${DECLARATION}]; }`),
    good: edition(2023, `message M { extensions 1 [${DECLARATION}]; extensions 2; }`),
  },
  'no-declarations': {
    summary: 'A range that asks for declarations has some.',
    bad: declared('verification = DECLARATION'),
    good: declared(`verification = DECLARATION, ${DECLARATION}`),
  },
  'unverified-declarations': {
    summary: 'A range cannot declare extensions and also say that they are not to be verified.',
    bad: declared(`verification = UNVERIFIED, ${DECLARATION}`),
    good: declared(DECLARATION),
  },
  'undeclared-extension': {
    summary: 'In a range with declarations an extension has the name that is declared for its number.',
    bad: declared(DECLARATION, 'extend M { int32 y = 1; }'),
    good: declared(DECLARATION, 'extend M { int32 x = 1; }'),
  },
  'undeclared-extension-type': {
    summary: 'In a range with declarations an extension has the type that is declared for its number.',
    bad: declared(DECLARATION, 'extend M { string x = 1; }'),
    good: declared(DECLARATION, 'extend M { int32 x = 1; }'),
  },
  'reserved-extension': {
    summary: 'A number that is declared as reserved cannot be used.',
    bad: declared('declaration = { number: 1 reserved: true }', 'extend M { int32 x = 1; }'),
    good: declared('declaration = { number: 1 reserved: true }'),
  },
} as const satisfies Record<string, CatalogueEntry>
