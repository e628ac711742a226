import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import wabt from 'wabt'

/**
 * A check plugin in some hundred bytes of WebAssembly: one lint rule, TINY_RULE, that always finds `finding`. It speaks
 * what the stock client speaks to plugins: the name of a method as argument, the answer on stdout.
 */
export async function buildTinyCheckPlugin(finding: string): Promise<Uint8Array> {
  const methods = ['Check', 'ListRules', 'ListCategories'].map((name) => `/${CHECK}CheckService/${name}`)
  const [check, listRules, listCategories] = methods as [string, string, string]
  const rule = message([1, 'TINY_RULE'], [3, 1], [4, 'Finds that a tiny plugin runs.'], [5, 1])
  const answers: Readonly<Record<string, Uint8Array>> = {
    '--protocol': Buffer.from('1\n'),
    '--spec': message(...methods.map((path): Field => [1, message([1, path])])),
    [check]: response('CheckResponse', message([1, message([1, 'TINY_RULE'], [2, finding])])),
    [listRules]: response('ListRulesResponse', message([2, rule])),
    [listCategories]: response('ListCategoriesResponse', message()),
  }
  const parsed = (await wabt()).parseWat('tiny.wat', moduleText(answers))
  try {
    return parsed.toBinary({}).buffer
  } finally {
    parsed.destroy()
  }
}

const CHECK = 'buf.plugin.check.v1.'

type Field = readonly [number: number, value: string | number | Uint8Array]

function message(...fields: readonly Field[]): Uint8Array {
  const writer = new BinaryWriter()
  for (const [number, value] of fields) {
    if (typeof value === 'number') writer.tag(number, WireType.Varint).uint32(value)
    else writer.tag(number, WireType.LengthDelimited).bytes(Buffer.from(value))
  }
  return writer.finish()
}

/** An answer, packed into an Any and that into the envelope of the protocol. */
function response(name: string, body: Uint8Array): Uint8Array {
  return message([1, message([1, `type.googleapis.com/${CHECK}${name}`], [2, body])])
}

/** Arguments are told apart by their length; 1024 and 2048 are where they are put. */
function moduleText(answers: Readonly<Record<string, Uint8Array>>): string {
  let at = 4096
  const data: string[] = []
  const cases: string[] = []
  for (const [argument, answer] of Object.entries(answers)) {
    const bytes = [...answer].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('')
    data.push(`(data (i32.const ${at}) "${bytes}")`)
    cases.push(`(if (i32.eq (local.get $length) (i32.const ${argument.length}))
      (then (call $write (i32.const ${at}) (i32.const ${answer.length}))))`)
    at += answer.length
  }
  return `(module
  (import "wasi_snapshot_preview1" "args_sizes_get" (func $argsSizes (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_get" (func $args (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $fdWrite (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  ${data.join('\n  ')}
  (func $write (param $start i32) (param $length i32)
    (i32.store (i32.const 0) (local.get $start))
    (i32.store (i32.const 4) (local.get $length))
    (drop (call $fdWrite (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))
  (func $lengthOf (param $start i32) (result i32) (local $at i32)
    (local.set $at (local.get $start))
    (block $end (loop $next
      (br_if $end (i32.eqz (i32.load8_u (local.get $at))))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br $next)))
    (i32.sub (local.get $at) (local.get $start)))
  (func (export "_start") (local $length i32)
    (drop (call $argsSizes (i32.const 16) (i32.const 20)))
    (drop (call $args (i32.const 1024) (i32.const 2048)))
    (local.set $length (call $lengthOf (i32.load (i32.const 1028))))
    ${cases.join('\n    ')}))`
}
