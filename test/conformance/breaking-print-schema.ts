import {
  type EnumModel,
  type ExtensionModel,
  enumsOf,
  type FieldModel,
  type FieldType,
  type FileModel,
  type MessageModel,
  messagesOf,
  type RangeModel,
  type SchemaModel,
} from './breaking-random-schema.ts'

interface Declared {
  file: FileModel
  fullName: string
  isClosed: boolean
}

/**
 * The files of a schema, by path. What the model asks for and the language forbids is left out or replaced, so that
 * nearly every schema compiles.
 */
export function printSchema(schema: SchemaModel): Record<string, string> {
  const types = new Map<number, Declared>()
  for (const file of schema.files) {
    for (const element of enumsOf(file))
      types.set(element.id, { file, fullName: '', isClosed: isClosed(file, element) })
    nameTypes(file, file.packageName, file, types)
  }
  const taken = new Set<string>()
  return Object.fromEntries(
    schema.files.map((file, index) => {
      const visible = new Set(schema.files.slice(0, index + 1))
      return [file.path, new FilePrinter(schema, file, types, visible, taken).print()]
    }),
  )
}

function nameTypes(
  container: { messages: MessageModel[]; enums: EnumModel[] },
  scope: string,
  file: FileModel,
  types: Map<number, Declared>,
): void {
  const inScope = (name: string) => (scope === '' ? name : `${scope}.${name}`)
  for (const element of container.enums) {
    types.set(element.id, { file, fullName: inScope(element.name), isClosed: isClosed(file, element) })
  }
  for (const message of container.messages) {
    types.set(message.id, { file, fullName: inScope(message.name), isClosed: false })
    nameTypes(message, inScope(message.name), file, types)
  }
}

function isClosed(file: FileModel, element: EnumModel): boolean {
  if (file.syntax === 'proto2') return true
  if (file.syntax === 'proto3') return false
  return (element.enumType ?? file.features.enum_type) === 'CLOSED'
}

class FilePrinter {
  readonly #schema: SchemaModel
  readonly #file: FileModel
  readonly #types: ReadonlyMap<number, Declared>
  readonly #visible: ReadonlySet<FileModel>
  /** Extendee and number of the extensions so far: two in one schema would be an error. */
  readonly #taken: Set<string>
  readonly #imports = new Set<string>()
  readonly #isEditions: boolean

  constructor(
    schema: SchemaModel,
    file: FileModel,
    types: ReadonlyMap<number, Declared>,
    visible: ReadonlySet<FileModel>,
    taken: Set<string>,
  ) {
    this.#schema = schema
    this.#file = file
    this.#types = types
    this.#visible = visible
    this.#taken = taken
    this.#isEditions = file.syntax.startsWith('20')
  }

