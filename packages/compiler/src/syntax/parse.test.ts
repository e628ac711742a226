import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Diagnostics } from '../diagnostic/diagnostics.ts'
import { sortDiagnostics } from '../sort-diagnostics.ts'
import { Source } from '../source/source.ts'
import { Kind } from './ast.ts'
import { parse, parseWithComments } from './parse.ts'

/** Every construct of the language. */
const ALL = `syntax = "proto2"; // s
package a . b;
import public "x.proto"; import weak 'y' ".proto"; import "z.proto";
option java_package = "p"; option (o.p).q.(.r) = { a: 1, b: -inf; c { d: [1, "2"] } [e.f] <g: h> [t.co/m.N] {} };
message M {
  option deprecated = true;
  optional int32 f = 0x1 [default = -5, (x) = nan];
  repeated .a.b.M g = 2; map<string, M> m = 3;
  optional group G = 4 [lazy = true] { required bytes h = 1; }
  oneof o { option (p) = 1; string s = 5; group H = 6 {} }
  extensions 100 to 199, 500 to max [verification = DECLARATION];
  reserved 10, 20 to 30; reserved "foo", "bar";
  message N {} enum E { Z = 0; } extend M { optional int32 e = 100; };
}
enum E { option allow_alias = true; A = 0; B = -1 [deprecated = true]; reserved -5 to -3, 9 to max; }
service S { option deprecated = true; rpc R (stream M) returns (.a.b.M) { option (q) = 1; } rpc T (M) returns (stream M); }
extend M { optional int32 e = 101; }
`

function faults(text: string): string[] {
  const diagnostics = new Diagnostics()
  parse(new Source('a.proto', text), diagnostics)
  return sortDiagnostics(diagnostics.list).map(({ code, span }) => `${code} ${span?.start.line}:${span?.start.column}`)
}

test('the whole language parses, and options are numbered in order', () => {
  const diagnostics = new Diagnostics()
  const tree = parse(new Source('a.proto', ALL), diagnostics)
  expect(diagnostics.list).toEqual([])
  expect(tree.syntax?.isEdition).toBe(false)
  expect(tree.package?.name.name).toBe('a.b')
  expect(tree.body.map(({ kind }) => kind)).toEqual([
    Kind.Syntax,
    Kind.Package,
    Kind.Import,
    Kind.Import,
    Kind.Import,
    Kind.Option,
    Kind.Option,
    Kind.Message,
    Kind.Enum,
    Kind.Service,
    Kind.Extend,
  ])
  expect(tree.optionCount).toBe(19)
})

test('comments are kept on demand', () => {
  const { comments } = parseWithComments(new Source('a.proto', '/* a */ package b; // c'), new Diagnostics())
  expect(comments).toEqual([0, 7, 19, 23])
})

test.each([
  ['package a', 'syntax-error 1:10'],
  ['message M { int32 x = 1 }', 'syntax-error 1:25'],
  ['message M { int32 x = 1;', 'unclosed-brace 1:11'],
  ['message M {} }', 'unmatched-brace 1:14'],
  ['foo M {}', 'syntax-error 1:1'],
  ['package ;', 'syntax-error 1:1'],
  ['import foo;', 'syntax-error 1:8'],
  ['option = 1;', 'syntax-error 1:1'],
  ['option a = ;', 'syntax-error 1:1'],
  ['option a = --1;', 'syntax-error 1:12'],
  ['option a = {b: [1,]};', 'trailing-comma 1:18'],
  ['option a = {b 1};', 'syntax-error 1:13'],
  ['option a = "\\q";', 'invalid-escape 1:13'],
  ['message M { int32 = 1; }', 'syntax-error 1:13'],
  ['message M { int32 x = ; }', 'syntax-error 1:23'],
  ['message M { int32 x = 1 []; }', 'empty-options 1:25'],
  ['message M { int32 x = 1 [a = 1,]; }', 'trailing-comma 1:31'],
  ['message M { int32 x = 1 [a = 1; }', 'unclosed-brace 1:25'],
  ['message M { int32 x.y = 1; }', 'missing-label 1:13'],
  ['message M { optional repeated int32 x = 1; }', 'label-twice 1:22'],
  ['message M { export int32 x = 1; }', 'visibility-on-field 1:13'],
  ['message M { map<string> x = 1; }', 'syntax-error 1:16'],
  ['message M { service S {} }', 'syntax-error 1:13'],
  ['message M { reserved 1, ; }', 'trailing-comma 1:23'],
  ['message M { extensions max to 5; }', 'syntax-error 1:24'],
  ['message M { oneof { int32 x = 1; } }', 'syntax-error 1:13'],
  ['enum E { int32 x = 0; }', 'syntax-error 1:10'],
  ['service S { rpc }', 'syntax-error 1:13'],
  ['service S { rpc R() returns (M); }', 'syntax-error 1:18'],
  ['service S { rpc R(A, B) returns (M); }', 'syntax-error 1:18'],
  ['service S { rpc R(M); }', 'syntax-error 1:18'],
])('%s', (text, fault) => {
  expect(faults(text)[0]).toBe(fault)
})

