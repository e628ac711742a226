import { expect, test } from 'vitest'
import { imageOf, type Text } from '../testing/image-of.ts'
import { listChanges } from './list-changes.ts'

function changesOf(prev: Text, next: Text): string[] {
  return listChanges(imageOf(prev), imageOf(next)).map(
    ({ kind, element, description, weight }) => `${kind} ${element} (${weight}) | ${description}`,
  )
}

test('fields, oneofs, reserved and options of a message', () => {
  expect(
    changesOf(
      'message M { int32 a = 1; int32 b = 2; int32 c = 3; oneof o { int32 d = 4; } reserved 9; map<string, int32> m = 5; }',
      `message M { int64 a = 1; int32 x = 2; reserved 3, 9; reserved "c"; int32 d = 4 [deprecated = true];
        map<string, int32> m = 5; string n = 6 [json_name = "N"]; option deprecated = true; }`,
    ),
  ).toMatchInlineSnapshot(`
    [
      "changed message (patch) | Message a.v1.M: 3 became reserved",
      "changed message (patch) | Message a.v1.M: "c" became reserved",
      "deprecated message (minor) | Message a.v1.M: option deprecated was set to true",
      "changed field (minor) | Field 1 "a" of a.v1.M: type changed from int32 to int64",
      "renamed field (minor) | Field 2 "b" of a.v1.M was renamed to "x"",
      "removed field (minor) | Field 3 "c" of a.v1.M was removed",
      "removed oneof (minor) | Oneof a.v1.M.o was removed",
      "changed field (minor) | Field 4 "d" of a.v1.M: cardinality changed from explicit presence to implicit presence",
      "changed field (minor) | Field 4 "d" of a.v1.M: oneof changed from "o" to none",
      "deprecated field (minor) | Field 4 "d" of a.v1.M: option deprecated was set to true",
      "added field (minor) | Field 6 "n" of a.v1.M was added (implicit presence, string)",
    ]
  `)
})

test('enums, services, nested and moved declarations', () => {
  const head = 'syntax = "proto3"; package a.v1;'
  expect(
    changesOf(
      {
        'a.proto': `${head} message Moved { message In {} } enum E { Z = 0; A = 1; B = 2; } message Gone { message In {} }`,
        'b.proto': `${head} message R {} service S { rpc Old(R) returns (R); rpc Get(R) returns (R); }`,
      },
      {
        'a.proto': `${head} enum E { Z = 0; A2 = 1; C = 3; }`,
        'b.proto': `${head} message R {} service S { rpc Get(R) returns (stream R); rpc Put(R) returns (R); }`,
        'c.proto': `${head} message Moved { message In {} } message New { enum Inner { X = 0; } }`,
      },
    ),
  ).toMatchInlineSnapshot(`
    [
      "renamed enum value (minor) | Value 1 "A" of enum a.v1.E was renamed to "A2"",
      "added enum value (minor) | Value 3 "C" of enum a.v1.E was added",
      "removed enum value (minor) | Value 2 "B" of enum a.v1.E was removed",
      "removed message (minor) | Message a.v1.Gone was removed",
      "removed rpc (minor) | Method a.v1.S.Old was removed",
      "changed rpc (minor) | Method a.v1.S.Get: response changed from a.v1.R to stream a.v1.R",
      "added rpc (minor) | Method a.v1.S.Put was added",
      "added file (minor) | File "c.proto" was added",
      "moved message (minor) | Message a.v1.Moved was moved from "a.proto" to "c.proto"",
      "added message (minor) | Message a.v1.New was added",
    ]
  `)
})

test('options of a file, with and without effect, and custom ones', () => {
  const options = (value: string, more: string) => `syntax = "proto3"; package a.v1;
    import "google/protobuf/descriptor.proto"; ${more}
    extend google.protobuf.FileOptions { string owner = 50001; }
    option (owner) = "${value}"; option optimize_for = ${value === 'x' ? 'SPEED' : 'CODE_SIZE'};`
  expect(
    changesOf({ 'a.proto': options('x', '') }, { 'a.proto': options('y', 'option java_package = "j"; ') }),
  ).toMatchInlineSnapshot(`
    [
      "changed file (minor) | File "a.proto": option java_package was set to "j"",
      "changed file (patch) | File "a.proto": option optimize_for was changed from SPEED to CODE_SIZE",
      "changed file (minor) | File "a.proto": option (a.v1.owner) was changed",
    ]
  `)
})

test('an extension is known by extendee and number', () => {
  const text = (extension: string) => `syntax = "proto2"; message M { extensions 100 to 200; } ${extension}`
  expect(
    changesOf(text('extend M { optional int32 x = 100; }'), text('extend M { optional int32 y = 100; }')),
  ).toMatchInlineSnapshot(`
    [
      "renamed extension (minor) | Extension 100 "x" of M was renamed to "y"",
    ]
  `)
})

test('comments, layout and imported files are no changes', () => {
  expect(changesOf('message M { int32 a = 1; }', '// About M.\nmessage M {\n  int32 a = 1;\n}')).toEqual([])
  const [prev, next] = [imageOf('message M {}'), imageOf('message N {}')]
  const asImports = (image: typeof prev) => ({ files: image.files.map((file) => ({ ...file, isImport: true })) })
  expect(listChanges(asImports(prev), asImports(next))).toEqual([])
})

test('languages are called as the source calls them', () => {
  expect(changesOf({ 'a.proto': 'edition = "2023";' }, { 'a.proto': 'edition = "2024";' })).toMatchInlineSnapshot(`
    [
      "changed file (minor) | File "a.proto": edition 2023 became edition 2024",
    ]
  `)
  expect(changesOf({ 'a.proto': 'syntax = "proto3";' }, { 'a.proto': 'edition = "2023";' })).toMatchInlineSnapshot(`
    [
      "changed file (minor) | File "a.proto": proto3 became edition 2023",
    ]
  `)
})

test('renamed aliases are paired in order, also when there are very many', () => {
  const aliases = (name: string, count: number) =>
    `enum E { option allow_alias = true; ${Array.from({ length: count }, (_, i) => `${name}${i} = 0;`).join(' ')} }`
  expect(changesOf(aliases('A', 2), aliases('B', 2))).toMatchInlineSnapshot(`
    [
      "renamed enum value (minor) | Value 0 "A0" of enum a.v1.E was renamed to "B0"",
      "renamed enum value (minor) | Value 0 "A1" of enum a.v1.E was renamed to "B1"",
    ]
  `)
  expect(changesOf(aliases('A', 20_000), aliases('B', 20_000))).toHaveLength(20_000)
})