  print(): string {
    const file = this.#file
    const body = [
      ...file.messages.map((message) => this.#message(message)),
      ...file.enums.map((element) => this.#enum(element)),
      ...file.extensions.map((extension) => this.#extension(extension)),
      ...file.services.map((service) => this.#service(service)),
    ]
    const options = Object.entries(file.options).map(([name, value]) => this.#fileOption(name, value))
    for (const [name, value] of Object.entries(this.#isEditions ? file.features : {})) {
      options.push(this.#needsFeature(name, `option features.${name} = ${value};\n`))
    }
    // What edition 2024 asks of names and visibility is not what breaking rules are about.
    if (file.syntax === '2024') {
      options.push('option features.enforce_naming_style = STYLE_LEGACY;\n')
      options.push('option features.default_symbol_visibility = EXPORT_ALL;\n')
    }
    const head = this.#isEditions ? `edition = "${file.syntax}";\n` : `syntax = "${file.syntax}";\n`
    const imports = [...this.#imports].map((path) => `import "${path}";\n`)
    const packageLine = file.packageName === '' ? '' : `package ${file.packageName};\n`
    return [head, packageLine, ...imports, ...options, ...body].join('')
  }

  #fileOption(name: string, value: string): string {
    if (name === 'java_multiple_files' && this.#file.syntax === '2024') return ''
    if (name === 'java_string_check_utf8' && this.#isEditions) return ''
    return `option ${name} = ${value};\n`
  }

  #needsFeature(name: string, text: string): string {
    if (name.startsWith('(pb.cpp)')) this.#imports.add('google/protobuf/cpp_features.proto')
    if (name.startsWith('(pb.java)')) this.#imports.add('google/protobuf/java_features.proto')
    return text
  }

  #message(message: MessageModel): string {
    const lines = [`message ${message.name} {\n`]
    if (message.hasNoAccessor) lines.push('option no_standard_descriptor_accessor = true;\n')
    if (this.#isEditions && message.jsonFormat) lines.push(`option features.json_format = ${message.jsonFormat};\n`)
    for (const nested of message.messages) lines.push(this.#message(nested))
    for (const nested of message.enums) lines.push(this.#enum(nested))
    for (const oneof of new Set(message.fields.map((field) => this.#oneofOf(field)))) {
      const fields = message.fields.filter((field) => this.#oneofOf(field) === oneof)
      const printed = fields.map((field) => `  ${this.#field(field, oneof !== undefined)}`)
      if (oneof === undefined) lines.push(...printed)
      else lines.push(`oneof ${oneof} {\n`, ...printed, '}\n')
    }
    const numbers = message.fields.map((field) => field.number)
    const ranges = freeRanges(message.reservedRanges, numbers, [])
    const extensions = this.#file.syntax === 'proto3' ? [] : freeRanges(message.extensionRanges, numbers, ranges)
    lines.push(...printReserved(ranges, this.#reservedNames(message)), ...printRanges('extensions', extensions))
    for (const extension of message.extensions) lines.push(this.#extension(extension))
    return [...lines, '}\n'].join('')
  }

  #reservedNames(message: MessageModel): string[] {
    const used = new Set(message.fields.map((field) => fieldName(field)))
    return this.#spellNames(message.reservedNames.filter((name) => !used.has(name)))
  }

  /** Reserved names are identifiers in editions, strings before. */
  #spellNames(names: string[]): string[] {
    return [...new Set(names)].map((name) => (this.#isEditions ? name : `"${name}"`))
  }

  #oneofOf(field: FieldModel): string | undefined {
    const isPlain = field.label !== 'repeated' && field.type.kind !== 'map' && field.label !== 'required'
    return isPlain && field.type.kind !== 'group' ? field.oneof : undefined
  }

  #field(field: FieldModel, isInOneof: boolean, isExtension = false): string {
    const isMap = field.type.kind === 'map'
    const label = isInOneof || isMap ? '' : this.#label(field, isExtension)
    if (field.type.kind === 'group') return this.#group(field, label, field.type.name, isExtension)
    const options = this.#fieldOptions(field, { isInOneof, isExtension, isRepeated: isMap || label === 'repeated ' })
    return `${label}${this.#typeName(field.type)} ${field.name} = ${field.number}${options};\n`
  }

  /** A proto2 group, and in editions the message with delimited encoding that it becomes. */
  #group(field: FieldModel, label: string, name: string, isExtension: boolean): string {
    const body = '{ optional int32 x = 1; }'
    const group = isExtension ? `${name}x${this.#schema.caseId}y${field.number}` : `${name}y${field.number}`
    if (this.#file.syntax === 'proto2') return `${label}group ${group} = ${field.number} ${body}\n`
    if (isExtension) return `${label}int32 ${field.name} = ${field.number};\n`
    const message = `message ${group} ${this.#isEditions ? body.replace('optional ', '') : body}\n`
    const options = this.#isEditions ? ' [features.message_encoding = DELIMITED]' : ''
    return `${message}${label}${group} ${group.toLowerCase()} = ${field.number}${options};\n`
  }

  #label(field: FieldModel, isExtension: boolean): string {
    if (field.label === 'repeated') return 'repeated '
    if (this.#isEditions) return ''
    if (this.#file.syntax === 'proto3') return field.label === 'optional' ? 'optional ' : ''
    return field.label === 'required' && !isExtension ? 'required ' : 'optional '
  }

  #typeName(type: FieldType): string {
    if (type.kind === 'scalar') return type.name
    if (type.kind === 'map') return `map<${type.key}, ${this.#mapValue(type.value)}>`
    return type.kind === 'group' ? 'int32' : (this.#reference(type.id) ?? 'bytes')
  }

  /** The first value of an enum in a map must be zero, which only open ones promise. */
  #mapValue(type: FieldType): string {
    return type.kind === 'enum' && this.#types.get(type.id)?.isClosed ? 'bytes' : this.#typeName(type)
  }

  /** The name of a type, after importing its file; undefined when it is gone or may not be used here. */
  #reference(id: number): string | undefined {
    const type = this.#types.get(id)
    if (type === undefined || !this.#visible.has(type.file)) return undefined
    // Files without presence can't tell an unknown value of a closed enum from none.
    const isImplicit = this.#file.syntax === 'proto3' || this.#file.features.field_presence === 'IMPLICIT'
    if (type.isClosed && (isImplicit || this.#isEditions)) return undefined
    if (type.file !== this.#file) this.#imports.add(type.file.path)
    return `.${type.fullName}`
  }

  #fieldOptions(
    field: FieldModel,
    { isInOneof, isExtension, isRepeated }: { isInOneof: boolean; isExtension: boolean; isRepeated: boolean },
  ): string {
    const type = this.#typeName(field.type)
    const options: string[] = []
    const isImplicit = this.#file.features.field_presence === 'IMPLICIT'
    const canHaveDefault = this.#file.syntax === 'proto2' || (this.#isEditions && !isImplicit)
    if (field.defaultValue !== undefined && canHaveDefault && !isRepeated) {
      const value = this.#defaultValue(field.type, type, field.defaultValue)
      if (value !== undefined) options.push(`default = ${value}`)
    }
    if (field.jsonName && !isExtension) options.push(`json_name = "${field.jsonName}"`)
    if (field.jsType && /64$/.test(type)) options.push(`jstype = ${field.jsType}`)
    const isText = type === 'string' || type === 'bytes'
    const hasCppFeature = this.#isEditions && '(pb.cpp).string_type' in field.features
    const canHaveCtype = isText && !isExtension && this.#file.syntax !== '2024' && !hasCppFeature
    if (field.cType && canHaveCtype) options.push(`ctype = ${field.cType}`)
    if (this.#isEditions) options.push(...this.#features(field, type, isInOneof || isExtension || isRepeated))
    return options.length === 0 ? '' : ` [${options.join(', ')}]`
  }

  #features(field: FieldModel, type: string, hasFixedPresence: boolean): string[] {
    const features = Object.entries(field.features).filter(([name, value]) => {
      const isMessage = type.startsWith('.')
      if (name === 'field_presence') return !hasFixedPresence && !isMessage && field.defaultValue === undefined
      if (name === 'message_encoding') return field.type.kind === 'message' && isMessage
      if (name === '(pb.cpp).string_type') return type === 'string' || (type === 'bytes' && value !== '')
      return type === 'string'
    })
    for (const [name] of features) this.#needsFeature(name, '')
    const standard = features.filter(([name]) => !name.startsWith('('))
    if (!field.hasFeatureBlock || standard.length < features.length) {
      return features.map(([name, value]) => `features.${name} = ${value}`)
    }
    const entries = standard.map(([name, value]) => `${name}: ${value}`)
    return entries.length === 0 ? [] : [`features = { ${entries.join(', ')} }`]
  }

  #defaultValue(type: FieldType, printed: string, seed: number): string | undefined {
    if (type.kind === 'enum' && printed !== 'bytes') {
      const element = this.#schema.files.flatMap(enumsOf).find(({ id }) => id === type.id)
      return element?.values[seed % element.values.length]?.name
    }
    if (printed === 'string' || printed === 'bytes') return ['""', '"a"', '"\\303\\251\\n"', '"\\\\\\""'][seed]
    if (printed === 'bool') return seed % 2 === 0 ? 'true' : 'false'
    if (printed === 'float' || printed === 'double') return ['0', '-inf', '0.1', 'nan'][seed]
    return type.kind === 'scalar' ? String(seed) : undefined
  }

  #extension(extension: ExtensionModel): string {
    const extendee = this.#schema.files.flatMap(messagesOf).find(({ id }) => id === extension.extendee)
    const declared = this.#types.get(extension.extendee)
    if (extendee === undefined || declared === undefined || this.#file.syntax === 'proto3') return ''
    if (declared.file.syntax === 'proto3') return ''
    const numbers = extendee.fields.map((field) => field.number)
    const ranges = freeRanges(extendee.extensionRanges, numbers, freeRanges(extendee.reservedRanges, numbers, []))
    const isInRange = ranges.some(({ start, end }) => extension.number >= start && extension.number <= end)
    const key = `${extension.extendee} ${extension.number}`
    if (!isInRange || this.#taken.has(key)) return ''
    const name = this.#reference(extension.extendee)
    if (name === undefined) return ''
    this.#taken.add(key)
    const field = { ...extension, type: extension.type.kind === 'map' ? extension.type.value : extension.type }
    return `extend ${name} { ${this.#field(field, false, true)} }\n`
  }

  #enum(element: EnumModel): string {
    const isOpen = !isClosed(this.#file, element)
    // An open enum starts with zero.
    const values = isOpen
      ? [...element.values.filter(({ number }) => number === 0), ...element.values.filter(({ number }) => number !== 0)]
      : [...element.values]
    if (isOpen && values[0]?.number !== 0) values.unshift({ name: `${element.name}_FIRST`, number: 0 })
    const numbers = values.map(({ number }) => number)
    const lines = [`enum ${element.name} {\n`]
    if (new Set(numbers).size < numbers.length) lines.push('option allow_alias = true;\n')
    if (this.#isEditions && element.enumType) lines.push(`option features.enum_type = ${element.enumType};\n`)
    if (this.#isEditions && element.jsonFormat) lines.push(`option features.json_format = ${element.jsonFormat};\n`)
    for (const { name, number } of values) lines.push(`  ${name} = ${number};\n`)
    const names = element.reservedNames.filter((name) => !values.some((value) => value.name === name))
    lines.push(...printReserved(freeRanges(element.reservedRanges, numbers, []), this.#spellNames(names)))
    return [...lines, '}\n'].join('')
  }

  #service(service: FileModel['services'][number]): string {
    const lines = [`service ${service.name} {\n`]
    for (const rpc of service.rpcs) {
      const request = this.#reference(rpc.request)
      const response = this.#reference(rpc.response)
      if (request === undefined || response === undefined) continue
      const options = rpc.idempotency ? ` { option idempotency_level = ${rpc.idempotency}; }` : ';'
      const [from, to] = [rpc.isClientStreaming ? 'stream ' : '', rpc.isServerStreaming ? 'stream ' : '']
      lines.push(`  rpc ${rpc.name}(${from}${request}) returns (${to}${response})${options}\n`)
    }
    return [...lines, '}\n'].join('')
  }
}

function fieldName(field: FieldModel): string {
  return field.type.kind === 'group' ? `${field.type.name}y${field.number}`.toLowerCase() : field.name
}

/** The ranges that hold none of the numbers and overlap neither each other nor `others`. */
function freeRanges(ranges: RangeModel[], numbers: number[], others: RangeModel[]): RangeModel[] {
  const free: RangeModel[] = []
  for (const range of ranges) {
    const isUsed = numbers.some((number) => number >= range.start && number <= range.end)
    const overlaps = [...free, ...others].some(({ start, end }) => range.start <= end && start <= range.end)
    if (!isUsed && !overlaps) free.push(range)
  }
  return free
}

function printReserved(ranges: RangeModel[], names: string[]): string[] {
  return [...printRanges('reserved', ranges), ...(names.length === 0 ? [] : [`reserved ${names.join(', ')};\n`])]
}

function printRanges(keyword: string, ranges: RangeModel[]): string[] {
  return ranges.map(({ start, end }) => `${keyword} ${start === end ? start : `${start} to ${end}`};\n`)
}
