import { Kind, type OptionValueNode } from '../syntax/ast.ts'
import { describeType, type FileOptionContext, reportOption } from './option-context.ts'
import type { FieldType } from './option-types.ts'

/** One expression, and the field that it is to be a value of. */
export interface Evaluation {
  readonly context: FileOptionContext
  /** Where names in the expression are looked up from. */
  readonly scope: string
  readonly field: FieldType
  /** Within `{ … }` the rules are those of the text format, which takes more spellings. */
  readonly isTextFormat: boolean
  /** The descriptor path of the value, for locations within it; undefined where there are none. */
  readonly path: readonly number[] | undefined
  readonly node: OptionValueNode
}

/** Reports a value of the wrong type at the value. */
export function reportMismatch({ context, field, node }: Evaluation, found: string, hint?: string): void {
  const message = `\`${field.name}\` takes ${withArticle(describeType(field))}, but ${found} is given.`
  reportOption(context, node, 'wrong-option-type', message, hint)
}

function withArticle(type: string): string {
  return `a value of type \`${type}\``
}

/** What an expression is, for messages. */
export function describeNode(node: OptionValueNode): string {
  switch (node.kind) {
    case Kind.Ident:
      return `the name \`${node.name}\``
    case Kind.String:
      return 'a string'
    case Kind.Number:
      return node.integer === undefined ? 'a floating-point number' : 'an integer'
    case Kind.Aggregate:
      return 'a message'
    case Kind.List:
      return 'a list'
  }
}
