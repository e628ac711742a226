import { expect, test } from 'vitest'
import { Diagnostics } from '../../diagnostic/diagnostics.ts'
import { sortDiagnostics } from '../../sort-diagnostics.ts'
import { Source } from '../../source/source.ts'
import { type FileElementNode, Kind } from '../ast.ts'
import { recoverFile } from './recover-file.ts'

function recover(text: string) {
  const diagnostics = new Diagnostics()
  const { tree } = recoverFile(new Source('a.proto', text), diagnostics)
  return { tree, diagnostics: sortDiagnostics(diagnostics.list) }
}

function complaints(text: string): string[] {
  return recover(text).diagnostics.map(({ span, message }) => `${span?.start.line}:${span?.start.column} ${message}`)
}

/** The names that are declared in a body, and in the bodies in it. */
function names(body: readonly { readonly kind: Kind }[]): string[] {
  return body.flatMap((node) => {
    const declaration = node as Extract<FileElementNode, { kind: typeof Kind.Message }>
    const { name, body: inner = [] } = declaration
    return [...(name === undefined ? [] : [name.name]), ...names(inner)]
  })
}

const HEADER = 'syntax = "proto3";\n'

test('a sound text is read as it is', () => {
  const text =
    'edition = "2024"; package a.b; import option "x.proto"; export message M { reserved a; extensions 4 to max; }'
  const { tree, diagnostics } = recover(text)
  expect(diagnostics).toEqual([])
  expect(tree.package?.name.name).toBe('a.b')
  expect(tree.body.map(({ kind }) => kind)).toEqual([Kind.Syntax, Kind.Package, Kind.Import, Kind.Message])
})

test.each([
  ['message M { int32 a = 1 int32 b = 2; }', ['2:25 Expected `;` here, but there is `int32`.']],
  ['message M { int32 a 1; }', ['2:21 Expected `=` here, but there is `1`.']],
  ['message M { int32 a = 1 = 2; }', ['2:25 This declaration has a value twice.']],
  ['message M { = 1; }', ['2:13 Expected a declaration here, but there is `=`.']],
  ['massage M { }', ['2:1 `massage` begins no declaration.', '2:11 A field has no body.']],
  ['message { }', ['2:1 This `message` has no name.']],
  ['service S { int32 a = 1; }', ['2:13 A field cannot stand here.']],
  ['service S { rpc R(M); }', ['2:18 This method has no response type.']],
  ['message M { map<string> a = 1; }', ['2:16 A map has two types: that of its keys, and that of its values.']],
  [
    'message M { oneof o { repeated int32 a.b = 1; } }',
    ['2:23 The fields of a oneof have no labels.', '2:38 The name of a field is a single word.'],
  ],
  [
    'message M { int32 a = 1 [lazy]; }',
    ['2:25 What stands between these brackets is no option.', '2:30 Expected `=` here, but there is `]`.'],
  ],
  ['import a.b;', ['2:8 What is imported is a file: a string with its path.']],
  [
    'option a = { b 1 };',
    [
      '2:14 A field of a message is a name, a colon and a value, and this is less.',
      '2:16 A field of a message is a name, a colon and a value, and this is less.',
    ],
  ],
])('%s', (text, expected) => {
  expect(complaints(HEADER + text)).toEqual(expected)
})

test('three stray tokens and more are worth a warning only', () => {
  const { diagnostics } = recover(`${HEADER}message M { "a" = 1; int32 b = 2; }`)
  expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['ignored-text', 'warning']])
})

test('a faulty statement keeps its name where it has one, and spoils no other', () => {
  const text = `${HEADER}message A { int32 x; message B { int32 y } enum C { Z } string z.z = 4; }
service S { rpc R(A) returns (A) [deprecated = true]; rpc Q(); }
message D [lazy = true] { }
message { int32 lost = 1; }
`
  expect(names(recover(text).tree.body)).toEqual(['A', 'x', 'B', 'y', 'C', 'Z', 'S', 'R', 'D'])
})

test('a declaration in the wrong body goes to the body around it that can have it', () => {
  const { tree } = recover(
    `${HEADER}message M { oneof o { int32 a = 1; message N { } } enum E { Z = 0; message P { } } }`,
  )
  expect(names(tree.body)).toEqual(['M', 'N', 'o', 'a', 'P', 'E', 'Z'])
})

test('the depth of what means nothing is bounded too', () => {
  const codes = (text: string): string[] => [...new Set(recover(text).diagnostics.map(({ code }) => code))]
  expect(codes(`${'x y { '.repeat(5000)}${'}'.repeat(5000)}`)).toEqual(['syntax-error'])
  expect(codes(`${'message M { '.repeat(5000)}${'}'.repeat(5000)} ;;+`)).toContain('nesting-too-deep')
  expect(codes(`message M { ${'map<'.repeat(5000)}`)).toContain('nesting-too-deep')
  expect(codes(`option ${'('.repeat(5000)}a${')'.repeat(5000)} = 1;`)).toContain('nesting-too-deep')
  expect(codes(`option a = ${'-'.repeat(5000)}1;`)).toContain('nesting-too-deep')
})
