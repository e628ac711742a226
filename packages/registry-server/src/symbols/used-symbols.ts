import type {
  DescriptorProto,
  EnumDescriptorProto,
  FieldDescriptorProto,
  ServiceDescriptorProto,
} from '@bufbuild/protobuf/wkt'
import type { Image, ImageFile } from '@wireproof/compiler'
import { declaredSymbols } from './declared-symbols.ts'
import type { UsedSymbol } from './head-symbols.ts'
import { type Options, OptionUses } from './option-uses.ts'

/** Steps of SourceCodeInfo paths. Source: descriptor.proto. */
const FILE = { dependency: 3, messages: 4, enums: 5, services: 6, extensions: 7, options: 8 } as const
const MESSAGE = { fields: 2, messages: 3, enums: 4, ranges: 5, extensions: 6, options: 7, oneofs: 8 } as const
const FIELD = { extendee: 2, typeName: 6, options: 8 } as const
const ENUM = { values: 2, options: 3 } as const
const METHOD = { inputType: 2, outputType: 3, options: 4 } as const

/** Who refers to something, in the words of a row. */
type User = Pick<UsedSymbol, 'usedBy' | 'isHeld'>

/**
 * What the own files of an image refer to: types of fields, extensions and methods, extended messages, imports, and in
 * options the extensions and the fields that are set. One row for each pair of symbol and user, at the first place.
 */
export function usedSymbols(image: Image, isPushed: (path: string) => boolean): UsedSymbol[] {
  const own = new Set(declaredSymbols(image).map(({ name }) => name))
  const foreign = new Set(
    declaredSymbols({ files: image.files.map((file) => ({ ...file, isImport: !file.isImport })) })
      .filter(({ path }) => isPushed(path))
      .map(({ name }) => name),
  )
  const optionUses = new OptionUses(image)
  return image.files
    .filter(({ isImport }) => !isImport)
    .flatMap((file) => new FileUses(file, own, foreign, optionUses).collect())
}

class FileUses {
  readonly #file: ImageFile
  readonly #own: ReadonlySet<string>
  readonly #foreign: ReadonlySet<string>
  readonly #optionUses: OptionUses
  readonly #rows = new Map<string, UsedSymbol>()

  constructor(file: ImageFile, own: ReadonlySet<string>, foreign: ReadonlySet<string>, optionUses: OptionUses) {
    this.#file = file
    this.#own = own
    this.#foreign = foreign
    this.#optionUses = optionUses
  }

  collect(): UsedSymbol[] {
    const { proto, path } = this.#file
    const scope = proto.package === '' ? '' : `${proto.package}.`
    const user = { usedBy: path, isHeld: false }
    proto.dependency.forEach((dependency, index) => {
      this.#add(dependency, user, [FILE.dependency, index])
    })
    this.#addOptions(proto.options, user, [FILE.options])
    proto.messageType.forEach((message, index) => {
      this.#addMessage(message, scope, [FILE.messages, index])
    })
    proto.enumType.forEach((element, index) => {
      this.#addEnum(element, scope, [FILE.enums, index])
    })
    proto.service.forEach((service, index) => {
      this.#addService(service, scope, [FILE.services, index])
    })
    proto.extension.forEach((extension, index) => {
      this.#addExtension(extension, scope, [FILE.extensions, index])
    })
    return [...this.#rows.values()]
  }

  #addMessage(message: DescriptorProto, scope: string, at: readonly number[]): void {
    const fullName = scope + message.name
    const user = { usedBy: fullName, isHeld: true }
    this.#addOptions(message.options, { usedBy: fullName, isHeld: false }, [...at, MESSAGE.options])
    const entries = new Map<string, DescriptorProto>()
    message.nestedType.forEach((nested, index) => {
      // What a map holds, its message holds; the entry is only how that is written.
      if (nested.options?.mapEntry === true) entries.set(`.${fullName}.${nested.name}`, nested)
      else this.#addMessage(nested, `${fullName}.`, [...at, MESSAGE.messages, index])
    })
    message.field.forEach((field, index) => {
      const fieldAt = [...at, MESSAGE.fields, index]
      const value = entries.get(field.typeName)?.field.find(({ number }) => number === 2)
      this.#add((value ?? field).typeName.slice(1), user, [...fieldAt, FIELD.typeName])
      this.#addOptions(field.options, { usedBy: fullName, isHeld: false }, [...fieldAt, FIELD.options])
    })
    for (const holder of [...message.oneofDecl, ...message.extensionRange]) {
      this.#addOptions(holder.options, { usedBy: fullName, isHeld: false }, at)
    }
    message.enumType.forEach((element, index) => {
      this.#addEnum(element, `${fullName}.`, [...at, MESSAGE.enums, index])
    })
    message.extension.forEach((extension, index) => {
      this.#addExtension(extension, `${fullName}.`, [...at, MESSAGE.extensions, index])
    })
  }

