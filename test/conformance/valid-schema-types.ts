import type { Random } from './breaking-random-schema.ts'

export type Syntax = 'proto2' | 'proto3' | '2023' | '2024'

export interface EnumType {
  readonly kind: 'enum'
  readonly name: string
  readonly values: readonly string[]
}

export interface MessageType {
  readonly kind: 'message'
  readonly name: string
  readonly fields: Field[]
  /** Extensions of the message itself. */
  readonly extensions: Field[]
}

export interface ScalarType {
  readonly kind: 'scalar'
  readonly name: string
}

export type Type = ScalarType | EnumType | MessageType

/** A field, or an extension, that an option value can set. */
export interface Field {
  readonly name: string
  readonly type: Type
  readonly isRepeated: boolean
  /** Set for a map: the type of its keys; `type` is that of its values. */
  readonly key?: ScalarType
  readonly oneof?: string
  readonly isAny?: boolean
}

export const TARGETS = [
  'File',
  'Message',
  'Field',
  'Oneof',
  'Enum',
  'EnumValue',
  'Service',
  'Method',
  'ExtensionRange',
] as const
export type Target = (typeof TARGETS)[number]

/** A file of option types, and what can be done with them. */
export interface OptionTypes {
  readonly text: string
  readonly packageName: string
  readonly options: Readonly<Record<Target, readonly Field[]>>
  readonly messages: readonly MessageType[]
}

const SCALARS =
  'int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 float double bool string bytes'.split(' ')
const KEYS = 'int32 int64 uint32 uint64 sint64 fixed32 bool string'.split(' ')

const scalar = (name: string): ScalarType => ({ kind: 'scalar', name })

export const isEdition = (syntax: Syntax): boolean => syntax === '2023' || syntax === '2024'

/** 0 -> "a", 26 -> "ba": names that every naming style takes. */
export function letters(index: number): string {
  const digits: string[] = []
  for (let left = index; digits.length === 0 || left > 0; left = Math.floor(left / 26)) {
    digits.unshift(String.fromCharCode(97 + (left % 26)))
  }
  return digits.join('')
}

const upper = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

/** Behind the numbers that are kept for Protobuf itself. */
const FIRST_NUMBER = 20_000
/** Extension numbers are one space for a whole module: each case has this many of its own. */
const NUMBERS_PER_CASE = 100

/** Makes types, and options of them for everything that can have options; `index` tells the cases of a run apart. */
export function randomOptionTypes(random: Random, index: number, packageName: string): OptionTypes {
  const syntax = random.pick<Syntax>(['proto2', 'proto2', 'proto3', '2023', '2024'])
  const enums = Array.from({ length: 1 + random.below(2) }, (_, at): EnumType => {
    const name = `Kind${upper(letters(at))}`
    const prefix = `KIND_${letters(at).toUpperCase()}_`
    return { kind: 'enum', name, values: ['ZERO', 'ONE', 'TWO', 'LAST'].map((value) => prefix + value) }
  })
  const messages = Array.from({ length: 1 + random.below(3) }, (_, at): MessageType => {
    return { kind: 'message', name: `Opt${upper(letters(at))}`, fields: [], extensions: [] }
  })
  const randomType = (): Type => {
    const roll = random.next()
    if (roll < 0.55) return scalar(random.pick(SCALARS))
    return roll < 0.7 ? random.pick(enums) : random.pick(messages)
  }
  const lines = [syntax.startsWith('proto') ? `syntax = "${syntax}";` : `edition = "${syntax}";`]
  lines.push(
    `package ${packageName};`,
    'import "google/protobuf/any.proto";',
    'import "google/protobuf/descriptor.proto";',
  )
  const isDelimited = isEdition(syntax) && random.chance(0.2)
  if (isDelimited) lines.push('option features.message_encoding = DELIMITED;')
  for (const { name, values } of enums) {
    lines.push(`enum ${name} { ${values.map((value, at) => `${value} = ${at === 3 ? 0x7fffffff : at};`).join(' ')} }`)
  }
  for (const message of messages) lines.push(printMessage(message, syntax, randomType, random))
  for (const message of messages) {
    if (syntax === 'proto3' || random.chance(0.5)) continue
    const extensions = randomFields(
      random,
      1 + random.below(3),
      `ext_${message.name.toLowerCase().slice(3)}`,
      randomType,
    )
    message.extensions.push(...extensions)
    lines.push(
      `extend ${message.name} { ${extensions.map((field, at) => printField(field, 100 + at, syntax, random)).join(' ')} }`,
    )
  }
  const options = {} as Record<Target, readonly Field[]>
  let number = FIRST_NUMBER + index * NUMBERS_PER_CASE
  for (const target of TARGETS) {
    const fields = randomFields(random, 1 + random.below(4), `opt_${target.toLowerCase()}`, randomType)
    const printed = `extend google.protobuf.${target}Options { ${fields.map((field) => printField(field, number++, syntax, random)).join(' ')} }`
    const isNested = random.chance(0.2)
    lines.push(isNested ? `message In${target} { ${printed} }` : printed)
    options[target] = isNested ? fields.map((field) => ({ ...field, name: `In${target}.${field.name}` })) : fields
  }
  return { text: lines.join('\n'), packageName, options, messages }
}

