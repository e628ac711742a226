/**
 * What statements look like, whether or not they make sense: a message may have a number here, and a field a body. Offsets
 * are those of the text; an index is one of a token.
 */

/** `a.b`, `.a.(b.c).d`, `a/b`: a name of any form. */
export interface LoosePath {
  readonly start: number
  readonly end: number
  readonly parts: readonly LoosePart[]
}

/**
 * One part of a path with what stands in front of it. Between two dots, and behind a dot at the end, it is empty; so are
 * brackets without a name.
 */
export interface LoosePart {
  /** The dot or slash in front, '' where there is none. */
  readonly separator: string
  readonly separatorStart: number
  readonly start: number
  readonly end: number
  /** The word, '' for a part in brackets and an empty one. */
  readonly word: string
  readonly isBracketed: boolean
  /** What is in the brackets. */
  readonly inner: LoosePath | undefined
}

/** A word in front of a type: `optional`, `export`, `stream`. */
export interface LooseModifier {
  readonly start: number
  readonly end: number
  readonly word: string
}

export interface LooseType {
  readonly start: number
  readonly end: number
  readonly modifiers: readonly LooseModifier[]
  readonly path: LoosePath
  /** What is between `<` and `>`, with where these stand. */
  readonly args: LooseTypes | undefined
}

/** Types in brackets. */
export interface LooseTypes {
  readonly start: number
  readonly end: number
  readonly types: readonly LooseType[]
}

interface Range {
  readonly start: number
  readonly end: number
}

export type LooseValue =
  | (Range & { readonly kind: 'string' | 'number'; readonly index: number })
  | (Range & { readonly kind: 'path'; readonly path: LoosePath })
  | (Range & { readonly kind: 'minus'; readonly operand: LooseValue | undefined })
  | (Range & {
      readonly kind: 'to'
      readonly first: LooseValue
      readonly last: LooseValue | undefined
    })
  | (Range & { readonly kind: 'list'; readonly values: readonly LooseValue[] })
  | (Range & { readonly kind: 'message'; readonly fields: readonly LooseField[] })
  | LooseField
  | (Range & { readonly kind: 'too-deep' })

/** `key: value` in a message. */
export interface LooseField extends Range {
  readonly kind: 'field'
  readonly key: LooseValue | undefined
  readonly hasColon: boolean
  readonly value: LooseValue | undefined
}

/** `path = value`, in brackets or behind `option`. */
export interface LooseOption extends Range {
  readonly path: LoosePath
  readonly value: LooseValue
}

/** `[ … ]` behind a declaration. */
export interface LooseOptions extends Range {
  readonly options: readonly LooseOption[]
}

/** A declaration of any kind; each part is there or not. */
export interface LooseDefinition extends Range {
  readonly kind: 'definition'
  readonly type: LooseType | undefined
  readonly name: LoosePath | undefined
  readonly inputs: LooseTypes | undefined
  /** Where `returns` stands, -1 without it. */
  readonly returnsStart: number
  readonly outputs: LooseTypes | undefined
  /** Where `=` stands, or the value without it; -1 without both. */
  readonly valueStart: number
  readonly value: LooseValue | undefined
  readonly options: LooseOptions | undefined
  /** The token that opens the body, -1 without one. */
  readonly body: number
  readonly bodyStart: number
}

export interface LooseSyntax extends Range {
  readonly kind: 'syntax'
  readonly isEdition: boolean
  readonly value: LooseValue | undefined
  readonly options: LooseOptions | undefined
}

export interface LoosePackage extends Range {
  readonly kind: 'package'
  readonly name: LoosePath | undefined
  readonly options: LooseOptions | undefined
}

export interface LooseImport extends Range {
  readonly kind: 'import'
  readonly modifiers: readonly LooseModifier[]
  readonly path: LooseValue | undefined
  readonly options: LooseOptions | undefined
  readonly hasSemicolon: boolean
}

/** `reserved …;` or `extensions …;` */
export interface LooseRanges extends Range {
  readonly kind: 'ranges'
  readonly isReserved: boolean
  readonly values: readonly LooseValue[]
  readonly options: LooseOptions | undefined
}

export type LooseStatement =
  | LooseDefinition
  | LooseSyntax
  | LoosePackage
  | LooseImport
  | LooseRanges
  | (Range & { readonly kind: 'empty' })
  /** Braces that belong to nothing; `body` is the token that opens them. */
  | (Range & { readonly kind: 'body'; readonly body: number })
