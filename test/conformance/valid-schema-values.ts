import type { Random } from './breaking-random-schema.ts'
import type { Field, MessageType, OptionTypes, ScalarType, Type } from './valid-schema-types.ts'

const INTEGERS: Readonly<Record<string, readonly string[]>> = {
  int32: ['0', '1', '-1', '2147483647', '-2147483648', '0x7fffffff', '-017', '300'],
  uint32: ['0', '7', '4294967295', '0xFFFFFFFF', '010'],
  int64: ['0', '-1', '9223372036854775807', '-9223372036854775808', '0x7fffffffffffffff', '1'],
  uint64: ['0', '18446744073709551615', '0xffffffffffffffff', '01777777777777777777777', '3'],
}
const SAME: Readonly<Record<string, string>> = {
  sint32: 'int32',
  sfixed32: 'int32',
  fixed32: 'uint32',
  sint64: 'int64',
  sfixed64: 'int64',
  fixed64: 'uint64',
}
const FLOATS = [
  '0',
  '1',
  '-1',
  '1.5',
  '-1.5',
  '1e10',
  '1.25E-3',
  '.5',
  '5.',
  'inf',
  '-inf',
  'nan',
  '-nan',
  '0.1',
  '123456789',
  '1e300',
  '-0.0',
  '16777217',
  '1e-50',
]
const STRINGS = [
  '""',
  '"a"',
  "'b'",
  '"\\n\\t\\"\\\'\\\\"',
  '"\\x41\\101\\u00e9\\U0001F600"',
  '"é世😀"',
  '"a" "b"',
  "'x' \"y\" ''",
  '"\\?\\a\\b"',
]
const BYTES = [...STRINGS, '"\\377\\x80"', '"\\0"', '\'\\xff\' "\\001"']

/** Writes values of options, in all the spellings that there are. */
export class ValueWriter {
  readonly #random: Random
  readonly #types: OptionTypes

  constructor(random: Random, types: OptionTypes) {
    this.#random = random
    this.#types = types
  }

  /** The value of an option; `field` is not a map. */
  value({ type, isAny }: Field): string {
    if (isAny) return this.#any(1)
    return type.kind === 'message' ? this.#aggregate(type, this.#random.below(3)) : this.#plain(type, false)
  }

  /** A value that is no message. */
  #plain(type: Exclude<Type, MessageType>, isText: boolean): string {
    if (type.kind === 'enum') return this.#random.pick(type.values)
    return this.#scalar(type, isText)
  }

  #scalar({ name }: ScalarType, isText: boolean): string {
    const random = this.#random
    if (name === 'bool') return random.pick(isText ? ['true', 'false', 't', 'f', 'True', 'False'] : ['true', 'false'])
    if (name === 'string') return random.pick(STRINGS)
    if (name === 'bytes') return random.pick(BYTES)
    if (name === 'float' || name === 'double') return random.pick(FLOATS)
    return random.pick(INTEGERS[SAME[name] ?? name]!)
  }

  #aggregate(type: MessageType, depth: number): string {
    return `{ ${this.#fields(type, depth)} }`
  }

  #nested(type: MessageType, depth: number): string {
    const fields = this.#fields(type, depth)
    return this.#random.chance(0.2) ? `< ${fields} >` : `{ ${fields} }`
  }

  #fields(type: MessageType, depth: number): string {
    const random = this.#random
    const taken = new Set<string>()
    const parts: string[] = []
    for (const field of type.fields) {
      if (random.chance(0.6) || (depth === 0 && field.type.kind === 'message')) continue
      if (field.oneof !== undefined) {
        if (taken.has(field.oneof)) continue
        taken.add(field.oneof)
      }
      parts.push(...this.#settings(field.name, field, depth))
    }
    for (const field of type.extensions) {
      if (random.chance(0.6) || (depth === 0 && field.type.kind === 'message')) continue
      parts.push(...this.#settings(`[${this.#types.packageName}.${field.name}]`, field, depth))
    }
    random.shuffle(parts)
    return parts.map((part) => `${part}${random.pick(['', '', ',', ';'])}`).join(' ')
  }

  /** One or more settings of a field: repeated ones and messages may be given in pieces. */
  #settings(name: string, field: Field, depth: number): string[] {
    const random = this.#random
    if (field.isAny) return [`${name}${this.#colon()} ${this.#any(depth - 1)}`]
    const isMessage = field.type.kind === 'message' || field.key !== undefined
    const count = field.isRepeated ? 1 + random.below(2) : field.type.kind === 'message' && random.chance(0.1) ? 2 : 1
    return Array.from({ length: count }, () => {
      if (field.isRepeated && random.chance(0.4)) {
        const elements = Array.from({ length: random.below(3) }, () => this.#element(field, depth))
        return `${name}${isMessage ? this.#colon() : ':'} [${elements.join(', ')}]`
      }
      return `${name}${isMessage ? this.#colon() : ':'} ${this.#element(field, depth)}`
    })
  }

  #element({ type, key }: Field, depth: number): string {
    const random = this.#random
    if (key === undefined) return type.kind === 'message' ? this.#nested(type, depth - 1) : this.#plain(type, true)
    const parts: string[] = []
    if (random.chance(0.9)) parts.push(`key: ${this.#scalar(key, true)}`)
    if (type.kind !== 'message') {
      if (random.chance(0.9)) parts.push(`value: ${this.#plain(type, true)}`)
    } else if (depth > 0) parts.push(`value${this.#colon()} ${this.#nested(type, depth - 1)}`)
    random.shuffle(parts)
    return `{ ${parts.join(random.pick([' ', ', ', '; ']))} }`
  }

  /** An `Any`, expanded or not. */
  #any(depth: number): string {
    const random = this.#random
    if (random.chance(0.3)) return '{ type_url: "x/y" value: "z" }'
    const type = random.pick(this.#types.messages)
    const url = `type.googleapis.com/${this.#types.packageName}.${type.name}`
    return `{ [${url}]${this.#colon()} ${this.#nested(type, Math.max(0, depth - 1))} }`
  }

  #colon(): string {
    return this.#random.chance(0.4) ? ':' : ''
  }
}
