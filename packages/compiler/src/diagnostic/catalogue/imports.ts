import { type CatalogueEntry, edition, proto3 } from './catalogue-entry.ts'

/** Files that cannot be had, and import statements. */
export const IMPORTS = {
  'missing-file': {
    summary: 'A file that is to be compiled does not exist.',
    bad: undefined,
    good: undefined,
  },
  'too-many-files': {
    summary: 'There are more files than the compiler takes.',
    bad: undefined,
    good: undefined,
  },
  'missing-import': {
    summary: 'An imported file must be in the module or in one of its dependencies.',
    bad: proto3('import "google/protobuf/timestemp.proto";'),
    good: proto3('import "google/protobuf/timestamp.proto";'),
  },
  'import-cycle': {
    summary: 'Imports must not lead back to the file that they start from.',
    bad: {
      'a.proto': proto3('import "b.proto";'),
      'b.proto': proto3('import "a.proto";'),
    },
    good: {
      'a.proto': proto3('import "b.proto";'),
      'b.proto': proto3(''),
    },
  },
  'duplicate-import': {
    summary: 'A file is imported once.',
    bad: proto3('import "google/protobuf/any.proto";\nimport "google/protobuf/any.proto";'),
    good: proto3('import "google/protobuf/any.proto";'),
  },
  'unused-import': {
    summary: 'Something in the file uses what an import brings, unless it is public. A warning.',
    isWarning: true,
    bad: proto3('import "google/protobuf/any.proto";'),
    good: proto3('import "google/protobuf/any.proto";\nmessage M { google.protobuf.Any any = 1; }'),
  },
  'empty-import': {
    summary: 'An import must name a file.',
    bad: proto3('import "";'),
    good: proto3('import "google/protobuf/any.proto";'),
  },
  'absolute-import': {
    summary: 'Import paths are relative to the root of a module.',
    bad: proto3('import "/google/protobuf/any.proto";'),
    good: proto3('import "google/protobuf/any.proto";'),
  },
  'backslash-in-import': {
    summary: 'The parts of an import path are separated by `/`, on every system.',
    bad: proto3('import "google\\\\protobuf\\\\any.proto";'),
    good: proto3('import "google/protobuf/any.proto";'),
  },
  'unclean-import': {
    summary: 'An import path has no empty parts, and no `.` or `..` among them.',
    bad: proto3('import "google/./protobuf/any.proto";'),
    good: proto3('import "google/protobuf/any.proto";'),
  },
  'import-outside-module': {
    summary: 'An import path cannot lead out of the module.',
    bad: proto3('import "../any.proto";'),
    good: proto3('import "google/protobuf/any.proto";'),
  },
  'import-option-too-early': {
    summary: '`import option` is there from edition 2024 on.',
    bad: edition(2023, 'import option "google/protobuf/any.proto";'),
    good: edition(2024, 'import option "google/protobuf/any.proto";'),
  },
  'import-after-import-option': {
    summary: 'All `import option` stand behind the other imports.',
    bad: edition(2024, 'import option "google/protobuf/any.proto";\nimport "google/protobuf/empty.proto";'),
    good: edition(2024, 'import "google/protobuf/empty.proto";\nimport option "google/protobuf/any.proto";'),
  },
  'import-weak-removed': {
    summary: 'Edition 2024 has taken `import weak` away.',
    bad: edition(2024, 'import weak "google/protobuf/any.proto";'),
    good: edition(2024, 'import "google/protobuf/any.proto";'),
  },
  'import-for-options-only': {
    summary: 'What `import option` brings can be used in options only.',
    bad: edition(2024, 'import option "google/protobuf/any.proto";\nmessage M { google.protobuf.Any any = 1; }'),
    good: edition(2024, 'import "google/protobuf/any.proto";\nmessage M { google.protobuf.Any any = 1; }'),
  },
  'lite-import': {
    summary: 'A file for the full runtime cannot import one for the lite runtime.',
    bad: {
      'a.proto': proto3('import "lite.proto";'),
      'lite.proto': proto3('option optimize_for = LITE_RUNTIME;'),
    },
    good: {
      'a.proto': proto3('import "lite.proto";\noption optimize_for = LITE_RUNTIME;'),
      'lite.proto': proto3('option optimize_for = LITE_RUNTIME;'),
    },
  },
} as const satisfies Record<string, CatalogueEntry>
