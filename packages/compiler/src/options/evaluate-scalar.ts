import { FieldDescriptorProto_Type as Type } from '@bufbuild/protobuf/wkt'
import { Kind } from '../syntax/ast.ts'
import { describeNode, type Evaluation, reportMismatch } from './evaluation.ts'
import { reportOption } from './option-context.ts'
import { NEGATIVE_NAN } from './option-value.ts'

/** The bytes of a string or of bytes. */
export function evaluateBytes(evaluation: Evaluation): Uint8Array | undefined {
  const { node } = evaluation
  if (node.kind === Kind.String) return node.bytes
  reportMismatch(evaluation, describeNode(node), 'Put it in quotes.')
  return undefined
}

/** The spellings of `bool` that only the text format has. Source: text format specification, "Field values". */
const TEXT_BOOLS: ReadonlyMap<string, boolean> = new Map([
  ['True', true],
  ['t', true],
  ['False', false],
  ['f', false],
])

export function evaluateBool(evaluation: Evaluation): boolean | undefined {
  const { node, isTextFormat } = evaluation
  if (node.kind === Kind.Ident) {
    if (node.name === 'true') return true
    if (node.name === 'false') return false
    const value = isTextFormat ? TEXT_BOOLS.get(node.name) : undefined
    if (value !== undefined) return value
  }
  const isNegated = node.kind === Kind.Ident && (node.name === '-true' || node.name === '-false')
  const at = isNegated ? { ...node, start: node.end - node.name.length + 1 } : node
  reportMismatch({ ...evaluation, node: at }, describeNode(node), 'Write `true` or `false`.')
  return undefined
}

/** A number of either float type, rounded to that type. The sign of zero and of NaN is kept. */
export function evaluateFloat(evaluation: Evaluation): number | typeof NEGATIVE_NAN | undefined {
  const { node, field } = evaluation
  const value = readFloat(evaluation)
  if (value === undefined) {
    reportMismatch(evaluation, describeNode(node))
    return undefined
  }
  if (Number.isNaN(value) && node.kind === Kind.Number && node.isNegative) return NEGATIVE_NAN
  return field.type === Type.FLOAT ? Math.fround(value) : value
}

function readFloat({ context, node, isTextFormat }: Evaluation): number | undefined {
  if (node.kind === Kind.Ident) {
    if (node.name === 'inf') return Number.POSITIVE_INFINITY
    if (node.name === 'nan') return Number.NaN
    const [, sign, word = ''] = /^(-?)(.*)$/.exec(node.name) ?? []
    if (!isTextFormat || word === 'true' || word === 'false') return undefined
    // In the text format buf takes any other name too, and makes it zero.
    return sign === '-' ? -0 : (TEXT_FLOATS.get(word.toLowerCase()) ?? 0)
  }
  if (node.kind !== Kind.Number) return undefined
  if (node.integer !== undefined && /^-?\s*0[xX]/.test(context.file.source.text.slice(node.start, node.end))) {
    const message = 'Floating-point values cannot be written in hexadecimal.'
    reportOption(context, node, 'hexadecimal-float', message, 'Write the number in decimal.')
  }
  if (node.integer === undefined) return node.float
  return node.integer === 0n && node.isNegative ? -0 : Number(node.integer)
}

const TEXT_FLOATS: ReadonlyMap<string, number> = new Map([
  ['inf', Number.POSITIVE_INFINITY],
  ['infinity', Number.POSITIVE_INFINITY],
  ['nan', Number.NaN],
])
