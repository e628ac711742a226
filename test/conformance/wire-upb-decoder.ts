import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Decoder, Observation } from '../../packages/diff-engine/src/wire/decoders/decoder.ts'
import { toHex } from '../../packages/diff-engine/src/wire/describe-value.ts'
import { domainOf } from '../../packages/diff-engine/src/wire/scalar-kind.ts'
import type { FieldShape, MessageShape } from '../../packages/diff-engine/src/wire/shape.ts'
import { type FieldValue, MessageValue, type Value } from '../../packages/diff-engine/src/wire/value.ts'

const SCRIPT = fileURLToPath(new URL('../../scripts/wire-upb.py', import.meta.url))

type Payload = Uint8Array | string
type Dump = { readonly [number: string]: Content }
type Content = string | Dump | readonly (string | Dump)[]

/** Python's protobuf, asked for all payloads at once by one process. */
export class UpbDecoder implements Decoder {
  readonly name = 'upb'
  readonly formats = ['binary', 'json'] as const
  readonly #known = new Map<string, Observation>()

  /** `python` has the package; `image` is a file with an encoded FileDescriptorSet. */
  constructor(python: string, image: string, cases: readonly { shape: MessageShape; payload: Payload }[]) {
    const lines = cases.map(({ shape, payload }) =>
      JSON.stringify({
        type: shape.fullName,
        format: typeof payload === 'string' ? 'json' : 'binary',
        payload: typeof payload === 'string' ? payload : toHex(payload),
      }),
    )
    const done = spawnSync(python, [SCRIPT, image], { input: lines.join('\n'), encoding: 'utf8', maxBuffer: 1 << 30 })
    if (done.status !== 0) throw new Error(done.stderr)
    const results = done.stdout.trimEnd().split('\n')
    cases.forEach(({ shape, payload }, i) => {
      const result = JSON.parse(results[i] ?? '{}') as { value?: Dump; error?: string }
      const observed =
        result.value === undefined
          ? { error: result.error ?? 'no answer' }
          : { value: valueOfDump(shape, result.value) }
      this.#known.set(keyOf(shape, payload), observed)
    })
  }

  read(shape: MessageShape, payload: Payload): Observation {
    return this.#known.get(keyOf(shape, payload)) ?? { error: 'not asked' }
  }

  /** Relays are left to the decoders that run in this process. */
  relay(): undefined {
    return undefined
  }
}

function keyOf(shape: MessageShape, payload: Payload): string {
  return `${shape.fullName} ${typeof payload === 'string' ? payload : toHex(payload)} ${typeof payload}`
}

function valueOfDump(shape: MessageShape, dump: Dump): MessageValue {
  const value = new MessageValue()
  for (const [number, content] of Object.entries(dump)) {
    const field = shape.fields.get(Number(number))
    if (field === undefined) throw new Error(`${shape.fullName} has no field ${number}`)
    value.fields.set(field.number, fieldOfDump(field, content))
  }
  return value
}

function fieldOfDump(field: FieldShape, content: Content): FieldValue {
  return isArray(content) ? content.map((element) => elementOfDump(field, element)) : elementOfDump(field, content)
}

function isArray(content: Content): content is readonly (string | Dump)[] {
  return Array.isArray(content)
}

function elementOfDump(field: FieldShape, content: string | Dump): Value {
  if (typeof content !== 'string') {
    if (field.messageType === undefined) throw new Error(`field ${field.name} is no message`)
    return valueOfDump(field.messageType, content)
  }
  const domain = domainOf(field.kind)
  if (domain === 'bytes') return Uint8Array.from(Buffer.from(content, 'hex'))
  return domain === 'float' ? Buffer.from(content, 'hex').readDoubleBE() : BigInt(content)
}
