import { Random } from './breaking-random-schema.ts'
import { layOut } from './valid-schema-layout.ts'
import {
  type Field,
  isEdition,
  letters,
  type OptionTypes,
  randomOptionTypes,
  type Syntax,
  type Target,
} from './valid-schema-types.ts'
import { ValueWriter } from './valid-schema-values.ts'

/**
 * Makes a schema that compiles, in two files: types and options of them, and declarations of all kinds that set these
 * options, in random layout. `index` tells the cases of one run apart; `seed` decides on everything else.
 */
export function validSchema(seed: number, index: number): Readonly<Record<string, string>> {
  const random = new Random(seed)
  const packageName = `g${letters(index)}`
  const folder = `g${index}`
  const types = randomOptionTypes(random, index, packageName)
  const user = new User(random, types, `${folder}/options.proto`)
  return {
    [`${folder}/options.proto`]: layOut(types.text, random),
    [`${folder}/uses.proto`]: layOut(user.print(), random),
  }
}

/** Declares something of everything, with options. */
class User {
  readonly #random: Random
  readonly #types: OptionTypes
  readonly #values: ValueWriter
  readonly #syntax: Syntax
  readonly #importPath: string
  readonly #packageName: string

  constructor(random: Random, types: OptionTypes, importPath: string) {
    this.#random = random
    this.#types = types
    this.#values = new ValueWriter(random, types)
    this.#syntax = random.pick<Syntax>(['proto2', 'proto3', '2023', '2024'])
    this.#importPath = importPath
    this.#packageName = random.pick([types.packageName, `${types.packageName}.sub`, `apart.${types.packageName}x`])
  }