  #addExtension(extension: FieldDescriptorProto, scope: string, at: readonly number[]): void {
    const user = { usedBy: scope + extension.name, isHeld: false }
    this.#add(extension.extendee.slice(1), user, [...at, FIELD.extendee])
    this.#add(extension.typeName.slice(1), user, [...at, FIELD.typeName])
    this.#addOptions(extension.options, user, [...at, FIELD.options])
  }

  #addEnum(element: EnumDescriptorProto, scope: string, at: readonly number[]): void {
    const user = { usedBy: scope + element.name, isHeld: false }
    this.#addOptions(element.options, user, [...at, ENUM.options])
    element.value.forEach((value, index) => {
      this.#addOptions(value.options, user, [...at, ENUM.values, index])
    })
  }

  #addService(service: ServiceDescriptorProto, scope: string, at: readonly number[]): void {
    const user = { usedBy: scope + service.name, isHeld: false }
    this.#addOptions(service.options, user, at)
    service.method.forEach((method, index) => {
      const methodAt = [...at, 2, index]
      this.#add(method.inputType.slice(1), user, [...methodAt, METHOD.inputType])
      this.#add(method.outputType.slice(1), user, [...methodAt, METHOD.outputType])
      this.#addOptions(method.options, user, [...methodAt, METHOD.options])
    })
  }

  #addOptions(options: Options | undefined, user: User, at: readonly number[]): void {
    if (options?.$unknown === undefined) return
    for (const symbol of this.#optionUses.of(options)) {
      // A field of a message that nobody pushed is as little anybody's as the message.
      const holder = symbol.slice(0, Math.max(0, symbol.lastIndexOf('.')))
      if ([symbol, holder].some((name) => this.#own.has(name))) this.#put(symbol, user, false, at)
      else if ([symbol, holder].some((name) => this.#foreign.has(name))) this.#put(symbol, user, true, at)
    }
  }

  #add(symbol: string, user: User, at: readonly number[]): void {
    if (this.#own.has(symbol)) this.#put(symbol, user, false, at)
    else if (this.#foreign.has(symbol)) this.#put(symbol, user, true, at)
  }

  #put(symbol: string, user: User, isForeign: boolean, at: readonly number[]): void {
    const key = `${symbol} ${user.usedBy}`
    const known = this.#rows.get(key)
    if (known !== undefined && (known.isHeld || !user.isHeld)) return
    const { line, column } = isForeign ? this.#locate(at) : { line: 0, column: 0 }
    this.#rows.set(key, { symbol, ...user, isForeign, path: this.#file.path, line, column })
  }

  /** The place itself, or of what is around it: options have places of their own making. */
  #locate(at: readonly number[]): { line: number; column: number } {
    for (let length = at.length; length > 0; length--) {
      const span = this.#file.locate(at.slice(0, length))
      if (span !== undefined) return span.start
    }
    return { line: 1, column: 1 }
  }
}
