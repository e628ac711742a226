import { FieldDescriptorProto_Type as Type } from '@bufbuild/protobuf/wkt'
import { SymbolKind } from '../link/link-symbol.ts'
import { Kind } from '../syntax/ast.ts'
import { evaluateAggregate } from './evaluate-aggregate.ts'
import { evaluateEnum } from './evaluate-enum.ts'
import { evaluateInteger } from './evaluate-integer.ts'
import { evaluateBool, evaluateBytes, evaluateFloat } from './evaluate-scalar.ts'
import { describeNode, type Evaluation, reportMismatch } from './evaluation.ts'
import type { OptionElement } from './option-value.ts'

const NOTHING: readonly OptionElement[] = []

/** Evaluates an expression. Returns no element after reporting what is wrong; a list can also be empty by itself. */
export function evaluateValue(evaluation: Evaluation): readonly OptionElement[] {
  const { field, node } = evaluation
  if (node.kind !== Kind.List) {
    const element = evaluateElement(evaluation)
    return element === undefined ? NOTHING : [element]
  }
  if (!field.isRepeated) {
    reportMismatch(evaluation, 'a list')
    return NOTHING
  }
  const elements: OptionElement[] = []
  for (const value of node.values) {
    const inner = { ...evaluation, node: value }
    if (value.kind === Kind.List) {
      reportMismatch(inner, 'a list within a list')
      continue
    }
    const element = evaluateElement(inner)
    if (element !== undefined) elements.push(element)
  }
  return elements
}

function evaluateElement(evaluation: Evaluation): OptionElement | undefined {
  const { field, node, context, scope, path } = evaluation
  const { typeSymbol } = field
  if (typeSymbol?.kind === SymbolKind.Message) {
    if (node.kind !== Kind.Aggregate) {
      reportMismatch(evaluation, describeNode(node))
      return undefined
    }
    const type = context.types.messageType(typeSymbol)
    return evaluateAggregate({ context, scope, type, path: field.isRepeated ? undefined : path, node })
  }
  if (node.kind === Kind.Aggregate) {
    reportMismatch(evaluation, 'a message')
    return undefined
  }
  if (typeSymbol?.kind === SymbolKind.Enum) return evaluateEnum(evaluation, typeSymbol)
  switch (field.type) {
    case Type.STRING:
    case Type.BYTES:
      return evaluateBytes(evaluation)
    case Type.BOOL:
      return evaluateBool(evaluation)
    case Type.FLOAT:
    case Type.DOUBLE:
      return evaluateFloat(evaluation)
    case Type.MESSAGE:
    case Type.GROUP:
    case Type.ENUM:
      return undefined // Its type was not found, which is reported already.
    default:
      return evaluateInteger(evaluation)
  }
}
