import { compile } from '@wireproof/compiler'
import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../default-policy.ts'
import { diff } from '../diff.ts'
import { RULES_WITH_CHECKS } from '../rules/index.ts'
import { imageOf } from '../testing/image-of.ts'
import { fixSources } from './fix-sources.ts'
import { RULE_FIXES } from './rule-fixes.ts'

type Files = Readonly<Record<string, string>>

/** The files after all fixes; throws when anything is still found. */
function fixAll(prev: Files, next: Files, use: readonly string[]): Files {
  const before = imageOf(prev)
  const { sources, remaining } = fixSources(new Map(Object.entries(next)), imageOf(next), {
    prev: before,
    prevText: (path) => prev[path],
    compile: (files) => compile([...files.keys()], (path) => files.get(path)),
    check: (image) => diff(before, image, { ...defaultPolicy('v2'), use }),
  })
  expect(remaining.map(({ message }) => message)).toEqual([])
  return Object.fromEntries(sources)
}

const HEAD = 'syntax = "proto3";\npackage a.v1;\n'

/** The body of one file after all fixes. */
function fix(prev: string, next: string, use = 'FILE', head = HEAD): string {
  return fixAll({ 'a.proto': head + prev }, { 'a.proto': head + next }, [use])['a.proto']!.slice(head.length)
}

test('every rule has a row, on the hook that it is on', () => {
  const rows = Object.entries(RULE_FIXES).map(([id, { on }]) => [id, on])
  expect(rows.sort()).toEqual(RULES_WITH_CHECKS.map(({ id, on }) => [id, on]).sort())
})

describe('fields', () => {
  test('a field that was reserved in place of is taken out of the reservation, however that is written', () => {
    expect(
      fix(
        'message M {\n  int32 a = 1;\n  int32 b = 4;\n}\n',
        'message M {\n  reserved 1 to 3, 4, 9;\n  reserved "b", "a";\n}\n',
      ),
    ).toBe(
      'message M {\n  reserved 2 to 3, 9;\n  int32 a = 1 [deprecated = true];\n  int32 b = 4 [deprecated = true];\n}\n',
    )
  })

  test('a field that has only got another number gets the old one back', () => {
    expect(fix('message M {\n  int32 a = 1;\n}\n', 'message M {\n  int32 a = 2;\n}\n')).toBe(
      'message M {\n  int32 a = 1 [deprecated = true];\n}\n',
    )
  })

  test('two fields that have changed places change back', () => {
    const [prev, next] = ['message M { int32 a = 1; string b = 2; }', 'message M { string b = 1; int32 a = 2; }']
    expect(fix(prev, next)).toBe('message M { int32 a = 1; string b = 2; }')
  })

  test('several deletions are one reservation', () => {
    const prev = 'message M {\n  int32 a = 1;\n  int32 b = 2;\n  int32 c = 7;\n}\n'
    expect(fix(prev, 'message M {\n}\n', 'WIRE_JSON')).toBe(
      'message M {\n  reserved 1 to 2, 7;\n  reserved "a", "b", "c";\n}\n',
    )
  })

  test('in editions reserved names are identifiers', () => {
    const head = 'edition = "2023";\npackage a.v1;\n'
    expect(fix('message M { int32 a = 1; }\n', 'message M { }\n', 'WIRE_JSON', head)).toBe(
      'message M {  reserved 1; reserved a; }\n',
    )
  })

  test('a new field on a number that was reserved takes a fresh one', () => {
    expect(
      fix('message M {\n  reserved 2;\n  int32 a = 1;\n}\n', 'message M {\n  int32 a = 1;\n  int32 b = 2;\n}\n'),
    ).toBe('message M {\n  int32 a = 1;\n  int32 b = 4;\n  reserved 2;\n}\n')
  })

  test('fields go back into their oneof, and a oneof that is left empty goes', () => {
    expect(
      fix(
        'message M {\n  oneof o {\n    int32 a = 1;\n    int32 b = 2;\n  }\n  int32 c = 3;\n}\n',
        'message M {\n  int32 a = 1;\n  int32 b = 2;\n  oneof p {\n    int32 c = 3;\n  }\n}\n',
      ),
    ).toBe('message M {\n  oneof o {\n    int32 a = 1;\n    int32 b = 2;\n  }\n  int32 c = 3;\n}\n')
  })

  test('what nobody asked about stays: comments, order, additions, deprecation', () => {
    expect(
      fix(
        'message M {\n  int32 a = 1;\n  int32 b = 2;\n}\n',
        'message M {\n  // New.\n  int32 c = 3;\n\n  string b = 2 [deprecated = true]; // Old.\n  int32 a = 1;\n}\n',
      ),
    ).toBe('message M {\n  // New.\n  int32 c = 3;\n\n  int32 b = 2 [deprecated = true]; // Old.\n  int32 a = 1;\n}\n')
  })
})

