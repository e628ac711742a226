import type { EnumSymbol } from '../link/link-symbol.ts'
import { Kind } from '../syntax/ast.ts'
import { signedInteger } from './evaluate-integer.ts'
import { describeNode, type Evaluation, reportMismatch } from './evaluation.ts'
import { reportOption } from './option-context.ts'

const INT32_RANGE = [-0x8000_0000n, 0x7fff_ffffn] as const

/** The number of an enum value: given by its name, or, as the text format allows, as a number. */
export function evaluateEnum(evaluation: Evaluation, symbol: EnumSymbol): number | undefined {
  const { context, node } = evaluation
  if (node.kind === Kind.Number && node.integer !== undefined) {
    const value = signedInteger(evaluation, node.integer, node.isNegative, INT32_RANGE)
    return value === undefined ? undefined : Number(value)
  }
  if (node.kind !== Kind.Ident) {
    reportMismatch(evaluation, describeNode(node))
    return undefined
  }
  const type = context.types.enumType(symbol)
  const value = type.byName.get(node.name)
  if (value === undefined) {
    const message = `The enum \`${type.fullName}\` has no value \`${node.name}\`.`
    const hint = 'Write one of its values by its simple name.'
    reportOption(context, node, 'unknown-enum-value', message, hint)
    return undefined
  }
  return value.number
}
