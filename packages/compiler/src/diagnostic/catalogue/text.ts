import { type CatalogueEntry, edition, proto2, proto3, withStyle } from './catalogue-entry.ts'

/** Bytes, tokens and statements: what the reader of the text reports. */
export const TEXT = {
  'source-too-large': {
    summary: 'A file is larger than the compiler reads.',
    bad: undefined,
    good: undefined,
  },
  'invalid-utf8': {
    summary: 'A .proto file must be UTF-8.',
    bad: undefined,
    good: undefined,
  },
  'invalid-character': {
    summary: 'Outside of strings and comments there are only ASCII letters, digits and punctuation.',
    bad: proto3('message Größe {}'),
    good: proto3('message Groesse {} // Größe'),
  },
  'unterminated-comment': {
    summary: 'A comment that begins with `/*` must end with `*/`.',
    bad: proto3('/* A person.\nmessage Person {}'),
    good: proto3('/* A person. */\nmessage Person {}'),
  },
  'unterminated-string': {
    summary: 'A string must end on the line where it begins.',
    bad: proto3('option java_package = "com.example;'),
    good: proto3('option java_package = "com.example";'),
  },
  'invalid-escape': {
    summary: 'A backslash in a string must begin one of the known escapes.',
    bad: proto3('option java_package = "com\\.example";'),
    good: proto3('option java_package = "com.example";'),
  },
  'invalid-number': {
    summary: 'A number must be an integer or a decimal number, without suffixes.',
    bad: proto2('message Point { optional float x = 1 [default = 1.5f]; }'),
    good: proto2('message Point { optional float x = 1 [default = 1.5]; }'),
  },
  'syntax-error': {
    summary: 'Something else is written here than the grammar allows.',
    bad: proto3('message Person {\n  string name 1;\n}'),
    good: proto3('message Person {\n  string name = 1;\n}'),
  },
  'ignored-text': {
    summary: 'Text of three or more tokens that begins no declaration is ignored. A warning.',
    isWarning: true,
    bad: proto3('message Person {\n  "name" = 1;\n}'),
    good: proto3('message Person {\n  string name = 1;\n}'),
  },
  'unclosed-brace': {
    summary: 'Every `{`, `[` and `(` needs what closes it.',
    bad: proto3('message Person {\n  string name = 1;'),
    good: proto3('message Person {\n  string name = 1;\n}'),
  },
  'unmatched-brace': {
    summary: 'A `}`, `]` or `)` must have what opens it in front.',
    bad: proto3('message Person {}\n}'),
    good: proto3('message Person {}'),
  },
  'empty-options': {
    summary: 'The brackets behind a field or value must hold an option.',
    bad: proto3('message Person { string name = 1 []; }'),
    good: proto3('message Person { string name = 1; }'),
  },
  'missing-colon': {
    summary: 'A colon stands between the name and the value of a field, unless it is a message or a list of them.',
    bad: withStyle('message M { option (style) = { sizes [1, 2] }; }'),
    good: withStyle('message M { option (style) = { sizes: [1, 2] }; }'),
  },
  'trailing-comma': {
    summary: 'A comma in a list must be followed by another value.',
    bad: withStyle('message M { option (style) = { sizes: [1, ] }; }'),
    good: withStyle('message M { option (style) = { sizes: [1, 2] }; }'),
  },
  'nesting-too-deep': {
    summary: 'Messages and option values may stand in each other only so deep: 31 messages, 100 values.',
    bad: proto3(`${'message M { '.repeat(32)}${'}'.repeat(32)}`),
    good: proto3(`${'message M { '.repeat(31)}${'}'.repeat(31)}`),
  },
  'misplaced-syntax': {
    summary: '`syntax` or `edition` must be the first statement, and stand there once.',
    bad: 'package people;\nsyntax = "proto3";\n',
    good: 'syntax = "proto3";\npackage people;\n',
  },
  'wrong-syntax-keyword': {
    summary: '`syntax` names proto2 or proto3, and `edition` names a year.',
    bad: 'syntax = "2023";\n',
    good: 'edition = "2023";\n',
  },
  'unknown-syntax': {
    summary: 'The syntax or edition of the file must be one that the compiler knows.',
    bad: 'syntax = "proto4";\n',
    good: 'syntax = "proto3";\n',
  },
  'duplicate-package': {
    summary: 'A file has one package.',
    bad: proto3('package people;\npackage places;'),
    good: proto3('package people;'),
  },
  'absolute-package': {
    summary: 'The name of a package is always a full one, so no dot stands in front.',
    bad: proto3('package .people;'),
    good: proto3('package people;'),
  },
  'package-too-long': {
    summary: 'The name of a package has at most 511 characters and 101 parts.',
    bad: proto3(`package a${'.a'.repeat(101)};`),
    good: proto3('package a.b.c;'),
  },
  'visibility-on-field': {
    summary: '`export` and `local` belong to messages and enums.',
    bad: edition(2024, 'message Person { export string name = 1; }'),
    good: edition(2024, 'export message Person { string name = 1; }'),
  },
  'visibility-too-early': {
    summary: '`export` and `local` are there from edition 2024 on.',
    bad: edition(2023, 'export message Person {}'),
    good: edition(2024, 'export message Person {}'),
  },
} as const satisfies Record<string, CatalogueEntry>
