import { OPTIONS_PROTO } from './invalid-corpus.ts'

/** Files by import path; all of them are roots. */
export type Files = Readonly<Record<string, string>>

export interface Bomb {
  readonly name: string
  /** Schemas whose size grows in proportion to `size`. */
  readonly build: (size: number) => Files
}

const one = (text: string): Files => ({ 'a.proto': text })
const repeat = (size: number, item: (index: number) => string): string =>
  Array.from({ length: size }, (_, i) => item(i)).join('')
const proto3 = (body: string): Files => one(`syntax = "proto3";\n${body}`)
const proto2 = (body: string): Files => one(`syntax = "proto2";\n${body}`)
const withOptions = (body: string): Files => ({
  'corpus/options.proto': OPTIONS_PROTO,
  'a.proto': `syntax = "proto2";\nimport "corpus/options.proto";\n${body}`,
})
const inOption = (value: string): Files => withOptions(`message M { option (corpus.msg) = { ${value} }; }`)

/** Texts of one huge token, or of very many small ones. */
export const TEXT_BOMBS: readonly Bomb[] = [
  { name: 'one identifier', build: (n) => proto3(`message ${'a'.repeat(n)} {}`) },
  { name: 'one dotted name', build: (n) => proto3(`message M { ${'a.'.repeat(n)}b x = 1; }`) },
  { name: 'one number', build: (n) => proto3(`message M { int32 a = ${'1'.repeat(n)}; }`) },
  { name: 'one string', build: (n) => proto3(`option java_package = "${'a'.repeat(n)}";`) },
  { name: 'one string of escapes', build: (n) => proto3(`option java_package = "${'\\x41'.repeat(n)}";`) },
  { name: 'strings side by side', build: (n) => proto3(`option java_package = ${'"a" '.repeat(n)};`) },
  { name: 'one comment', build: (n) => proto3(`/*${'a'.repeat(n)}*/`) },
  { name: 'one open comment', build: (n) => proto3(`/*${'a'.repeat(n)}`) },
  { name: 'comments', build: (n) => proto3('// a\n'.repeat(n)) },
  { name: 'semicolons', build: (n) => proto3(';'.repeat(n)) },
  { name: 'line breaks', build: (n) => proto3('\n'.repeat(n)) },
  { name: 'characters without meaning', build: (n) => proto3('\u0001 '.repeat(n)) },
  { name: 'closing braces', build: (n) => proto3('}'.repeat(n)) },
  { name: 'quotes', build: (n) => proto3('"\n'.repeat(n)) },
  { name: 'statements that are wrong', build: (n) => proto3('x y z;\n'.repeat(n)) },
]

/** What nests, or seems to. */
export const DEPTH_BOMBS: readonly Bomb[] = [
  { name: 'messages', build: (n) => proto3('message M {'.repeat(n)) },
  { name: 'closed messages', build: (n) => proto3('message M {'.repeat(n) + '}'.repeat(n)) },
  { name: 'groups', build: (n) => proto2(`message M {${'optional group G = 1 {'.repeat(n)}`) },
  {
    name: 'messages in extend blocks',
    build: (n) => proto2(`message M { ${'extend M { optional group G = 1 {'.repeat(n)}`),
  },
  { name: 'braces of option values', build: (n) => inOption('m {'.repeat(n)) },
  { name: 'angles of option values', build: (n) => inOption('m <'.repeat(n)) },
  { name: 'lists of option values', build: (n) => inOption(`ri: ${'['.repeat(n)}`) },
  { name: 'braces', build: (n) => proto3('{'.repeat(n)) },
  {
    name: 'parts of an option name',
    build: (n) => withOptions(`message M { option (corpus.msg)${'.m'.repeat(n)}.i32 = 1; }`),
  },
  { name: 'parts of a package', build: (n) => proto3(`package a${'.a'.repeat(n)};`) },
]

