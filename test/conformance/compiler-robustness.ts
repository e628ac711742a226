import { compile, createRenderer } from '@wireproof/compiler'
import type { Files } from './compiler-bombs.ts'
import { caseText, corpus, SUPPORT_FILES } from './invalid-corpus.ts'

/** Where a run is not only slow but hangs. */
export const HANG_MS = 30_000

/** Compiles files and everything that can be asked of the result; says what does not hold, or undefined. */
export function findFault(files: Readonly<Record<string, string | Uint8Array>>): string | undefined {
  try {
    const resolve = (path: string) => files[path] ?? SUPPORT_FILES[path]
    const { image, diagnostics } = compile(Object.keys(files).sort(), resolve)
    const errors = diagnostics.filter(({ severity }) => severity === 'error')
    if ((image === undefined) !== errors.length > 0) return `${errors.length} errors, and image: ${image !== undefined}`
    for (const diagnostic of diagnostics.slice(0, 3)) createRenderer(resolve)(diagnostic)
    image?.files.find(({ isImport }) => !isImport)?.sourceCodeInfo()
    const broken = diagnostics.find(({ span }) => span !== undefined && !(span.start.line > 0 && span.start.column > 0))
    return broken === undefined ? undefined : `a place that cannot be: ${JSON.stringify(broken)}`
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  }
}

/** One text with nearly every construct of the language; it compiles. */
export const EVERYTHING = caseText(
  {
    name: 'everything',
    text: `syntax = "proto2";
package $.p;
import public "google/protobuf/any.proto";
import "corpus/options.proto";
option java_package = "a" 'b';
option (corpus.file) = { i32: -1, ri: [1, 0x2], m < s: "\\x41\\n" >; [corpus.ext]: 1 any { [type.googleapis.com/corpus.Opt] { b: t } } };
/* detached */

// A message.
message M { // trailing
  option (corpus.msg).m.i64 = 07;
  optional double d = 1 [default = -inf, (corpus.fld) = {}, json_name = "dd"];
  repeated .google.protobuf.Any any = 2;
  required group G = 3 { optional string s = 1; }
  oneof o { option (corpus.oneof) = 1; bytes b = 4; E e = 5; }
  map<string, M> map = 6;
  reserved 10 to 20, 30; reserved "x", "y";
  extensions 100 to 199 [(corpus.range) = 1], 300 to max;
  enum E { option allow_alias = true; A = 0; B = 1 [deprecated = true]; C = 1; reserved -5 to -1; }
  extend M { repeated int32 x = 100 [packed = true]; }
}
service S { rpc R(stream M) returns (M.G) { option idempotency_level = IDEMPOTENT; } }
`,
  },
  0,
)

/** Seeded numbers in [0, 1): the same on every machine (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
}

const PIECES = [
  ...'{}[]()<>;:,.=-/"\'\\\n\t 0',
  ...[
    'message M {',
    'optional ',
    'repeated ',
    'map<',
    'group ',
    'option ',
    'extend ',
    'import "a.proto";',
    'max',
    'to',
  ],
  ...[
    '/*',
    '*/',
    '//',
    '0x',
    '1e999',
    '18446744073709551616',
    'inf',
    '\\u',
    '\\777',
    '\ufeff',
    '日',
    '\u0000',
    '\ud800',
  ],
]

/** A text of the corpus, or the one with everything, with a few random changes. */
export function mutant(seed: number): string {
  const random = createRandom(seed)
  const below = (limit: number): number => Math.floor(random() * limit)
  const index = below(corpus.length)
  const item = corpus[index]
  let text = item === undefined || random() < 0.2 ? EVERYTHING : caseText(item, index)
  for (let edits = 1 + below(3); edits > 0; edits--) {
    const at = below(text.length + 1)
    const end = Math.min(text.length, at + 1 + below(random() < 0.7 ? 3 : 60))
    const middle = [
      () => '',
      () => PIECES[below(PIECES.length)] ?? '',
      () => text.slice(at, end).repeat(2),
      () => String.fromCharCode(below(0x80)),
      () => text.slice(below(text.length), end),
    ][below(5)]
    text = text.slice(0, at) + (middle?.() ?? '') + text.slice(random() < 0.5 ? at : end)
  }
  return text
}

/** The faults of mutants, with their seeds. */
export function findFaultsOfMutants(firstSeed: number, count: number): string[] {
  const faults: string[] = []
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    const fault = findFault({ 'a.proto': mutant(seed) })
    if (fault !== undefined) faults.push(`seed ${seed}: ${fault}`)
  }
  return faults
}

export function sizeOf(files: Files): number {
  return Object.values(files).reduce((sum, text) => sum + text.length, 0)
}
