import type { Category } from './category.ts'
import type { LintPolicy, LintPolicyVersion } from './lint-policy.ts'
import type {
  EnumElement,
  EnumValueElement,
  FieldElement,
  FileElement,
  ImportElement,
  MessageElement,
  OneofElement,
  RpcElement,
  SchemaElement,
  ServiceElement,
} from './schema/element.ts'
import type { Schema } from './schema/schema.ts'

/** What the walk offers to rules, each element once. Files that are there only as imports are not walked. */
export interface Hooks {
  /** All files at once: for promises that files keep among each other. */
  schema: Schema
  file: FileElement
  import: ImportElement
  /** Messages that somebody wrote, groups too: not the entries of maps. */
  message: MessageElement
  /** Fields and extensions, but not the key and value of a map. */
  field: FieldElement
  /** Oneofs that somebody wrote. */
  oneof: OneofElement
  enum: EnumElement
  enumValue: EnumValueElement
  service: ServiceElement
  rpc: RpcElement
}
export type HookName = keyof Hooks

/** What a rule says about one element. */
export interface Report {
  readonly element: SchemaElement
  /**
   * SourceCodeInfo paths below the element's own, the first that the source has is pointed at; the whole element when
   * left out. For a file they are paths in the file, and without one the file as a whole is meant.
   */
  readonly parts?: readonly (readonly number[])[]
  readonly message: string
}

/** What a rule works with beside the element. */
export interface RuleContext {
  readonly report: (report: Report) => void
  readonly policy: LintPolicy
  /** Whether a comment that says something stands before an element. */
  readonly isDocumented: (element: SchemaElement) => boolean
}

/** The facts about a rule that don't need an image. */
export interface LintRuleInfo {
  /** buf's id where the meaning is the same. */
  readonly id: string
  /** What good schemas look like, in one sentence. */
  readonly summary: string
  /** The categories of the rule in each version of the configuration language; no entry where the id is unknown. */
  readonly categories: Readonly<Partial<Record<LintPolicyVersion, readonly Category[]>>>
  /**
   * `deprecated` ids are accepted and mean nothing; `unsupported` ones mean something to buf that this engine does not
   * check.
   */
  readonly status: 'checked' | 'deprecated' | 'unsupported'
}

export interface LintRule<H extends HookName = HookName> extends LintRuleInfo {
  readonly on: H
  readonly check: (context: RuleContext, element: Hooks[H]) => void
}

/** A rule of any hook; the union, so that rules can be listed together without casts. */
export type AnyLintRule = { [H in HookName]: LintRule<H> }[HookName]

/** Makes a rule. `categories` are those of all versions, or of each version that knows the id. */
export function defineRule<H extends HookName>(definition: Omit<LintRule<H>, 'status'>): LintRule<H> {
  return { ...definition, status: 'checked' }
}

const STYLE = ['STYLE_BASIC', 'STYLE_STANDARD'] as const

/**
 * The categories of rules that are placed alike: `MINIMAL` means a rule of MINIMAL and all that is stricter.
 * Source: `buf config ls-lint-rules` of buf 1.75, for each version.
 */
export const PLACED = {
  minimalLayout: withV1beta1(['MINIMAL', 'BASIC', 'STANDARD'], ['MINIMAL', 'BASIC', 'STANDARD', 'FILE_LAYOUT']),
  minimalSensible: withV1beta1(['MINIMAL', 'BASIC', 'STANDARD'], ['MINIMAL', 'BASIC', 'STANDARD', 'SENSIBLE']),
  basicSensible: withV1beta1(['BASIC', 'STANDARD'], ['MINIMAL', 'BASIC', 'STANDARD', 'SENSIBLE']),
  basicAffinity: withV1beta1(['BASIC', 'STANDARD'], ['MINIMAL', 'BASIC', 'STANDARD', 'PACKAGE_AFFINITY']),
  basicStyle: withV1beta1(['BASIC', 'STANDARD'], ['BASIC', 'STANDARD', ...STYLE]),
  basicSince: { v2: ['BASIC', 'STANDARD'], v1: ['BASIC', 'STANDARD'] },
  standardStyle: withV1beta1(['STANDARD'], ['STANDARD', 'STYLE_STANDARD']),
  comments: everywhere(['COMMENTS']),
  unaryRpc: everywhere(['UNARY_RPC']),
} as const satisfies Record<string, LintRuleInfo['categories']>

function withV1beta1(categories: readonly Category[], v1beta1: readonly Category[]): LintRuleInfo['categories'] {
  return { v2: categories, v1: categories, v1beta1 }
}

function everywhere(categories: readonly Category[]): LintRuleInfo['categories'] {
  return withV1beta1(categories, categories)
}
