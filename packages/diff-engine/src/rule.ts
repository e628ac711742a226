import type { Category } from './category.ts'
import type { PolicyVersion } from './policy.ts'
import type {
  EnumElement,
  EnumNumber,
  FieldElement,
  FileElement,
  MessageElement,
  OneofElement,
  RpcElement,
  ServiceElement,
} from './schema/element.ts'
import type { PackageElement } from './schema/schema-index.ts'
import type { Site } from './site.ts'

/** What the walk over both sides offers to rules; the previous side is always first. */
export interface Hooks {
  /** No file of this path is left. */
  fileRemoved: [prev: FileElement]
  /** Files of the same path. */
  filePair: [prev: FileElement, next: FileElement]
  /** The file of the same path no longer declares this nested name; the element may live on in another file. */
  messageLeftFile: [prev: MessageElement, next: FileElement]
  enumLeftFile: [prev: EnumElement, next: FileElement]
  extensionLeftFile: [prev: FieldElement, next: FileElement]
  serviceLeftFile: [prev: ServiceElement, next: FileElement]
  /** No file of this package is left. */
  packageRemoved: [prev: PackageElement]
  /** The package is left, but no file of it declares this nested name. */
  messageLeftPackage: [prev: MessageElement, next: PackageElement]
  enumLeftPackage: [prev: EnumElement, next: PackageElement]
  extensionLeftPackage: [prev: FieldElement, next: PackageElement]
  serviceLeftPackage: [prev: ServiceElement, next: PackageElement]
  /** Messages of the same full name, wherever they are declared; map entries and groups too. */
  messagePair: [prev: MessageElement, next: MessageElement]
  /** Fields of the same number in such messages, and extensions of the same extendee and number. */
  fieldPair: [prev: FieldElement, next: FieldElement]
  /** A field, not an extension, whose number the message no longer has. */
  fieldRemoved: [prev: FieldElement, next: MessageElement]
  /** A oneof, not a synthetic one, whose name no oneof of the message has. */
  oneofRemoved: [prev: OneofElement, next: MessageElement]
  enumPair: [prev: EnumElement, next: EnumElement]
  enumNumberPair: [prev: EnumNumber, next: EnumNumber]
  enumNumberRemoved: [prev: EnumNumber, next: EnumElement]
  rpcPair: [prev: RpcElement, next: RpcElement]
  rpcRemoved: [prev: RpcElement, next: ServiceElement]
}
export type HookName = keyof Hooks

/** What a rule says about one broken promise. */
export interface Report {
  /** Undefined when nothing in `next` can be pointed at. */
  readonly at: Site | undefined
  readonly against: Site
  /** Full name of the element, without a leading dot; the import path when a file is meant. */
  readonly symbol: string
  /**
   * What the change was, without what may change by itself (lines, files): the part of the fingerprint that tells two
   * findings of one rule about one symbol apart.
   */
  readonly nature: string
  /** What changed, as a clause without full stop. */
  readonly what: string
  /** Who is hurt, and how: binary data, JSON data, generated code. Whole sentences. */
  readonly harm: string
  /** What to do instead. Whole sentences. */
  readonly instead: string
  /**
   * Set when the element has no counterpart in `prev`: paths and packages to ignore are then looked up for `at` only.
   * Source: observed behaviour of buf 1.75.
   */
  readonly isAddition?: boolean
}

/** The facts about a rule that don't need an image. */
export interface RuleInfo {
  /** buf's id where the meaning is the same. */
  readonly id: string
  /** The promise, in one sentence. */
  readonly summary: string
  /** The categories of the rule in each version of the configuration language; no entry where the id is unknown. */
  readonly categories: Readonly<Partial<Record<PolicyVersion, readonly Category[]>>>
  /** True for an id that is accepted and checks nothing. */
  readonly isDeprecated: boolean
  /** The rules that do the work of a deprecated one; may be none. */
  readonly replacements: readonly string[]
}

export interface Rule<H extends HookName = HookName> extends RuleInfo {
  readonly on: H
  readonly check: (report: (report: Report) => void, ...pair: Hooks[H]) => void
}

/** A rule of any hook; the union, so that a list of rules can be sorted by hook without casts. */
export type AnyRule = { [H in HookName]: Rule<H> }[HookName]

interface RuleDefinition<H extends HookName> {
  readonly id: string
  readonly summary: string
  /** The categories in version v2. */
  readonly categories: readonly Category[]
  /**
   * The versions before v2, when they differ by more than CSR, which only v2 has; `undefined` where the id is unknown.
   */
  readonly before?: Readonly<Record<'v1' | 'v1beta1', readonly Category[] | undefined>>
  readonly on: H
  readonly check: Rule<H>['check']
}

/** Makes a rule. Without `before`, v1 and v1beta1 have the categories of v2 without CSR. */
export function defineRule<H extends HookName>(definition: RuleDefinition<H>): Rule<H> {
  const { id, summary, on, check, categories } = definition
  const withoutCsr = categories.filter((category) => category !== 'CSR')
  const { v1, v1beta1 } = definition.before ?? { v1: withoutCsr, v1beta1: withoutCsr }
  return {
    id,
    summary,
    categories: { v2: categories, ...(v1 && { v1 }), ...(v1beta1 && { v1beta1 }) },
    isDeprecated: false,
    replacements: [],
    on,
    check,
  }
}
