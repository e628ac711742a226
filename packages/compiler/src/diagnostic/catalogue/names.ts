import { type CatalogueEntry, edition, proto2, proto3 } from './catalogue-entry.ts'

/** Names: what they must be, what they may not share, and what they refer to. */
export const NAMES = {
  'unresolved-name': {
    summary: 'A name must refer to something that is declared in the file or in what it imports.',
    bad: proto3('message Person { Adress home = 1; }\nmessage Address {}'),
    good: proto3('message Person { Address home = 1; }\nmessage Address {}'),
  },
  'wrong-kind-of-name': {
    summary: 'A name refers to something that cannot stand here.',
    bad: proto3('message Person { People home = 1; }\nservice People {}'),
    good: proto3('message Person { Address home = 1; }\nmessage Address {}'),
  },
  'name-not-visible': {
    summary: 'A type that is local to its file cannot be used in others.',
    bad: {
      'a.proto': edition(2024, 'import "b.proto";\nmessage Person { Address home = 1; }'),
      'b.proto': edition(2024, 'local message Address {}'),
    },
    good: {
      'a.proto': edition(2024, 'import "b.proto";\nmessage Person { Address home = 1; }'),
      'b.proto': edition(2024, 'export message Address {}'),
    },
  },
  'duplicate-name': {
    summary: 'Full names are global: everything has one of its own.',
    bad: proto3('message Person {}\nmessage Person {}'),
    good: proto3('message Person {}\nmessage Place {}'),
  },
  'json-names-collide': {
    summary: 'No two fields of a message have the same name in JSON.',
    bad: proto3('message M { string first_name = 1; string firstName = 2; }'),
    good: proto3('message M { string first_name = 1; string nick_name = 2; }'),
  },
  'enum-value-names-collide': {
    summary: 'The values of an enum must stay apart when the name of the enum is taken off and capitals are ignored.',
    bad: proto3('enum Color { RED = 0; COLOR_RED = 1; }'),
    good: proto3('enum Color { COLOR_NONE = 0; COLOR_RED = 1; }'),
  },
  'reserved-name': {
    summary: 'A reserved name cannot be used.',
    bad: proto3('message Person { reserved "name"; string name = 1; }'),
    good: proto3('message Person { reserved "name"; string full_name = 1; }'),
  },
  'name-reserved-twice': {
    summary: 'A name is reserved once.',
    bad: proto3('message Person { reserved "name", "name"; }'),
    good: proto3('message Person { reserved "name"; }'),
  },
  'invalid-reserved-name': {
    summary: 'A reserved name must be one that something could have.',
    bad: proto3('message Person { reserved "first-name"; }'),
    good: proto3('message Person { reserved "first_name"; }'),
  },
  'reserved-identifier': {
    summary: 'Before editions reserved names are written in quotes.',
    bad: proto3('message Person { reserved name; }'),
    good: proto3('message Person { reserved "name"; }'),
  },
  'reserved-string-in-edition': {
    summary: 'In editions reserved names are written without quotes.',
    bad: edition(2023, 'message Person { reserved "name"; }'),
    good: edition(2023, 'message Person { reserved name; }'),
  },
  'mixed-reserved': {
    summary: 'Numbers and names are reserved in statements of their own.',
    bad: proto3('message Person { reserved 1, "name"; }'),
    good: proto3('message Person { reserved 1; reserved "name"; }'),
  },
  'lower-case-group': {
    summary: 'A group declares a message too, so its name starts with a capital letter.',
    bad: proto2('message Person { optional group home = 1 {} }'),
    good: proto2('message Person { optional group Home = 1 {} }'),
  },
  'naming-style': {
    summary: 'From edition 2024 on names must follow the style guide, unless a feature turns that off.',
    bad: edition(2024, 'message person {}'),
    good: edition(2024, 'message Person {}'),
  },
  'accessor-name': {
    summary: 'From edition 2026 on a name must not be that of an accessor in generated code.',
    bad: edition(2026, 'message M { int32 descriptor = 1; }'),
    good: edition(2026, 'message M { int32 described = 1; }'),
  },
  'nested-export': {
    summary: 'Where visibility is strict, a nested type cannot be exported.',
    bad: edition(2026, 'export message Person { export message Home {} }'),
    good: edition(2026, 'export message Person { message Home {} }'),
  },
} as const satisfies Record<string, CatalogueEntry>
