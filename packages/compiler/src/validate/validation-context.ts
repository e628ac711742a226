import type { FieldDescriptorProto } from '@bufbuild/protobuf/wkt'
import { fieldFeatures, fileFeatures, mergeFeatures, type ResolvedFeatures } from '../descriptor/features.ts'
import type {
  EnumElement,
  EnumValueElement,
  FieldElement,
  MessageElement,
  MethodElement,
  OneofElement,
  ServiceElement,
} from '../descriptor/unlinked-file.ts'
import type { DiagnosticCode } from '../diagnostic/catalogue.ts'
import type { DiagnosticNote } from '../diagnostic/diagnostic.ts'
import type { Diagnostics } from '../diagnostic/diagnostics.ts'
import type { LinkedFile } from '../link/linked-file.ts'
import type { SymbolTable } from '../link/symbol-table.ts'
import type { ElementOptions } from '../options/option-context.ts'
import type { OptionTypes } from '../options/option-types.ts'
import type { FieldValue, MessageValue, TextRange } from '../options/option-value.ts'
import { Kind } from '../syntax/ast.ts'

export type { TextRange } from '../options/option-value.ts'

/** The fields of a message in the order of the text, and what else is declared in it. */
export interface MessageMembers {
  readonly fields: FieldElement[]
  readonly oneofs: OneofElement[]
}

/**
 * What the rules of validation look at: a file that is linked and has its options. Rules report and change nothing.
 */
export class ValidationContext {
  readonly file: LinkedFile
  readonly table: SymbolTable
  readonly types: OptionTypes
  readonly #diagnostics: Diagnostics
  readonly #options: ReadonlyMap<object, ElementOptions>
  readonly #fileFeatures: ResolvedFeatures
  readonly #features = new Map<object, ResolvedFeatures>()
  #members: Map<MessageElement, MessageMembers> | undefined
  readonly #memberNames = new Map<MessageElement, ReadonlySet<string>>()
  #values: Map<EnumElement, EnumValueElement[]> | undefined

  constructor(
    file: LinkedFile,
    table: SymbolTable,
    types: OptionTypes,
    options: ReadonlyMap<object, ElementOptions>,
    diagnostics: Diagnostics,
  ) {
    this.file = file
    this.table = table
    this.types = types
    this.#options = options
    this.#diagnostics = diagnostics
    this.#fileFeatures = fileFeatures(file.unlinked.proto)
  }

  /** Reports an error at a range of the file. */
  error(
    at: TextRange,
    code: DiagnosticCode,
    message: string,
    hint?: string,
    notes: readonly DiagnosticNote[] = [],
  ): void {
    const extra = hint === undefined ? { notes } : { notes, hint }
    this.#diagnostics.report(code, 'error', this.file.source, at.start, at.end, message, extra)
  }

  /** A note at another range, of this file unless another one is given. */
  note(at: TextRange, message: string, file: LinkedFile = this.file): DiagnosticNote {
    return { file: file.path, span: file.source.span(at.start, at.end), message }
  }

  /** The options of an element as they were set; for the file itself, of `file.unlinked`. */
  options(element: object): ElementOptions | undefined {
    return this.#options.get(element)
  }

  /** The options of all elements. */
  allOptions(): Iterable<ElementOptions> {
    return this.#options.values()
  }

  /** One built-in option of an element, with the place where it was set. */
  option(element: object, name: string): FieldValue | undefined {
    const options = this.#options.get(element)
    return options === undefined ? undefined : findField(options.value, name)
  }

  /** One language feature that an element sets itself, such as `field_presence`. */
  ownFeature(element: object, name: string): FieldValue | undefined {
    const features = this.option(element, 'features')?.elements[0]
    return features !== undefined && typeof features === 'object' && 'fields' in features
      ? findField(features, name)
      : undefined
  }

  /** Where the value of an option is written; the option itself if that cannot be told. */
  valueRange(value: FieldValue): TextRange {
    return value.value ?? value
  }

  get fileFeatures(): ResolvedFeatures {
    return this.#fileFeatures
  }

