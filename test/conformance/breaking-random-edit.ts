import {
  C_TYPES,
  type EnumModel,
  enumsOf,
  FIELD_FEATURES,
  FILE_FEATURES,
  FILE_OPTIONS,
  type FieldModel,
  type FileModel,
  IDEMPOTENCY,
  JS_TYPES,
  type MessageModel,
  messagesOf,
  type Random,
  randomEnum,
  randomExtension,
  randomField,
  randomMessage,
  randomPackage,
  randomRange,
  randomRpc,
  randomType,
  SCALARS,
  type SchemaModel,
  type Syntax,
} from './breaking-random-schema.ts'

/** A copy of a schema with a few random edits, harmless and breaking ones. */
export function randomEdit(random: Random, schema: SchemaModel): SchemaModel {
  const edited = structuredClone(schema)
  for (let i = random.below(9); i >= 0; i--) random.pick(EDITS)(random, edited)
  return edited
}

type Edit = (random: Random, schema: SchemaModel) => void

/** Edits that an interesting rule depends on stand here more than once. */
const EDITS: readonly Edit[] = [
  ...repeat(6, onField(editField)),
  ...repeat(3, onMessage(editMessage)),
  ...repeat(3, onEnum(editEnum)),
  ...repeat(4, onFile(editFileOptions)),
  ...repeat(3, editExtensions),
  ...repeat(5, editServices),
  onFile(editFile),
  moveDeclaration,
  deleteDeclaration,
]

function repeat(times: number, edit: Edit): Edit[] {
  return new Array<Edit>(times).fill(edit)
}

function onFile(edit: (random: Random, schema: SchemaModel, file: FileModel) => void): Edit {
  return (random, schema) => edit(random, schema, random.pick(schema.files))
}

function onMessage(edit: (random: Random, schema: SchemaModel, message: MessageModel) => void): Edit {
  return (random, schema) => {
    const messages = schema.files.flatMap(messagesOf)
    if (messages.length > 0) edit(random, schema, random.pick(messages))
  }
}

function onField(edit: (random: Random, schema: SchemaModel, field: FieldModel, message: MessageModel) => void): Edit {
  return onMessage((random, schema, message) => {
    if (message.fields.length > 0) edit(random, schema, random.pick(message.fields), message)
  })
}

function onEnum(edit: (random: Random, schema: SchemaModel, element: EnumModel) => void): Edit {
  return (random, schema) => {
    const enums = schema.files.flatMap(enumsOf)
    if (enums.length > 0) edit(random, schema, random.pick(enums))
  }
}

function editField(random: Random, schema: SchemaModel, field: FieldModel, message: MessageModel): void {
  switch (random.below(11)) {
    case 0:
      field.name = `f_${schema.nextId++}`
      break
    case 1:
      field.type = { kind: 'scalar', name: random.pick(SCALARS) }
      break
    case 2:
      field.type = randomType(random, schema)
      break
    case 3:
      field.label = random.pick(['singular', 'optional', 'required', 'repeated'])
      break
    case 4:
      field.oneof = random.pick([undefined, `o${schema.caseId}_0`, `o${schema.caseId}_1`, `o${schema.caseId}_2`])
      break
    case 5:
      field.jsonName = random.chance(0.5) ? `j${schema.nextId++}` : undefined
      break
    case 6:
      field.defaultValue = random.chance(0.7) ? random.below(4) : undefined
      break
    case 7:
      field.jsType = random.chance(0.7) ? random.pick(JS_TYPES) : undefined
      break
    case 8:
      field.cType = random.chance(0.7) ? random.pick(C_TYPES) : undefined
      break
    case 9: {
      const [name, values] = random.pick(Object.entries(FIELD_FEATURES))
      if (random.chance(0.3)) delete field.features[name]
      else field.features[name] = random.pick(values)
      break
    }
    default:
      deleteField(random, field, message)
  }
}

function deleteField(random: Random, field: FieldModel, message: MessageModel): void {
  message.fields.splice(message.fields.indexOf(field), 1)
  if (random.chance(0.5)) message.reservedNames.push(field.name)
  if (random.chance(0.5)) message.reservedRanges.push({ start: field.number, end: field.number })
}

function editMessage(random: Random, schema: SchemaModel, message: MessageModel): void {
  switch (random.below(9)) {
    case 0:
      message.fields.push(randomField(random, schema, message))
      break
    case 1:
      random.shuffle(message.fields)
      break
    case 2:
      editRanges(random, message.reservedRanges, 100)
      break
    case 3:
      editNames(random, message.reservedNames, 'r')
      break
    case 4:
      editRanges(random, message.extensionRanges, 200)
      break
    case 5:
      message.hasNoAccessor = !message.hasNoAccessor
      break
    case 6:
      message.jsonFormat = random.pick([undefined, 'ALLOW', 'LEGACY_BEST_EFFORT'])
      break
    case 7:
      message.name = `M${schema.caseId}x${schema.nextId++}`
      break
    default:
      message.messages.push(randomMessage(random, schema, 2))
  }
}

function editRanges(random: Random, ranges: { start: number; end: number }[], from: number): void {
  const range = ranges.length === 0 ? undefined : random.pick(ranges)
  switch (range === undefined ? 0 : random.below(4)) {
    case 0:
      ranges.push(randomRange(random, from))
      break
    case 1:
      ranges.splice(ranges.indexOf(range!), 1)
      break
    case 2:
      range!.end = range!.start + random.below(10)
      break
    default: {
      const middle = range!.start + random.below(range!.end - range!.start + 1)
      ranges.push({ start: middle + 1 + random.below(2), end: range!.end + 2 })
      range!.end = middle
    }
  }
}

