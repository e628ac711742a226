import { compile } from '@wireproof/compiler'
import { expect, test } from 'vitest'
import { buildFiles } from './build-with-buf.ts'
import { schemas } from './descriptor-schemas.ts'
import { SUPPORT_FILES } from './invalid-corpus.ts'
import { compareSourceInfo } from './source-info-compare.ts'

function expectSameSourceInfo(files: Readonly<Record<string, string>>): void {
  const { image: theirs, errors } = buildFiles(files)
  expect([...errors]).toEqual([])
  const { image: ours, diagnostics } = compile(Object.keys(files).sort(), (path) => files[path])
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(compareSourceInfo(ours!, theirs!).differences).toEqual([])
}

test('schemas that use every part of the language', () => {
  expectSameSourceInfo({ ...SUPPORT_FILES, ...schemas })
})

/** Every construct that can have comments; `@` stands for a number that keeps the files apart. */
const TOKENS =
  `edition = "2023" ; package p@ ; import public "google/protobuf/any.proto" ; option java_package = "x" "y" ;
message A { option deprecated = true ; repeated int32 x = 1 [ deprecated = true , json_name = "q" ] ;
map < string , A > m = 2 ; oneof o { A a = 5 ; bytes b = 6 ; } reserved 100 , 101 to 103 , 200 to 300 ; reserved foo , bar ;
message N { } extensions 1000 to 1001 , 1003 ; extend A { .p@.A e = 1000 ; } enum F { G = 0 ; H = - 1 ; reserved 7 ; } }
enum E { Z = 0 ; } service S { rpc M ( stream A ) returns ( A ) ; rpc M2 ( A ) returns ( stream A ) { option deprecated = true ; } }
extend A { A ee = 1001 ; }`.split(/\s+/)

const COMMENTS = [
  '// a',
  '//',
  '/* b */',
  '/**/',
  '/* x\n  * y\n * z */',
  '/** d\n*/',
  '// é 世',
  '/* 😀 */',
  '//c  ',
  '/*\n\n*/',
]
const BLANKS = [' ', '\n', '\n\n', '  ', '\n  ', '\t', '\n \n', '\r\n', '\n\n\n', '']

/** A generator of the same numbers each time (a linear congruential one), so that a failure can be looked at again. */
function numbers(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return (state >> 8) % limit
  }
}

function layOut(index: number, next: (limit: number) => number): string {
  const blank = () => BLANKS[next(BLANKS.length)] ?? ''
  const comment = () => {
    const text = COMMENTS[next(COMMENTS.length)] ?? ''
    return `${blank()}${text}${text.startsWith('//') ? '\n' : ''}${blank()}`
  }
  const gap = () => (next(4) === 0 ? Array.from({ length: next(4) + 1 }, comment).join('') : '')
  const tokens = TOKENS.map((token) => `${gap()}${next(3) === 0 ? '\n' : ' '}${token.replace('@', String(index))}`)
  return `${tokens.join('')}${gap()}`
}

test('comments in every place and layout', () => {
  const next = numbers(20)
  expectSameSourceInfo(
    Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`f${index}.proto`, layOut(index, next)])),
  )
})

/** Texts whose columns are not their length. */
const WIDE = [
  '\t',
  'a\tb',
  '世界',
  'é',
  'e\u0301',
  '😀',
  '👨‍👩‍👧',
  '👍🏽',
  '🇩🇪🇫🇷',
  '❤\uFE0F',
  '❤',
  '\u1112\u1161\u11ab',
  '\u0007',
  '\u200b',
  '©',
  '각',
]

test('columns behind tabs and characters of all widths', () => {
  const pairs = WIDE.flatMap((first) => WIDE.map((second) => first + second))
  const lines = pairs.map((text, index) => `/*${text}*/ message M${index} { /*${text}*/ string s = 1; }`)
  expectSameSourceInfo({ 'a.proto': `\uFEFFsyntax = "proto3";\n${lines.join('\n')}\n` })
})
