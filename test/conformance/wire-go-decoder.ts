import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ByteWriter } from '../../packages/diff-engine/src/wire/byte-writer.ts'
import type { Decoder, Observation } from '../../packages/diff-engine/src/wire/decoders/decoder.ts'
import { toHex } from '../../packages/diff-engine/src/wire/describe-value.ts'
import { formatJson, isJsonArray, isJsonObject, parseJson } from '../../packages/diff-engine/src/wire/json-tree.ts'
import { readBinary } from '../../packages/diff-engine/src/wire/read-binary.ts'
import { readJson } from '../../packages/diff-engine/src/wire/read-json.ts'
import { WireType } from '../../packages/diff-engine/src/wire/scalar-kind.ts'
import type { FieldShape, MessageShape } from '../../packages/diff-engine/src/wire/shape.ts'
import type { MessageValue } from '../../packages/diff-engine/src/wire/value.ts'
import { bufBinary, runBuf } from '../support/buf.ts'

type Payload = Uint8Array | string

/**
 * Go's dynamic messages, as `buf convert` runs them. Payloads of one reader type are put into one message with a list of
 * that type, so that one process reads many; a list that is rejected is split until it is known which elements are.
 */
export class GoDecoder implements Decoder {
  readonly name = 'go'
  readonly formats = ['binary', 'json'] as const
  readonly #image: string
  readonly #folder: string
  readonly #known = new Map<string, Observation>()
  /** How many processes were started. */
  runs = 0

  /** Lays out and builds the files with one list type for each of `readers`, in `folder`. */
  constructor(folder: string, files: Readonly<Record<string, string>>, readers: readonly string[]) {
    this.#folder = folder
    const imports = Object.keys(files).map((path) => `import "${path}";`)
    const lists = readers.map((name) => `message List_${name} { repeated ${name} items = 1; }`)
    const all = {
      ...files,
      'wire/lists.proto': ['syntax = "proto3";', 'package wire.v1;', ...imports, ...lists].join('\n'),
    }
    for (const [path, text] of Object.entries(all)) {
      mkdirSync(dirname(join(folder, 'proto', path)), { recursive: true })
      writeFileSync(join(folder, 'proto', path), text)
    }
    this.#image = join(folder, 'image.binpb')
    const built = runBuf(['build', 'proto', '-o', this.#image], { cwd: folder, home: folder })
    if (built.code !== 0) throw new Error(built.stderr)
  }

  /** Reads payloads of one type and keeps what came out; those that should be read come first. */
  load(shape: MessageShape, payloads: readonly Payload[]): void {
    const fresh = payloads.filter((payload) => !this.#known.has(keyOf(shape, payload)))
    for (const format of ['binary', 'json'] as const) {
      this.#readAll(
        shape,
        fresh.filter((payload) => (typeof payload === 'string') === (format === 'json')),
      )
    }
  }

  read(shape: MessageShape, payload: Payload): Observation {
    this.load(shape, [payload])
    return this.#known.get(keyOf(shape, payload)) ?? { error: 'not read' }
  }

  /** Relays are left to the decoders that run in this process. */
  relay(): undefined {
    return undefined
  }

  #readAll(shape: MessageShape, payloads: readonly Payload[]): void {
    if (payloads.length === 0) return
    const values = this.#convert(shape, payloads)
    if (values !== undefined) {
      payloads.forEach((payload, i) => {
        this.#known.set(keyOf(shape, payload), values[i] ?? { error: 'not there' })
      })
    } else if (payloads.length === 1 && payloads[0] !== undefined) {
      this.#known.set(keyOf(shape, payloads[0]), { error: 'rejected by buf convert' })
    } else {
      const half = Math.ceil(payloads.length / 2)
      this.#readAll(shape, payloads.slice(0, half))
      this.#readAll(shape, payloads.slice(half))
    }
  }

  /** Undefined when the list is rejected. */
  #convert(shape: MessageShape, payloads: readonly Payload[]): Observation[] | undefined {
    const isJson = typeof payloads[0] === 'string'
    const name = shape.fullName.slice(shape.fullName.lastIndexOf('.') + 1)
    const type = `wire.v1.List_${name}`
    const formats = isJson ? ['-#format=json', '-#format=binpb'] : ['-#format=binpb', '-#format=json']
    this.runs++
    const done = spawnSync(
      bufBinary(),
      ['convert', this.#image, '--type', type, '--from', formats[0] ?? '', '--to', formats[1] ?? ''],
      {
        cwd: this.#folder,
        input: isJson ? `{"items":[${payloads.join(',')}]}` : listOf(payloads),
        maxBuffer: 1 << 28,
        env: { PATH: process.env.PATH, HOME: this.#folder, BUF_CACHE_DIR: join(this.#folder, 'cache') },
      },
    )
    if (done.status !== 0) return undefined
    return isJson ? itemsOfBinary(shape, done.stdout) : itemsOfJson(shape, done.stdout.toString())
  }
}

function keyOf(shape: MessageShape, payload: Payload): string {
  return `${shape.fullName} ${typeof payload === 'string' ? payload : toHex(payload)} ${typeof payload}`
}

function listOf(payloads: readonly Payload[]): Uint8Array {
  const writer = new ByteWriter()
  for (const payload of payloads) {
    if (typeof payload !== 'string') writer.tag(1, WireType.Len).lengthPrefixed(payload)
  }
  return writer.finish()
}

function itemsOfJson(shape: MessageShape, text: string): Observation[] {
  const list = parseJson(text)
  const items = isJsonObject(list) ? (list.get('items') ?? []) : []
  if (!isJsonArray(items)) throw new Error('items is no list')
  const open = withOpenEnums(shape)
  return items.map((item) => {
    const result = readJson(open, formatJson(item), { profile: 'strict' })
    return result.error === undefined
      ? { value: result.value }
      : { error: `unreadable output: ${result.error.message}` }
  })
}

/** Go passes unlisted numbers of closed enums on as they are: to read that, every enum must be open. */
function withOpenEnums(shape: MessageShape, known = new Map<MessageShape, MessageShape>()): MessageShape {
  const seen = known.get(shape)
  if (seen !== undefined) return seen
  const fields = new Map<number, FieldShape>()
  const open: MessageShape = { fullName: shape.fullName, isMessageSet: shape.isMessageSet, fields }
  known.set(shape, open)
  for (const [number, field] of shape.fields) {
    fields.set(number, {
      ...field,
      enumType: field.enumType && { ...field.enumType, isClosed: false },
      messageType: field.messageType && withOpenEnums(field.messageType, known),
    })
  }
  return open
}

function itemsOfBinary(shape: MessageShape, bytes: Uint8Array): Observation[] {
  const list: MessageShape = {
    fullName: 'list',
    isMessageSet: false,
    fields: new Map([
      [
        1,
        {
          number: 1,
          name: 'items',
          jsonName: 'items',
          kind: 'message',
          cardinality: 'repeated',
          presence: 'implicit',
          isPacked: false,
          oneof: undefined,
          checksUtf8: false,
          defaultValue: undefined,
          enumType: undefined,
          messageType: withOpenEnums(shape),
        },
      ],
    ]),
  }
  const { value, error } = readBinary(list, Uint8Array.from(bytes))
  if (error !== undefined) throw error
  const items = value.fields.get(1) ?? []
  return (Array.isArray(items) ? items : [items]).map((item) => ({ value: item as MessageValue }))
}
