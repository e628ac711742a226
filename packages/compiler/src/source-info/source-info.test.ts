import { fromBinary } from '@bufbuild/protobuf'
import { SourceCodeInfoSchema } from '@bufbuild/protobuf/wkt'
import { expect, test } from 'vitest'
import { Source } from '../source/source.ts'
import type { OptionPaths } from './option-paths.ts'
import { SourceInfo } from './source-info.ts'

const NO_OPTIONS: OptionPaths = {
  optionPaths: [],
  messageOptions: new Set(),
  firstPieces: new Map(),
  plainImports: new Set(),
}
const NO_FACTS = { isSyntaxUnspecified: false, unusedDependencies: [] }

/** Locations as `path = text`, without those of the file itself. */
function locate(text: string, options = NO_OPTIONS): string[] {
  const { location } = fromBinary(
    SourceCodeInfoSchema,
    new SourceInfo(new Source('a.proto', text), options).encode(NO_FACTS),
  )
  return location.slice(1).map(({ path, span }) => {
    const [line = 0, column = 0, third = 0] = span
    const written = span.length === 3 ? text.split('\n')[line]?.slice(column, third) : '…'
    return `${path.join('.')} = ${written}`
  })
}

// All of these are what `buf build` 1.75 has for the text.
test('a message, its fields and its ranges', () => {
  const text = 'message M { repeated int32 x = 1; map<int32, M> m = 2; reserved 5 to 6, 9; }'
  expect(locate(text)).toEqual([
    `4.0 = ${text}`,
    '4.0.1 = M',
    '4.0.2.0.4 = repeated',
    '4.0.2.0 = repeated int32 x = 1;',
    '4.0.2.0.5 = int32',
    '4.0.2.0.1 = x',
    '4.0.2.0.3 = 1',
    '4.0.2.1.6 = map<int32, M>',
    '4.0.2.1 = map<int32, M> m = 2;',
    '4.0.2.1.1 = m',
    '4.0.2.1.3 = 2',
    '4.0.9 = reserved 5 to 6, 9;',
    '4.0.9.0.1 = 5',
    '4.0.9.0 = 5 to 6',
    '4.0.9.0.2 = 6',
    '4.0.9.1 = 9',
    '4.0.9.1.1 = 9',
    '4.0.9.1.2 = 9',
  ])
})

test('a group has locations as a field and as a message', () => {
  const group = 'optional group G = 1 { }'
  expect(locate(`message M { ${group} }`).slice(2)).toEqual([
    '4.0.2.0.4 = optional',
    `4.0.2.0 = ${group}`,
    `4.0.3.0 = ${group}`,
    '4.0.2.0.6 = group',
    '4.0.2.0.1 = G',
    '4.0.3.0.1 = G',
    '4.0.2.0.3 = 1',
  ])
})

test('services, imports, extensions and words of visibility', () => {
  expect(locate('import public "x"; export enum E { Z = -1; } extend M { N e = 9; }')).toEqual([
    '3.0 = import public "x";',
    '10.0 = public',
    '5.0 = enum E { Z = -1; }',
    '5.0.1 = E',
    '5.0.2.0.1 = Z',
    '5.0.2.0 = Z = -1;',
    '5.0.2.0.2 = -1',
    '7 = extend M { N e = 9; }',
    '7.0.2 = M',
    '7.0.6 = N',
    '7.0 = N e = 9;',
    '7.0.1 = e',
    '7.0.3 = 9',
  ])
  expect(locate('service S { rpc R (stream A) returns (stream B); }').slice(2)).toEqual([
    '6.0.2.0 = rpc R (stream A) returns (stream B);',
    '6.0.2.0.1 = R',
    '6.0.2.0.5 = stream',
    '6.0.2.0.2 = A',
    '6.0.2.0.6 = stream',
    '6.0.2.0.3 = B',
  ])
})

test('options lie where interpretation put them, messages without their keyword', () => {
  const optionPaths = [[8, 1], [8, 5000], [8, 5000, 1], undefined, [8, 5000, 3, 1]]
  const text = 'option java_package = "a"; option (m) = {a: 1 c { b: 2 }};'
  expect(
    locate(text, { optionPaths, messageOptions: new Set([1]), firstPieces: new Map(), plainImports: new Set() }),
  ).toEqual([
    '8 = option java_package = "a";',
    '8.1 = option java_package = "a";',
    '8 = option (m) = {a: 1 c { b: 2 }};',
    '8.5000 = (m) = {a: 1 c { b: 2 }}',
    '8.5000.1 = a: 1',
    '8.5000.3.1 = b: 2',
  ])
})

test('the options of an extensions statement are repeated for each range', () => {
  const optionPaths = [[4, 0, 5, 0, 3, 3]]
  const all = locate('message M { extensions 1, 3 [verification = UNVERIFIED]; }', {
    optionPaths,
    messageOptions: new Set(),
    firstPieces: new Map(),
    plainImports: new Set(),
  })
  expect(all.filter((location) => location.endsWith('UNVERIFIED'))).toEqual([
    '4.0.5.0.3.3 = verification = UNVERIFIED',
    '4.0.5.1.3.3 = verification = UNVERIFIED',
  ])
})

test('default and json_name alone do not make options', () => {
  const optionPaths = [[4, 0, 2, 0, 7]]
  const all = locate('message M { optional int32 x = 1 [default = 5]; }', {
    optionPaths,
    messageOptions: new Set(),
    firstPieces: new Map(),
    plainImports: new Set(),
  })
  expect(all.filter((location) => location.startsWith('4.0.2.0.'))).not.toContain('4.0.2.0.8 = [default = 5]')
  expect(all).toContain('4.0.2.0.7 = default = 5')
})

test('one path can be looked up, and all under a path', () => {
  const info = new SourceInfo(new Source('a.proto', 'message M {\n\tint32 x = 1;\n}'), NO_OPTIONS)
  expect(info.locate([4, 0, 2, 0, 1])).toEqual({ start: { line: 2, column: 11 }, end: { line: 2, column: 12 } })
  expect(info.locate([4, 1])).toBeUndefined()
  expect(info.locationsUnder([4, 0, 2]).map(({ path }) => path.join('.'))).toEqual([
    '4.0.2.0.5',
    '4.0.2.0',
    '4.0.2.0.1',
    '4.0.2.0.3',
  ])
})

test('what buf says about a file goes in front', () => {
  const bytes = new SourceInfo(new Source('a.proto', ''), NO_OPTIONS).encode({
    isSyntaxUnspecified: true,
    unusedDependencies: [0],
  })
  const info = fromBinary(SourceCodeInfoSchema, bytes)
  expect(info.$unknown?.map(({ no, data }) => [no, Buffer.from(data).toString('hex')])).toEqual([
    [536000000, '0510011a0100'],
  ])
  expect(info.location.map(({ span }) => span)).toEqual([[0, 0, 0]])
})
