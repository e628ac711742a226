/** Numbers between 0 and 1 that a seed determines (mulberry32), and choices made with them. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let x = this.#state
    x = Math.imul(x ^ (x >>> 15), x | 1)
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61)
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** An item of a list that is not empty. */
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!
  }

  shuffle<T>(items: T[]): void {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.below(i + 1)
      ;[items[i], items[j]] = [items[j]!, items[i]!]
    }
  }
}

export type Syntax = 'proto2' | 'proto3' | '2023' | '2024'

/** Types are named by id, so that a reference follows its target when that is renamed or moved. */
export type FieldType =
  | { kind: 'scalar'; name: string }
  | { kind: 'message' | 'enum'; id: number }
  | { kind: 'map'; key: string; value: FieldType }
  | { kind: 'group'; name: string }

export interface FieldModel {
  name: string
  number: number
  type: FieldType
  label: 'singular' | 'optional' | 'required' | 'repeated'
  oneof: string | undefined
  jsonName: string | undefined
  defaultValue: number | undefined
  jsType: string | undefined
  cType: string | undefined
  /** Feature name to value; the printer leaves out what does not fit. */
  features: Record<string, string>
  hasFeatureBlock: boolean
}

export interface ExtensionModel extends FieldModel {
  extendee: number
}

export interface RangeModel {
  start: number
  end: number
}

export interface MessageModel {
  id: number
  name: string
  fields: FieldModel[]
  messages: MessageModel[]
  enums: EnumModel[]
  extensions: ExtensionModel[]
  reservedRanges: RangeModel[]
  reservedNames: string[]
  extensionRanges: RangeModel[]
  hasNoAccessor: boolean
  jsonFormat: string | undefined
}

export interface EnumModel {
  id: number
  name: string
  values: { name: string; number: number }[]
  reservedRanges: RangeModel[]
  reservedNames: string[]
  enumType: string | undefined
  jsonFormat: string | undefined
}

export interface RpcModel {
  name: string
  request: number
  response: number
  isClientStreaming: boolean
  isServerStreaming: boolean
  idempotency: string | undefined
}

export interface FileModel {
  path: string
  packageName: string
  syntax: Syntax
  options: Record<string, string>
  features: Record<string, string>
  messages: MessageModel[]
  enums: EnumModel[]
  extensions: ExtensionModel[]
  services: { name: string; rpcs: RpcModel[] }[]
}

/** Files in an order in which a file may import those before it. */
export interface SchemaModel {
  caseId: number
  files: FileModel[]
  /** For names, numbers and ids that nothing else has. */
  nextId: number
}

export const SCALARS = [
  ...['double', 'float', 'int32', 'int64', 'uint32', 'uint64', 'sint32', 'sint64', 'fixed32', 'fixed64'],
  ...['sfixed32', 'sfixed64', 'bool', 'string', 'bytes', 'string', 'bytes', 'int64'],
]
const MAP_KEYS = ['int32', 'int64', 'string', 'bool', 'fixed64']
export const JS_TYPES = ['JS_NORMAL', 'JS_STRING', 'JS_NUMBER']
export const C_TYPES = ['STRING', 'CORD', 'STRING_PIECE']
export const IDEMPOTENCY = ['IDEMPOTENCY_UNKNOWN', 'NO_SIDE_EFFECTS', 'IDEMPOTENT']

export const FILE_OPTIONS: Readonly<Record<string, readonly string[]>> = {
  java_package: ['"a.b"', '"c"'],
  java_outer_classname: ['"Outer"', '"Other"'],
  java_multiple_files: ['true', 'false'],
  java_generic_services: ['true', 'false'],
  java_string_check_utf8: ['true', 'false'],
  go_package: ['"x/y;z"', '"x"'],
  optimize_for: ['SPEED', 'CODE_SIZE'],
  cc_generic_services: ['true', 'false'],
  cc_enable_arenas: ['true', 'false'],
  py_generic_services: ['true', 'false'],
  objc_class_prefix: ['"OBC"', '"XYZ"'],
  csharp_namespace: ['"A.B"', '"C"'],
  swift_prefix: ['"S"', '"W"'],
  php_class_prefix: ['"P"', '"H"'],
  php_namespace: ['"P\\\\N"', '"Q"'],
  php_metadata_namespace: ['"M"', '"N"'],
  ruby_package: ['"R::B"', '"T"'],
}