  featuresOfMessage(element: MessageElement): ResolvedFeatures {
    return this.#cached(element, () => {
      const parent = element.parent === undefined ? this.#fileFeatures : this.featuresOfMessage(element.parent)
      return mergeFeatures(parent, element.proto.options?.features)
    })
  }

  featuresOfEnum(element: EnumElement): ResolvedFeatures {
    return this.#cached(element, () => {
      const parent = element.parent === undefined ? this.#fileFeatures : this.featuresOfMessage(element.parent)
      return mergeFeatures(parent, element.proto.options?.features)
    })
  }

  featuresOfOneof(element: OneofElement): ResolvedFeatures {
    return mergeFeatures(this.featuresOfMessage(element.parent), element.proto.options?.features)
  }

  featuresOfField(element: FieldElement): ResolvedFeatures {
    const { oneof, parent, proto } = element
    if (oneof !== undefined) return fieldFeatures(this.featuresOfOneof(oneof), proto)
    return fieldFeatures(parent === undefined ? this.#fileFeatures : this.featuresOfMessage(parent), proto)
  }

  featuresOfEnumValue(element: EnumValueElement): ResolvedFeatures {
    return mergeFeatures(this.featuresOfEnum(element.parent), element.proto.options?.features)
  }

  featuresOfService(element: ServiceElement): ResolvedFeatures {
    return mergeFeatures(this.#fileFeatures, element.proto.options?.features)
  }

  featuresOfMethod(element: MethodElement): ResolvedFeatures {
    return mergeFeatures(this.featuresOfService(element.parent), element.proto.options?.features)
  }

  /** The fields (without extensions) and oneofs of each message that has any; made on first use. */
  members(message: MessageElement): MessageMembers {
    this.#members ??= collectMembers(this.file)
    return this.#members.get(message) ?? NO_MEMBERS
  }

  /** The names of the fields and oneofs of a message. */
  memberNames(message: MessageElement): ReadonlySet<string> {
    let names = this.#memberNames.get(message)
    if (names === undefined) {
      const { fields, oneofs } = this.members(message)
      names = new Set([...fields, ...oneofs].map(({ proto }) => proto.name))
      this.#memberNames.set(message, names)
    }
    return names
  }

  /** The values of an enum in the order of the text. */
  valuesOf(element: EnumElement): readonly EnumValueElement[] {
    this.#values ??= collectValues(this.file)
    return this.#values.get(element) ?? []
  }

  #cached(element: object, compute: () => ResolvedFeatures): ResolvedFeatures {
    let features = this.#features.get(element)
    if (features === undefined) {
      features = compute()
      this.#features.set(element, features)
    }
    return features
  }
}

const NO_MEMBERS: MessageMembers = { fields: [], oneofs: [] }

function collectMembers({ unlinked }: LinkedFile): Map<MessageElement, MessageMembers> {
  const all = new Map<MessageElement, MessageMembers>()
  const membersOf = (message: MessageElement): MessageMembers => {
    let members = all.get(message)
    if (members === undefined) {
      members = { fields: [], oneofs: [] }
      all.set(message, members)
    }
    return members
  }
  for (const field of unlinked.fields) {
    if (field.parent !== undefined && field.extend === undefined) membersOf(field.parent).fields.push(field)
  }
  for (const oneof of unlinked.oneofs) membersOf(oneof.parent).oneofs.push(oneof)
  return all
}

function collectValues({ unlinked }: LinkedFile): Map<EnumElement, EnumValueElement[]> {
  const all = new Map<EnumElement, EnumValueElement[]>()
  for (const value of unlinked.enumValues) {
    const values = all.get(value.parent)
    if (values === undefined) all.set(value.parent, [value])
    else values.push(value)
  }
  return all
}

/** A plain field of a message value by its name. */
export function findField(message: MessageValue, name: string): FieldValue | undefined {
  for (const value of message.fields.values()) {
    if (value.field.name === name && !value.field.isExtension) return value
  }
  return undefined
}

/** Whether a field is declared `repeated`; maps are. */
export function isRepeated({ label }: FieldDescriptorProto): boolean {
  return label === 3
}

/** Whether a field is a map. */
export function isMap({ node, parent }: FieldElement): boolean {
  return node.kind === Kind.MapField && parent?.node !== node
}