function randomFields(random: Random, count: number, prefix: string, randomType: () => Type): Field[] {
  return Array.from({ length: count }, (_, at) => {
    return { name: `${prefix}_${letters(at)}`, type: randomType(), isRepeated: random.chance(0.3) }
  })
}

function printMessage(message: MessageType, syntax: Syntax, randomType: () => Type, random: Random): string {
  const parts: string[] = []
  let number = 0
  const nextNumber = (): number => (number += 1 + random.below(3))
  for (const field of randomFields(random, 2 + random.below(5), 'f', randomType)) {
    message.fields.push(field)
    parts.push(printField(field, nextNumber(), syntax, random))
  }
  if (random.chance(0.5)) {
    const key = scalar(random.pick(KEYS))
    const field: Field = { name: 'by_key', type: randomType(), isRepeated: true, key }
    message.fields.push(field)
    parts.push(`map<${key.name}, ${field.type.name}> by_key = ${nextNumber()};`)
  }
  if (random.chance(0.4)) {
    message.fields.push({ name: 'any', type: scalar('any'), isRepeated: false, isAny: true })
    parts.push(`${syntax === 'proto2' ? 'optional ' : ''}google.protobuf.Any any = ${nextNumber()};`)
  }
  for (let at = random.below(3); at > 0; at--) {
    const oneof = `one_${letters(at)}`
    const members = randomFields(random, 1 + random.below(3), oneof, randomType)
    const printed = members.map(({ name, type }) => `${type.name} ${name} = ${nextNumber()};`)
    message.fields.push(...members.map((field) => ({ ...field, isRepeated: false, oneof })))
    parts.push(`oneof ${oneof} { ${printed.join(' ')} }`)
  }
  if (syntax === 'proto2' && random.chance(0.4)) {
    const isRepeated = random.chance(0.5)
    const inner: MessageType = { kind: 'message', name: 'Grp', fields: [], extensions: [] }
    const field: Field = { name: 'fg', type: scalar('int32'), isRepeated: false }
    inner.fields.push(field)
    message.fields.push({ name: 'grp', type: inner, isRepeated })
    parts.push(`${isRepeated ? 'repeated' : 'optional'} group Grp = ${nextNumber()} { optional int32 fg = 1; }`)
  }
  random.shuffle(parts)
  if (syntax !== 'proto3') parts.push('extensions 100 to 200;')
  return `message ${message.name} { ${parts.join(' ')} }`
}

function printField({ name, type, isRepeated }: Field, number: number, syntax: Syntax, random: Random): string {
  const label = isRepeated
    ? 'repeated '
    : syntax === 'proto2' || (syntax === 'proto3' && random.chance(0.3))
      ? 'optional '
      : ''
  const options: string[] = []
  const isMember = name.startsWith('f_')
  const isPackable = type.kind === 'enum' || (type.kind === 'scalar' && type.name !== 'string' && type.name !== 'bytes')
  if (isEdition(syntax)) {
    if (isRepeated && isPackable && random.chance(0.3)) options.push('features.repeated_field_encoding = EXPANDED')
    if (type.kind === 'message' && random.chance(0.2)) {
      options.push(`features.message_encoding = ${random.pick(['DELIMITED', 'LENGTH_PREFIXED'])}`)
    }
    if (isMember && !isRepeated && type.kind === 'scalar' && random.chance(0.2))
      options.push('features.field_presence = IMPLICIT')
  } else if (isRepeated && isPackable && random.chance(0.3)) options.push(`packed = ${random.chance(0.5)}`)
  if (random.chance(0.1)) options.push('deprecated = true')
  return `${label}${type.name} ${name} = ${number}${options.length === 0 ? '' : ` [${options.join(', ')}]`};`
}