export const FIELD_FEATURES: Readonly<Record<string, readonly string[]>> = {
  field_presence: ['EXPLICIT', 'IMPLICIT', 'LEGACY_REQUIRED'],
  utf8_validation: ['VERIFY', 'NONE'],
  message_encoding: ['LENGTH_PREFIXED', 'DELIMITED'],
  '(pb.cpp).string_type': ['VIEW', 'CORD', 'STRING'],
  '(pb.java).utf8_validation': ['DEFAULT', 'VERIFY'],
}
export const FILE_FEATURES: Readonly<Record<string, readonly string[]>> = {
  field_presence: ['EXPLICIT', 'IMPLICIT'],
  enum_type: ['OPEN', 'CLOSED'],
  utf8_validation: ['VERIFY', 'NONE'],
  message_encoding: ['LENGTH_PREFIXED', 'DELIMITED'],
  json_format: ['ALLOW', 'LEGACY_BEST_EFFORT'],
  '(pb.cpp).string_type': ['VIEW', 'CORD', 'STRING'],
  '(pb.java).utf8_validation': ['DEFAULT', 'VERIFY'],
}

/** A random schema of two or three files. */
export function randomSchema(random: Random, caseId: number): SchemaModel {
  const schema: SchemaModel = { caseId, files: [], nextId: 1 }
  const count = 2 + random.below(2)
  for (let i = 0; i < count; i++) schema.files.push(randomFile(random, schema, i))
  for (const file of schema.files) addReferences(random, schema, file)
  return schema
}

function randomFile(random: Random, schema: SchemaModel, index: number): FileModel {
  const file: FileModel = {
    path: `c${schema.caseId}/f${index}.proto`,
    packageName: randomPackage(random, schema),
    syntax: random.pick<Syntax>(['proto2', 'proto3', 'proto2', 'proto3', '2023', '2023', '2024']),
    options: randomSettings(random, FILE_OPTIONS, 0.2),
    features: randomSettings(random, FILE_FEATURES, 0.15),
    messages: [],
    enums: [],
    extensions: [],
    services: [],
  }
  for (let i = random.below(3); i >= 0; i--) file.messages.push(randomMessage(random, schema, 0))
  for (let i = random.below(3); i > 0; i--) file.enums.push(randomEnum(random, schema))
  return file
}

export function randomPackage(random: Random, { caseId }: SchemaModel): string {
  if (caseId % 25 === 0 && random.chance(0.5)) return ''
  return random.pick([`c${caseId}.v1`, `c${caseId}.v1`, `c${caseId}.v1`, `c${caseId}.v1beta1`, `c${caseId}.x`])
}

export function randomSettings(
  random: Random,
  choices: Readonly<Record<string, readonly string[]>>,
  probability: number,
): Record<string, string> {
  const settings: Record<string, string> = {}
  for (const [name, values] of Object.entries(choices)) {
    if (random.chance(probability)) settings[name] = random.pick(values)
  }
  return settings
}

export function randomMessage(random: Random, schema: SchemaModel, depth: number): MessageModel {
  const id = schema.nextId++
  const message: MessageModel = {
    id,
    name: `M${schema.caseId}x${id}`,
    fields: [],
    messages: [],
    enums: [],
    extensions: [],
    reservedRanges: [],
    reservedNames: [],
    extensionRanges: [],
    hasNoAccessor: random.chance(0.1),
    jsonFormat: random.chance(0.1) ? random.pick(['ALLOW', 'LEGACY_BEST_EFFORT']) : undefined,
  }
  for (let i = random.below(5); i >= 0; i--) message.fields.push(randomField(random, schema, message))
  for (let i = random.below(3); i > 0; i--) message.reservedRanges.push(randomRange(random, 100))
  for (let i = random.below(3); i > 0; i--) message.reservedNames.push(`r${random.below(6)}`)
  for (let i = random.below(2); i > 0; i--) message.extensionRanges.push(randomRange(random, 200))
  if (depth < 2 && random.chance(0.4)) message.messages.push(randomMessage(random, schema, depth + 1))
  if (random.chance(0.3)) message.enums.push(randomEnum(random, schema))
  return message
}

export function randomRange(random: Random, from: number): RangeModel {
  const start = from + random.below(30)
  return { start, end: start + random.below(10) }
}