describe('declarations', () => {
  test('come back with what they refer to, and are imported', () => {
    const head = (imports: string) => `syntax = "proto3";\npackage a.v1;\n${imports}`
    const fixed = fixAll(
      {
        'a.proto': `${head('import "b.proto";\n')}message A {\n  B b = 1;\n}\n`,
        'b.proto': `${head('')}message B {\n  B b = 1;\n  E e = 2;\n}\nenum E {\n  Z = 0;\n}\n`,
      },
      { 'a.proto': `${head('')}message A {\n  int32 b = 1;\n}\n`, 'b.proto': head('') },
      ['FIELD_SAME_TYPE'],
    )
    expect(fixed['a.proto']).toBe(`${head('')}import "b.proto";\nmessage A {\n  B b = 1;\n}\n`)
    expect(fixed['b.proto']).toContain('message B {\n  B b = 1;\n  E e = 2;\n}\n')
    expect(fixed['b.proto']).toContain('enum E {\n  Z = 0;\n}\n')
  })

  test('that have moved are moved back as they are now, and imported where they are used', () => {
    const fixed = fixAll(
      { 'a.proto': `${HEAD}message M {\n  int32 a = 1;\n}\n`, 'b.proto': `${HEAD}message N {}\n` },
      {
        'a.proto': HEAD,
        'b.proto': `${HEAD}message N {\n  M m = 1;\n}\nmessage M {\n  int32 a = 1;\n  int32 b = 2;\n}\n`,
      },
      ['MESSAGE_NO_DELETE'],
    )
    expect(fixed).toEqual({
      'a.proto': `${HEAD}\nmessage M {\n  int32 a = 1;\n  int32 b = 2;\n}\n`,
      'b.proto': `${HEAD}import "a.proto";\nmessage N {\n  M m = 1;\n}\n`,
    })
  })

  test('extensions are known by number, and get their names and places back', () => {
    const head = 'syntax = "proto2";\npackage a.v1;\nmessage M {\n  extensions 100 to 199;\n}\n'
    expect(
      fix(
        'message H {\n  extend M {\n    optional int32 x = 100;\n  }\n}\n',
        'message H {\n}\nextend M {\n  optional int32 y = 100;\n}\n',
        'FILE',
        head,
      ),
    ).toBe('message H {\n  extend .a.v1.M {\n    optional int32 x = 100;\n  }\n}\n')
  })
})

describe('enums, files and RPCs', () => {
  test('a value gets its name back, and aliases come back beside', () => {
    const prev = 'enum E {\n  option allow_alias = true;\n  Z = 0;\n  A = 1;\n  B = 1;\n}\n'
    expect(fix(prev, 'enum E {\n  Z = 0;\n  C = 1;\n}\n')).toBe(
      'enum E {\n  option allow_alias = true;\n  Z = 0;\n  A = 1;\n  B = 1;\n}\n',
    )
  })

  test('the first value comes back to the first place', () => {
    expect(fix('enum E {\n  Z = 0;\n  A = 1;\n}\n', 'enum E {\n  Y = 0;\n  A = 1;\n}\n', 'ENUM_VALUE_SAME_NAME')).toBe(
      'enum E {\n  Z = 0;\n  A = 1;\n}\n',
    )
  })

  test('a package is set back, and the names in other files with it', () => {
    const user = (name: string) =>
      `syntax = "proto3";\npackage b;\nimport "a.proto";\nmessage N {\n  map<string, ${name}.M> m = 1;\n}\n`
    const fixed = fixAll(
      { 'a.proto': 'syntax = "proto3";\npackage a.v1;\nmessage M {}\n', 'b.proto': user('a.v1') },
      { 'a.proto': 'syntax = "proto3";\npackage a.v2;\nmessage M {}\n', 'b.proto': user('a.v2') },
      ['FILE'],
    )
    expect(fixed['b.proto']).toBe(user('.a.v1'))
  })

  test('a file that went to an edition comes back, with what it says in another way', () => {
    const head = (first: string) => `${first}\npackage a.v1;\n`
    const fixed = fixAll(
      { 'a.proto': `${head('syntax = "proto2";')}message M {\n  optional int32 a = 1;\n  reserved "x";\n}\n` },
      { 'a.proto': `${head('edition = "2023";')}message M {\n  int32 a = 1;\n  int32 b = 2;\n  reserved x;\n}\n` },
      ['FILE'],
    )
    expect(fixed['a.proto']).toBe(
      `${head('syntax = "proto2";')}message M {\n  optional int32 a = 1;\n  optional int32 b = 2;\n  reserved "x";\n}\n`,
    )
  })

  test('an RPC gets its types back, and keeps its other options', () => {
    const types = 'message A {}\nmessage B {}\n'
    expect(
      fix(
        `${types}service S {\n  rpc Do(stream A) returns (B);\n}\n`,
        `${types}service S {\n  rpc Do(B) returns (stream A) {\n    option deprecated = true;\n  }\n}\n`,
      ),
    ).toBe(`${types}service S {\n  rpc Do(stream A) returns (B) {\n    option deprecated = true;\n  }\n}\n`)
  })
})