  print(): string {
    const random = this.#random
    const modifier = this.#syntax === '2024' && random.chance(0.5) ? 'option ' : random.chance(0.2) ? 'public ' : ''
    const lines = [
      `import ${modifier}"${this.#importPath}";`,
      `package ${this.#packageName};`,
      ...this.#statements('File', [
        'java_package = "com" ".example"',
        'optimize_for = CODE_SIZE',
        'deprecated = false',
      ]),
    ]
    random.shuffle(lines)
    const syntax = isEdition(this.#syntax) ? `edition = "${this.#syntax}";` : `syntax = "${this.#syntax}";`
    const declarations: string[] = []
    for (let at = 0; at < 1 + random.below(2); at++) declarations.push(this.#message(`User${at === 0 ? 'A' : 'B'}`, 1))
    declarations.push(this.#enum('UserKind'), this.#service())
    if (this.#syntax !== 'proto3') declarations.push(`extend UserA { ${this.#field('extra', 1000)} }`)
    random.shuffle(declarations)
    const all = [syntax, ...lines, ...declarations]
    return all
      .map((line) => (random.chance(0.1) ? `${line};` : line))
      .join('\n')
      .replace(/^(edition|syntax)([^;]*;);/, '$1$2')
  }

  #message(name: string, depth: number): string {
    const random = this.#random
    let number = 0
    const parts = [...this.#statements('Message', ['deprecated = true'])]
    for (let at = 0; at < 1 + random.below(3); at++) parts.push(this.#field(`field_${letters(at)}`, ++number))
    if (random.chance(0.4)) {
      parts.push(`map<string, ${random.pick(['int32', name])}> pairs = ${++number}${this.#compact('Field', [])};`)
    }
    if (random.chance(0.5)) {
      const members = Array.from({ length: 1 + random.below(2) }, (_, at) => {
        return `${random.pick(['int32', 'string', name])} member_${letters(at)} = ${++number}${this.#compact('Field', [])};`
      })
      parts.push(`oneof choice { ${[...this.#statements('Oneof', []), ...members].join(' ')} }`)
    }
    if (depth > 0 && random.chance(0.4)) parts.push(this.#message('Inner', depth - 1))
    if (depth > 0 && random.chance(0.4)) parts.push(this.#enum('InnerKind'))
    if (random.chance(0.3))
      parts.push(random.pick(['reserved 500;', 'reserved 500, 510 to 520;', 'reserved 900 to 910, 999;']))
    if (random.chance(0.3)) parts.push(isEdition(this.#syntax) ? 'reserved gone, old;' : 'reserved "gone", "o" "ld";')
    if (this.#syntax !== 'proto3') {
      parts.push(`extensions 1000 to 1999, 3000${this.#compact('ExtensionRange', ['verification = UNVERIFIED'])};`)
      if (this.#syntax === 'proto2' && random.chance(0.4)) {
        parts.push(
          `${random.pick(['optional', 'repeated'])} group Group = ${++number}${this.#compact('Field', [])} { ${this.#field('x', 1)} }`,
        )
      }
    }
    random.shuffle(parts)
    return `message ${name} { ${parts.join(' ')} }`
  }

  #field(name: string, number: number): string {
    const random = this.#random
    const type = random.pick(['int32', 'string', 'bytes', 'double', 'bool', 'UserA', 'fixed64', 'float'])
    const isRepeated = random.chance(0.3)
    const label = isRepeated ? 'repeated ' : this.#syntax === 'proto2' ? 'optional ' : ''
    const own = ['deprecated = true', ...(number < 1000 ? [`json_name = "j${name}"`] : []), 'debug_redact = true']
    if (this.#syntax !== 'proto3' && !isRepeated && type !== 'UserA') own.push(`default = ${DEFAULTS[type]}`)
    if (isEdition(this.#syntax) && !isRepeated && number < 1000) own.push('features.field_presence = EXPLICIT')
    return `${label}${type} ${name} = ${number}${this.#compact('Field', own)};`
  }

  #enum(name: string): string {
    const prefix = name === 'UserKind' ? 'USER_KIND_' : 'INNER_KIND_'
    const parts = this.#statements('Enum', ['deprecated = true'])
    const values = ['ZERO', 'ONE', 'TWO'].slice(0, 1 + this.#random.below(3))
    for (const [at, value] of values.entries()) {
      const number = at === 0 ? '0' : this.#random.pick([`${at}`, `-${at}`, `0x${at}`])
      parts.push(`${prefix}${value} = ${number}${this.#compact('EnumValue', ['deprecated = true'])};`)
    }
    if (this.#random.chance(0.3)) parts.push('reserved 50 to max, -20 to -10;')
    return `enum ${name} { ${parts.join(' ')} }`
  }

  #service(): string {
    const random = this.#random
    const parts = this.#statements('Service', ['deprecated = true'])
    for (let at = random.below(4); at > 0; at--) {
      const [input, output] = [random.pick(['UserA', 'stream UserA']), random.pick(['UserA', 'stream UserA'])]
      const options = this.#statements('Method', ['deprecated = false', 'idempotency_level = IDEMPOTENT'])
      const end = random.chance(0.3) ? ';' : ` { ${options.join(' ')} }`
      parts.push(`rpc Do${letters(at).toUpperCase()}(${input}) returns (${output})${end}`)
    }
    random.shuffle(parts)
    return `service Serve { ${parts.join(' ')} }`
  }

  #statements(target: Target, own: readonly string[]): string[] {
    return this.#settings(target, own).map((setting) => `option ${setting};`)
  }

  #compact(target: Target, own: readonly string[]): string {
    const settings = this.#settings(target, own)
    return settings.length === 0 || this.#random.chance(0.5) ? '' : ` [${settings.join(', ')}]`
  }

  /** Some options, each as `name = value`. */
  #settings(target: Target, own: readonly string[]): string[] {
    const random = this.#random
    const settings = own.filter(() => random.chance(0.3))
    for (const option of this.#types.options[target]) {
      if (random.chance(0.8)) continue
      const name = `(${this.#nameOf(option)})`
      if (option.isRepeated) {
        for (let left = 1 + random.below(2); left > 0; left--) settings.push(`${name} = ${this.#values.value(option)}`)
      } else if (option.type.kind === 'message' && random.chance(0.4)) settings.push(...this.#parts(name, option, 2))
      else settings.push(`${name} = ${this.#values.value(option)}`)
    }
    random.shuffle(settings)
    return settings
  }

  /** Sets fields of a message one by one, each with a name of several parts. */
  #parts(name: string, { type }: Field, depth: number): string[] {
    if (type.kind !== 'message') return []
    const random = this.#random
    const taken = new Set<string>()
    const settings: string[] = []
    const members: [string, Field][] = type.fields.map((field) => [field.name, field])
    for (const field of type.extensions) members.push([`(${this.#nameOf(field)})`, field])
    for (const [part, field] of members) {
      if (field.key !== undefined || random.chance(0.6)) continue
      if (field.oneof !== undefined) {
        if (taken.has(field.oneof)) continue
        taken.add(field.oneof)
      }
      const path = `${name}.${part}`
      if (field.isRepeated) {
        for (let left = 1 + random.below(2); left > 0; left--) settings.push(`${path} = ${this.#values.value(field)}`)
      } else if (field.type.kind === 'message' && depth > 0 && random.chance(0.5))
        settings.push(...this.#parts(path, field, depth - 1))
      else settings.push(`${path} = ${this.#values.value(field)}`)
    }
    return settings
  }

  /** The name of an extension: full, absolute, or as short as it can be here. */
  #nameOf({ name }: Field): string {
    const { packageName } = this.#types
    const isInside = this.#packageName === packageName || this.#packageName === `${packageName}.sub`
    const names = [`${packageName}.${name}`, `.${packageName}.${name}`, ...(isInside ? [name] : [])]
    return this.#random.pick(names)
  }
}

const DEFAULTS: Readonly<Record<string, string>> = {
  int32: '-0x10',
  string: '"a\\n\\"é" \'b\'',
  bytes: '"\\377\\0 a"',
  double: '1e-7',
  bool: 'true',
  fixed64: '18446744073709551615',
  float: '-inf',
}