/** Very many of one thing. */
export const COUNT_BOMBS: readonly Bomb[] = [
  { name: 'fields', build: (n) => proto3(`message M { ${repeat(n, (i) => `int32 f${i} = ${i + 1};\n`)} }`) },
  { name: 'fields of one name', build: (n) => proto3(`message M { ${repeat(n, (i) => `int32 f = ${i + 1};\n`)} }`) },
  { name: 'fields of one number', build: (n) => proto3(`message M { ${repeat(n, (i) => `int32 f${i} = 1;\n`)} }`) },
  {
    name: 'fields of unknown types',
    build: (n) => proto3(`message M { ${repeat(n, (i) => `T${i} f${i} = ${i + 1};\n`)} }`),
  },
  {
    name: 'optional fields',
    build: (n) => proto3(`message M { ${repeat(n, (i) => `optional int32 f${i} = ${i + 1};\n`)} }`),
  },
  { name: 'maps', build: (n) => proto3(`message M { ${repeat(n, (i) => `map<int32, int32> f${i} = ${i + 1};\n`)} }`) },
  {
    name: 'oneofs',
    build: (n) => proto3(`message M { ${repeat(n, (i) => `oneof o${i} { int32 f${i} = ${i + 1}; }\n`)} }`),
  },
  {
    name: 'fields of one oneof',
    build: (n) => proto3(`message M { oneof o { ${repeat(n, (i) => `int32 f${i} = ${i + 1};\n`)} } }`),
  },
  { name: 'pieces of an option', build: (n) => inOption(repeat(n, () => 'm { i32: 1 ri: 1 ri: 2 } ')) },
  {
    name: 'pieces of pieces of an option',
    build: (n) => inOption(repeat(n / 20, () => `rm { ${'m { m { i32: 1 } '.repeat(20)} ${'} '.repeat(20)} }`)),
  },
  { name: 'elements of an option list', build: (n) => inOption(`ri: [${'1, '.repeat(n)}1]`) },
  { name: 'messages', build: (n) => proto3(repeat(n, (i) => `message M${i} { M${i} m = 1; }\n`)) },
  { name: 'messages of one name', build: (n) => proto3(repeat(n, () => 'message M {}\n')) },
  {
    name: 'messages in one',
    build: (n) => proto3(`message M { ${repeat(n, (i) => `message M${i} { M${n - i} m = 1; }\n`)} }`),
  },
  { name: 'enum values', build: (n) => proto3(`enum E { ${repeat(n, (i) => `V${i} = ${i};\n`)} }`) },
  {
    name: 'enum aliases',
    build: (n) => proto3(`enum E { option allow_alias = true; ${repeat(n, (i) => `V${i} = 0;\n`)} }`),
  },
  {
    name: 'reserved ranges',
    build: (n) => proto3(`message M { reserved ${repeat(n, (i) => `${i * 3 + 1} to ${i * 3 + 2}, `)}536870000; }`),
  },
  {
    name: 'reserved ranges that overlap',
    build: (n) => proto3(`message M { reserved ${repeat(n, (i) => `${i + 1} to ${i + n}, `)}5; }`),
  },
  { name: 'reserved names', build: (n) => proto3(`message M { reserved ${repeat(n, (i) => `"a${i}", `)}"b"; }`) },
  { name: 'extension ranges', build: (n) => proto2(`message M { ${repeat(n, (i) => `extensions ${i + 1};\n`)} }`) },
  {
    name: 'extensions',
    build: (n) =>
      proto2(
        `message M { extensions 1 to max; } ${repeat(n, (i) => `extend M { optional int32 f${i} = ${i + 1}; }\n`)}`,
      ),
  },
  {
    name: 'methods',
    build: (n) => proto3(`message M {} service S { ${repeat(n, (i) => `rpc R${i}(M) returns (M);\n`)} }`),
  },
  { name: 'options', build: (n) => withOptions(`message M { ${'option (corpus.ri) = 1;\n'.repeat(n)} }`) },
  { name: 'options set again', build: (n) => withOptions(`message M { ${'option (corpus.i32) = 1;\n'.repeat(n)} }`) },
  {
    name: 'options of fields',
    build: (n) =>
      withOptions(`message M { ${repeat(n, (i) => `optional int32 f${i} = ${i + 1} [(corpus.fld_i) = 1];\n`)} }`),
  },
  { name: 'unknown options', build: (n) => proto3(repeat(n, (i) => `option nope${i} = 1;\n`)) },
  { name: 'values in a list', build: (n) => inOption(`ri: [${'1, '.repeat(n)}1]`) },
  { name: 'fields in a value', build: (n) => inOption('rm { i32: 1 } '.repeat(n)) },
  {
    name: 'parts set one by one',
    build: (n) => withOptions(`message M { ${'option (corpus.msg).ri = 1;\n'.repeat(n)} }`),
  },
]

const FILE = 'syntax = "proto3";\n'

/** Shapes of import graphs. */
export const IMPORT_BOMBS: readonly Bomb[] = [
  {
    name: 'names that come through public imports',
    build: (n) => ({
      ...files(n, (i) => `${FILE}message M${i} {}\n`),
      'y.proto': FILE + repeat(n, (i) => `import public "f${i}.proto";\n`),
      'z.proto': `${FILE}import "y.proto";\nmessage Z { ${repeat(n, (i) => `M${i} m${i} = ${i + 1};\n`)} }`,
    }),
  },
  {
    name: 'imports in one file',
    build: (n) => ({ ...files(n, () => FILE), 'z.proto': FILE + repeat(n, (i) => `import "f${i}.proto";\n`) }),
  },
  {
    name: 'one import again and again',
    build: (n) => ({ 'b.proto': FILE, 'a.proto': FILE + 'import "b.proto";\n'.repeat(n) }),
  },
  { name: 'imports of nothing', build: (n) => one(FILE + repeat(n, (i) => `import "f${i}.proto";\n`)) },
  { name: 'a chain', build: (n) => files(n, (i) => `${FILE}import "f${(i + 1) % (n + 1)}.proto";\n`, n + 1) },
  {
    name: 'a chain of public imports',
    build: (n) =>
      chain(
        n,
        (i) => `package p.q0; import public "f${i - 1}.proto"; message M${i} { M${i - 1} near = 1; M0 far = 2; }`,
      ),
  },
  {
    name: 'a chain of public imports with a package each',
    build: (n) =>
      chain(n, (i) => {
        const imports = `import "google/protobuf/any.proto"; import public "f${i - 1}.proto";`
        return `package p.q${i}; ${imports} message M${i} { q${i - 1}.M${i - 1} near = 1; q0.M0 far = 2; }`
      }),
  },
  { name: 'a ring', build: (n) => files(n, (i) => `${FILE}import "f${(i + 1) % n}.proto";\n`) },
  {
    name: 'diamonds',
    build: (n) => files(n, (i) => (i + 3 > n ? FILE : `${FILE}import "f${i + 1}.proto";\nimport "f${i + 2}.proto";\n`)),
  },
]

/** A file for each number; all but the first as `text` has them. */
function chain(size: number, text: (index: number) => string): Files {
  return files(size, (i) => FILE + (i === 0 ? 'package p.q0; message M0 {}' : text(i)))
}

function files(size: number, text: (index: number) => string, count = size): Files {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}.proto`, i === size ? FILE : text(i)]))
}