function editNames(random: Random, names: string[], prefix: string): void {
  if (names.length === 0 || random.chance(0.4)) names.push(`${prefix}${random.below(6)}`)
  else names.splice(random.below(names.length), 1)
}

function editEnum(random: Random, schema: SchemaModel, element: EnumModel): void {
  const fresh = () => `E${schema.caseId}x${element.id}_V${schema.nextId++}`
  const value = random.pick(element.values)
  switch (random.below(9)) {
    case 0:
      element.values.push({ name: fresh(), number: random.below(8) })
      break
    case 1:
      value.name = fresh()
      break
    case 2:
    case 3:
      if (element.values.length === 1) break
      element.values.splice(element.values.indexOf(value), 1)
      if (random.chance(0.5)) element.reservedNames.push(value.name)
      if (random.chance(0.5)) element.reservedRanges.push({ start: value.number, end: value.number })
      break
    case 4:
      editRanges(random, element.reservedRanges, 20)
      break
    case 5:
      editNames(random, element.reservedNames, 'R')
      break
    case 6:
      element.enumType = random.pick([undefined, 'OPEN', 'CLOSED'])
      break
    case 7:
      element.jsonFormat = random.pick([undefined, 'ALLOW', 'LEGACY_BEST_EFFORT'])
      break
    default:
      random.shuffle(element.values)
  }
}

function editFileOptions(random: Random, _schema: SchemaModel, file: FileModel): void {
  const [settings, choices] = random.chance(0.8) ? [file.options, FILE_OPTIONS] : [file.features, FILE_FEATURES]
  const [name, values] = random.pick(Object.entries(choices))
  if (name in settings && random.chance(0.4)) delete settings[name]
  else settings[name] = random.pick(values)
}

function editFile(random: Random, schema: SchemaModel, file: FileModel): void {
  switch (random.below(6)) {
    case 0:
      file.packageName = randomPackage(random, schema)
      break
    case 1:
    case 2:
      file.syntax = random.pick<Syntax>(['proto2', 'proto3', '2023', '2024'])
      break
    case 3:
      random.shuffle(file.messages)
      random.shuffle(file.enums)
      break
    case 4:
      if (schema.files.length > 1) schema.files.splice(schema.files.indexOf(file), 1)
      break
    default:
      file.path = file.path.replace('.proto', '_moved.proto')
  }
}

function editExtensions(random: Random, schema: SchemaModel): void {
  const lists = schema.files.flatMap((file) => [file, ...messagesOf(file)]).map((container) => container.extensions)
  const list = random.pick(lists)
  if (list.length === 0 || random.chance(0.2)) {
    if (schema.files.flatMap(messagesOf).length > 0) list.push(randomExtension(random, schema))
    return
  }
  const extension = random.pick(list)
  switch (random.below(5)) {
    case 0:
      list.splice(list.indexOf(extension), 1)
      break
    case 1:
      extension.name = `x${schema.caseId}_${schema.nextId++}`
      break
    case 2:
      list.splice(list.indexOf(extension), 1)
      random.pick(lists).push(extension)
      break
    case 3:
      extension.type = { kind: 'scalar', name: random.pick(SCALARS) }
      break
    default:
      extension.label = random.pick(['singular', 'optional', 'repeated'])
  }
}

function editServices(random: Random, schema: SchemaModel): void {
  const file = random.pick(schema.files)
  const messages = schema.files.flatMap(messagesOf)
  if (messages.length === 0) return
  if (file.services.length === 0) {
    file.services.push({ name: `S${schema.caseId}x${schema.nextId++}`, rpcs: [randomRpc(random, schema)] })
    return
  }
  const service = random.pick(file.services)
  const rpc = random.pick(service.rpcs)
  switch (random.below(8)) {
    case 0:
      file.services.splice(file.services.indexOf(service), 1)
      break
    case 1:
      if (service.rpcs.length > 1) service.rpcs.splice(service.rpcs.indexOf(rpc), 1)
      break
    case 2:
      rpc.request = random.pick(messages).id
      break
    case 3:
      rpc.response = random.pick(messages).id
      break
    case 4:
      rpc.isClientStreaming = !rpc.isClientStreaming
      break
    case 5:
      rpc.isServerStreaming = !rpc.isServerStreaming
      break
    case 6:
      rpc.idempotency = random.chance(0.6) ? random.pick(IDEMPOTENCY) : undefined
      break
    default:
      rpc.name = `Rpc${schema.nextId++}`
  }
}

function moveDeclaration(random: Random, schema: SchemaModel): void {
  const from = random.pick(schema.files)
  const to = random.pick(schema.files)
  const list = random.pick(['messages', 'enums', 'services'] as const)
  const [item] = from[list].splice(random.below(from[list].length), 1)
  if (item === undefined) return
  const owner = list === 'enums' ? messagesOf(to)[0] : undefined
  // An enum that goes into a message keeps its short name: fields of it stay compatible on the wire.
  const target: unknown[] = owner !== undefined && random.chance(0.5) ? owner.enums : to[list]
  target.push(item)
}

function deleteDeclaration(random: Random, schema: SchemaModel): void {
  const file = random.pick(schema.files)
  const container = random.pick([file, ...messagesOf(file)])
  const list = random.chance(0.5) ? container.messages : container.enums
  list.splice(random.below(list.length), random.chance(0.3) ? 9 : 1)
  if (random.chance(0.2)) file.enums.push(randomEnum(random, schema))
}