test.each([
  'message M { message x = 1; oneof y = 2; extend z = 3; enum w = 4; reserved v = 5; extensions u = 6; group t = 7; }',
  'message M { optional x = 1; optional optional y = 2; int32 option = 3; int32 message = 4; }',
  'message M { reserved ; extensions max; }',
  'enum E { option = 0; reserved = 1; }',
  'service S { rpc R(stream) returns (stream stream); }',
])('words of the language can be names: %s', (text) => {
  expect(faults(text)).toEqual([])
})

test('goes on behind a fault, and reports each one once', () => {
  const text = `message A { int32 x = ; int32 y = 2 }
message B { foo bar baz; { } string s = 1
  string t = 2; }
service { }
message C { int32 = 1; }
`
  expect(faults(text)).toEqual([
    'syntax-error 1:23',
    'syntax-error 1:37',
    'syntax-error 2:21',
    'syntax-error 2:26',
    'syntax-error 3:3',
    'syntax-error 4:1',
    'syntax-error 5:13',
  ])
})

test('messages nest 31 levels, values 100, and more is reported once however deep it is', () => {
  const messages = (depth: number) => faults('message M {'.repeat(depth) + '}'.repeat(depth))
  const values = (depth: number) => faults(`option a = ${'{a '.repeat(depth - 1)}{}${'}'.repeat(depth - 1)};`)
  expect(messages(31)).toEqual([])
  expect(messages(32)).toEqual(['nesting-too-deep 1:350'])
  expect(messages(20_000)).toEqual(['nesting-too-deep 1:350'])
  expect(values(100)).toEqual([])
  expect(values(101)).toEqual(['nesting-too-deep 1:312'])
  expect(values(20_000)[0]).toBe('nesting-too-deep 1:312')
})

test.each([
  ['brackets', '['.repeat(100_000)],
  ['braces', '{'.repeat(100_000)],
  ['comments', '/**/'.repeat(100_000)],
  ['labels', `message M {${'optional '.repeat(50_000)}`],
  ['groups', `message M {${'group X '.repeat(50_000)}`],
  ['characters without meaning', '\0'.repeat(100_000)],
  ['a huge name', `message ${'a'.repeat(5_000_000)} {}`],
  ['a huge number', `message M { int32 x = ${'1'.repeat(5_000_000)}; }`],
])('hostile text takes no long time: %s', { timeout: 10_000 }, (_, text) => {
  const start = performance.now()
  faults(text)
  expect(performance.now() - start).toBeLessThan(5000)
})

test('any beginning of a file parses to some tree', () => {
  for (let end = 0; end < ALL.length; end++) parse(new Source('a.proto', ALL.slice(0, end)), new Diagnostics())
})

test('a file that lacks any one character parses to some tree', () => {
  for (let at = 0; at < ALL.length; at++) {
    parse(new Source('a.proto', ALL.slice(0, at) + ALL.slice(at + 1)), new Diagnostics())
  }
})

test('a file made of pieces of the language parses to some tree, whose ranges lie in each other', () => {
  const words = ALL.split(/\s+|(?=[{}[\]();=,<>:])|(?<=[{}[\]();=,<>:])/)
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 60 }), (pieces) => {
      const tree = parse(new Source('a.proto', pieces.join(' ')), new Diagnostics())
      checkRanges(tree, tree.start, tree.end)
    }),
  )
})

function checkRanges(node: object, start: number, end: number): void {
  const own = node as { start?: number; end?: number }
  if (own.start !== undefined && own.end !== undefined) {
    expect(own.start).toBeGreaterThanOrEqual(start)
    expect(own.end).toBeLessThanOrEqual(end)
    expect(own.end).toBeGreaterThanOrEqual(own.start)
  }
  for (const child of Object.values(node)) {
    if (typeof child === 'object' && child !== null && !(child instanceof Uint8Array)) {
      checkRanges(child, own.start ?? start, own.end ?? end)
    }
  }
}
