import { FieldDescriptorProto_Type as Type } from '@bufbuild/protobuf/wkt'
import { Kind } from '../syntax/ast.ts'
import { describeNode, type Evaluation, reportMismatch } from './evaluation.ts'
import { reportOption } from './option-context.ts'

/** The least and the greatest value of each integer type. */
const RANGES: Readonly<Partial<Record<Type, readonly [bigint, bigint]>>> = {
  [Type.INT32]: [-0x8000_0000n, 0x7fff_ffffn],
  [Type.SINT32]: [-0x8000_0000n, 0x7fff_ffffn],
  [Type.SFIXED32]: [-0x8000_0000n, 0x7fff_ffffn],
  [Type.UINT32]: [0n, 0xffff_ffffn],
  [Type.FIXED32]: [0n, 0xffff_ffffn],
  [Type.INT64]: [-0x8000_0000_0000_0000n, 0x7fff_ffff_ffff_ffffn],
  [Type.SINT64]: [-0x8000_0000_0000_0000n, 0x7fff_ffff_ffff_ffffn],
  [Type.SFIXED64]: [-0x8000_0000_0000_0000n, 0x7fff_ffff_ffff_ffffn],
  [Type.UINT64]: [0n, 0xffff_ffff_ffff_ffffn],
  [Type.FIXED64]: [0n, 0xffff_ffff_ffff_ffffn],
}

/** An integer in the range of its field's type: a number for 32 bits, a bigint for 64. */
export function evaluateInteger(evaluation: Evaluation): number | bigint | undefined {
  const { field, node } = evaluation
  if (node.kind !== Kind.Number || node.integer === undefined) {
    reportMismatch(evaluation, describeNode(node))
    return undefined
  }
  const range = RANGES[field.type]
  if (range === undefined) return undefined
  const value = signedInteger(evaluation, node.integer, node.isNegative, range)
  return value === undefined || range[1] > 0xffff_ffffn ? value : Number(value)
}

/** Checks the range of an integer, which carries its sign; reports `number-out-of-range`. */
export function signedInteger(
  { context, field, node }: Evaluation,
  integer: bigint,
  isNegative: boolean,
  [least, greatest]: readonly [bigint, bigint],
): bigint | undefined {
  // An unsigned type takes no sign at all, not even on zero.
  if (integer >= least && integer <= greatest && !(isNegative && least === 0n)) return integer
  const message = `${integer} is out of range for \`${field.name}\`, which takes ${least} to ${greatest}.`
  reportOption(context, node, 'number-out-of-range', message)
  return undefined
}