export function randomField(random: Random, schema: SchemaModel, message: MessageModel): FieldModel {
  const id = schema.nextId++
  let number = 1 + random.below(12)
  while (message.fields.some((field) => field.number === number)) number++
  return {
    name: `f_${id}`,
    number,
    type: { kind: 'scalar', name: random.pick(SCALARS) },
    label: random.pick(['singular', 'singular', 'optional', 'optional', 'required', 'repeated']),
    oneof: random.chance(0.2) ? `o${schema.caseId}_${random.below(2)}` : undefined,
    jsonName: random.chance(0.1) ? `j${id}` : undefined,
    defaultValue: random.chance(0.3) ? random.below(4) : undefined,
    jsType: random.chance(0.3) ? random.pick(JS_TYPES) : undefined,
    cType: random.chance(0.2) ? random.pick(C_TYPES) : undefined,
    features: randomSettings(random, FIELD_FEATURES, 0.12),
    hasFeatureBlock: random.chance(0.5),
  }
}

export function randomEnum(random: Random, schema: SchemaModel): EnumModel {
  const id = schema.nextId++
  const values = [{ name: `E${schema.caseId}x${id}_ZERO`, number: 0 }]
  for (let i = random.below(4); i > 0; i--) {
    values.push({ name: `E${schema.caseId}x${id}_V${schema.nextId++}`, number: random.below(5) })
  }
  return {
    id,
    name: `E${schema.caseId}x${id}`,
    values,
    reservedRanges: random.chance(0.4) ? [randomRange(random, 20)] : [],
    reservedNames: random.chance(0.4) ? [`R${random.below(4)}`] : [],
    enumType: random.chance(0.2) ? random.pick(['OPEN', 'CLOSED']) : undefined,
    jsonFormat: random.chance(0.1) ? random.pick(['ALLOW', 'LEGACY_BEST_EFFORT']) : undefined,
  }
}

/** All messages of a file, nested ones too. */
export function messagesOf(container: { messages: MessageModel[] }): MessageModel[] {
  return container.messages.flatMap((message) => [message, ...messagesOf(message)])
}

export function enumsOf(file: FileModel): EnumModel[] {
  return [...file.enums, ...messagesOf(file).flatMap((message) => message.enums)]
}

function addReferences(random: Random, schema: SchemaModel, file: FileModel): void {
  const messages = messagesOf(file)
  for (const message of messages) {
    for (const field of message.fields) if (random.chance(0.4)) field.type = randomType(random, schema)
    if (random.chance(0.3)) message.extensions.push(randomExtension(random, schema))
  }
  for (let i = random.below(3); i > 0; i--) file.extensions.push(randomExtension(random, schema))
  for (let i = random.below(2); i > 0; i--) {
    const rpcs = [randomRpc(random, schema), randomRpc(random, schema)]
    file.services.push({ name: `S${schema.caseId}x${schema.nextId++}`, rpcs })
  }
}

export function randomType(random: Random, schema: SchemaModel): FieldType {
  const message: FieldType = { kind: 'message', id: random.pick(schema.files.flatMap(messagesOf)).id }
  const enums = schema.files.flatMap(enumsOf)
  const other: FieldType = enums.length > 0 ? { kind: 'enum', id: random.pick(enums).id } : message
  const scalar: FieldType = { kind: 'scalar', name: random.pick(SCALARS) }
  return random.pick<FieldType>([
    message,
    other,
    other,
    scalar,
    { kind: 'map', key: random.pick(MAP_KEYS), value: random.pick([message, other, scalar]) },
    { kind: 'group', name: `G${random.below(2)}` },
  ])
}

export function randomExtension(random: Random, schema: SchemaModel): ExtensionModel {
  const messages = schema.files.flatMap(messagesOf)
  const extendable = messages.filter((message) => message.extensionRanges.length > 0)
  const extendee = random.pick(extendable.length > 0 ? extendable : messages)
  const { start, end } = extendee.extensionRanges[0] ?? { start: 200, end: 209 }
  const field = randomField(random, schema, extendee)
  // Extensions of files without a package share one scope with those of all other cases.
  const name = `x${schema.caseId}_${field.name}`
  return { ...field, name, extendee: extendee.id, number: start + random.below(end - start + 1), oneof: undefined }
}

export function randomRpc(random: Random, schema: SchemaModel): RpcModel {
  const messages = schema.files.flatMap(messagesOf)
  return {
    name: `Rpc${schema.nextId++}`,
    request: random.pick(messages).id,
    response: random.pick(messages).id,
    isClientStreaming: random.chance(0.3),
    isServerStreaming: random.chance(0.3),
    idempotency: random.chance(0.4) ? random.pick(IDEMPOTENCY) : undefined,
  }
}
