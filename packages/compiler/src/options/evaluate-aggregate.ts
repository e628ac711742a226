import { SymbolKind } from '../link/link-symbol.ts'
import { findName } from '../link/resolve-name.ts'
import { type AggregateFieldNode, type AggregateNode, Kind } from '../syntax/ast.ts'
import { evaluateExpandedAny } from './evaluate-any.ts'
import { evaluateValue } from './evaluate-value.ts'
import { extensionQuery, type FileOptionContext, noteAt, reportOption } from './option-context.ts'
import { checkMessageSet } from './option-name-rules.ts'
import type { FieldType, MessageType } from './option-types.ts'
import { createMessageValue, type FieldValue, fieldKey, type MessageValue } from './option-value.ts'

/** A message in text format, and the type that it is to be of. */
export interface AggregateEvaluation {
  readonly context: FileOptionContext
  readonly scope: string
  readonly type: MessageType
  readonly path: readonly number[] | undefined
  readonly node: AggregateNode
}

/**
 * Evaluates `{ … }` or `< … >`. Fields that are wrong are reported and left out.
 *
 * Source: Protocol Buffers text format specification; Protobuf language specification, "Option values".
 */
export function evaluateAggregate(evaluation: AggregateEvaluation): MessageValue {
  const { type, node } = evaluation
  const message = createMessageValue(type)
  if (type.fullName === 'google.protobuf.Any') {
    const expanded = node.fields.find((field) => field.urlPrefix !== undefined)
    if (expanded !== undefined) {
      message.expanded = evaluateExpandedAny(evaluation, expanded)
      return message
    }
  }
  for (const field of node.fields) setField(evaluation, message, field)
  return message
}

function setField(evaluation: AggregateEvaluation, message: MessageValue, node: AggregateFieldNode): void {
  const { context, scope, path } = evaluation
  const field = findField(evaluation, node)
  if (field === undefined) return
  const key = fieldKey(field)
  const existing = message.fields.get(key)
  const isMessage = field.typeSymbol?.kind === SymbolKind.Message
  // A singular message may be written in several pieces, which are merged: buf takes that, unlike for scalars.
  if (existing !== undefined && (existing.field !== field || !(field.isRepeated || isMessage))) {
    reportSecond(evaluation, node, field, existing)
    return
  }
  checkMessageSet(context, field, node.name)
  const step = path === undefined ? undefined : [...path, field.number]
  if (step !== undefined && field.isRepeated) step.push(existing?.settings ?? 0)
  const elements = evaluateValue({
    context,
    scope,
    field,
    isTextFormat: true,
    path: field.isRepeated && isMessage ? undefined : step,
    node: node.value,
  })
  // An empty list sets nothing, but what is set later takes its place among the others.
  const isEmptyList = node.value.kind === Kind.List && node.value.values.length === 0
  if (elements.length === 0 && !(isEmptyList && field.isRepeated)) return
  const value = existing ?? {
    field,
    elements: [],
    start: node.name.start,
    end: node.name.end,
    partStart: node.name.start,
    value: node.value,
    index: node.index,
    settings: 0,
  }
  message.fields.set(key, value)
  if (elements.length === 0) return
  // A singular message within an aggregate has no location of its own, only what is in it.
  if (!isMessage || field.isRepeated) context.optionPaths[node.index] = step
  else if (existing !== undefined) context.firstPieces.set(node.index, existing.index)
  // One by one: a list is as long as the source makes it, and arguments live on the stack.
  for (const element of elements) value.elements.push(element)
  value.settings++
}

function findField(evaluation: AggregateEvaluation, node: AggregateFieldNode): FieldType | undefined {
  const { context, scope, type } = evaluation
  const { name } = node.name.name
  if (node.urlPrefix !== undefined) {
    const message = `A type URL can only be set in a \`google.protobuf.Any\`, and this is a \`${type.fullName}\`.`
    reportOption(context, node.name, 'misplaced-type-url', message)
    return undefined
  }
  if (name.startsWith('.')) {
    const message = 'The name of an extension has no dot in front here.'
    reportOption(context, node.name.name, 'absolute-extension', message, 'Remove the dot.')
  }
  const field = node.name.isExtension ? findExtension(context, scope, node) : type.fields.get(name)
  if (field !== undefined && field.container === type.element && field.isExtension === node.name.isExtension) {
    return field
  }
  const message = `\`${type.fullName}\` has no ${node.name.isExtension ? 'extension' : 'field'} \`${name}\`.`
  const hint = 'Write fields by their simple name, and extensions in brackets: `[my.extension]: 1`.'
  reportOption(context, node.name, 'unknown-option-field', message, hint)
  return undefined
}

/**
 * An extension by its name in brackets, seen from the scope of the option, or else as a full name: that is how the text
 * format has it. Source: observed behaviour of `buf build` 1.75; protoc knows the first way only.
 */
function findExtension(context: FileOptionContext, scope: string, node: AggregateFieldNode): FieldType | undefined {
  const { file, table, types } = context
  const { name } = node.name.name
  const find = (written: string) => findName(file, table, extensionQuery(context, written, scope, node.name))
  const symbol = find(name) ?? find(`.${name}`)
  if (symbol?.kind !== SymbolKind.Extension && symbol?.kind !== SymbolKind.Field) return undefined
  return types.fieldType(symbol.file, symbol.element)
}

function reportSecond(
  { context }: AggregateEvaluation,
  node: AggregateFieldNode,
  field: FieldType,
  existing: FieldValue,
): void {
  const isOneof = existing.field !== field
  const message = isOneof
    ? `\`${field.name}\` cannot be set: \`${existing.field.name}\` of the same oneof is set already.`
    : `\`${field.name}\` is set more than once, and it is not repeated.`
  const { start, end } = node.name
  const extra = { notes: [noteAt(context, existing, 'first set here')], hint: 'Remove one of the settings.' }
  const code = isOneof ? 'oneof-set-twice' : 'duplicate-option'
  context.diagnostics.report(code, 'error', context.file.source, start, end, message, extra)
}
