import { FieldDescriptorProto_Type as Type } from '@bufbuild/protobuf/wkt'
import { SymbolKind } from '../link/link-symbol.ts'
import { resolveName } from '../link/resolve-name.ts'
import { Kind, type OptionNamePart, type OptionNode } from '../syntax/ast.ts'
import { evaluateValue } from './evaluate-value.ts'
import { type ElementOptions, extensionQuery, type FileOptionContext, noteAt, reportOption } from './option-context.ts'
import { checkFirstPart, checkMessageSet } from './option-name-rules.ts'
import { OptionTarget } from './option-target.ts'
import type { FieldType, MessageType } from './option-types.ts'
import {
  createMessageValue,
  type FieldValue,
  fieldKey,
  isMessageValue,
  type MessageValue,
  type TextRange,
} from './option-value.ts'

/**
 * How many parts the name of an option may have: each one is a level of nesting in its value. Far more than any schema
 * has, and few enough for a call stack.
 */
const MAX_NAME_PARTS = 500

/**
 * Interprets one option: follows its name through the options message, evaluates its value, and puts it in place.
 * An option that is wrong is reported and left out.
 *
 * Source: Protobuf language specification, "Options" and "Option names".
 */
export function interpretOption(context: FileOptionContext, options: ElementOptions, node: OptionNode): void {
  if (interpretPseudoOption(context, options, node)) return
  if (node.name.length > MAX_NAME_PARTS) {
    const message = `The name of this option has more than the ${MAX_NAME_PARTS} parts that it may have.`
    reportOption(context, node.name[MAX_NAME_PARTS]!, 'nesting-too-deep', message, 'Set a part of it as a whole.')
    return
  }
  const path = [...options.path]
  let message = options.value
  for (const [index, part] of node.name.entries()) {
    const at = partRange(context, node, index)
    const field = findField(context, options, message.type, part, index, at)
    if (field === undefined) return
    if (index === 0) checkFirstPart(context, options, field, part)
    checkMessageSet(context, field, at)
    const existing = message.fields.get(fieldKey(field))
    path.push(field.number)
    if (index === node.name.length - 1) {
      setOption({ context, options, node, message, field, existing, path })
      return
    }
    const next = enterMessage(context, node, index, field, existing, message)
    if (next === undefined) return
    message = next
  }
}

/**
 * The field that a part of an option's name means, in a message. A name in parentheses is looked up like a type name,
 * and should be an extension, but may be a plain field of the message too: protoc and buf take that.
 */
function findField(
  context: FileOptionContext,
  options: ElementOptions,
  type: MessageType,
  part: OptionNamePart,
  index: number,
  at: TextRange,
): FieldType | undefined {
  const { name } = part.name
  if (!part.isExtension) {
    const field = type.fields.get(name)
    // A part without a name has been reported.
    if (field === undefined && name !== '') {
      const what = index === 0 ? `There is no option \`${name}\` here` : `\`${type.fullName}\` has no field \`${name}\``
      const hint = 'Correct the name; an option of your own is written in parentheses: `(my.option)`.'
      reportOption(context, at, 'unknown-option', `${what}.`, hint)
    }
    return field
  }
  const symbol = resolveName(
    context.file,
    context.table,
    extensionQuery(context, name, options.scope, part.name),
    context.diagnostics,
  )
  if (symbol?.kind !== SymbolKind.Extension && symbol?.kind !== SymbolKind.Field) return undefined
  const field = context.types.fieldType(symbol.file, symbol.element)
  if (field?.container !== type.element) {
    const message = `\`${symbol.fullName}\` does not extend \`${type.fullName}\`, so it cannot be set here.`
    const hint = `Use an extension of \`${type.fullName}\`.`
    reportOption(context, at, 'wrong-extension', message, hint)
    return undefined
  }
  return field
}

/** Goes one level down: into the message that a part of the name but the last one means. */
function enterMessage(
  context: FileOptionContext,
  node: OptionNode,
  index: number,
  field: FieldType,
  existing: FieldValue | undefined,
  parent: MessageValue,
): MessageValue | undefined {
  const part = node.name[index]!
  const next = node.name[index + 1]!
  if (existing !== undefined && existing.field !== field) {
    reportOneof(context, { start: node.name[0]!.start, end: part.end }, field, existing)
    return undefined
  }
  if (field.isRepeated || field.typeSymbol?.kind !== SymbolKind.Message) {
    const what = field.isRepeated ? 'is repeated' : 'is not a message'
    const message = `\`${part.name.name}\` ${what}, so \`${next.name.name}\` cannot be set in it.`
    const hint = field.isRepeated ? 'Set it as a whole: `= { … }`.' : undefined
    reportOption(context, next.name, 'option-has-no-parts', message, hint)
    return undefined
  }
  const child = existing?.elements[0]
  if (child !== undefined && isMessageValue(child)) return child
  const created = createMessageValue(context.types.messageType(field.typeSymbol))
  const { start } = node.name[0]!
  parent.fields.set(fieldKey(field), {
    field,
    elements: [created],
    start,
    end: part.end,
    partStart: partStart(part),
    value: node.value,
    index: node.index,
    settings: 0,
  })
  return created
}

interface Setting {
  readonly context: FileOptionContext
  readonly options: ElementOptions
  readonly node: OptionNode
  readonly message: MessageValue
  readonly field: FieldType
  readonly existing: FieldValue | undefined
  readonly path: number[]
}

/** Evaluates the value of an option and puts it into the message that its name led to. */
function setOption({ context, options, node, message, field, existing, path }: Setting): void {
  const name = { start: node.name[0]!.start, end: node.name.at(-1)!.end }
  if (existing !== undefined && existing.field !== field) {
    reportOneof(context, name, field, existing)
    return
  }
  if (existing !== undefined && !field.isRepeated) {
    const notes = [noteAt(context, existing, 'first set here')]
    const text = `The option \`${field.name}\` is set more than once, and it is not repeated.`
    const extra = { notes, hint: 'Remove one of the settings.' }
    context.diagnostics.report('duplicate-option', 'error', context.file.source, name.start, name.end, text, extra)
    return
  }
  checkValueForm(context, node)
  const isWholeMessage = field.typeSymbol?.kind === SymbolKind.Message && !field.isRepeated
  if (field.isRepeated) path.push(existing?.settings ?? 0)
  const elements = evaluateValue({
    context,
    scope: options.scope,
    field,
    isTextFormat: false,
    path: field.isRepeated && field.typeSymbol?.kind === SymbolKind.Message ? undefined : path,
    node: node.value,
  })
  if (elements.length === 0) return
  context.optionPaths[node.index] = path
  if (isWholeMessage) context.messageOptions.add(node.index)
  const value = existing ?? {
    field,
    elements: [],
    start: name.start,
    end: name.end,
    partStart: partStart(node.name.at(-1)!),
    value: node.value,
    index: node.index,
    settings: 0,
  }
  // One by one: a list is as long as the source makes it, and arguments live on the stack.
  for (const element of elements) value.elements.push(element)
  value.settings++
  message.fields.set(fieldKey(field), value)
}

/**
 * `default` and `json_name` look like options of a field, but are parts of its descriptor.
 * Source: descriptor.proto, FieldDescriptorProto.default_value and json_name.
 */
function interpretPseudoOption(context: FileOptionContext, options: ElementOptions, node: OptionNode): boolean {
  const first = node.name[0]
  if (first === undefined || first.isExtension || options.target !== OptionTarget.Field) return false
  const name = first.name.name
  if (name !== 'default' && name !== 'json_name') return false
  const key = name === 'default' ? 'defaultValue' : 'jsonName'
  if (node.name.length > 1) {
    const message = `\`${name}\` is no message, so \`${node.name[1]!.name.name}\` cannot be set in it.`
    reportOption(context, node.name[1]!.name, 'option-has-no-parts', message)
    return true
  }
  if (options[key] !== undefined) {
    const notes = [noteAt(context, options[key], 'first set here')]
    const extra = { notes, hint: 'Remove one of the settings.' }
    const text = `\`${name}\` is set more than once.`
    context.diagnostics.report('duplicate-option', 'error', context.file.source, first.start, first.end, text, extra)
    return true
  }
  const field = pseudoField(context, options, name)
  if (field === undefined) return true
  const elements = evaluateValue({
    context,
    scope: options.scope,
    field,
    isTextFormat: false,
    path: undefined,
    node: node.value,
  })
  if (elements.length === 0) return true
  options[key] = {
    field,
    elements: [...elements],
    start: first.start,
    end: first.end,
    partStart: first.start,
    value: node.value,
    index: node.index,
    settings: 1,
  }
  context.optionPaths[node.index] = [...options.path.slice(0, -1), name === 'default' ? 7 : 10]
  return true
}

/** The type that a pseudo option takes: that of the field itself, or a string. */
function pseudoField(context: FileOptionContext, options: ElementOptions, name: string): FieldType | undefined {
  const own = options.field === undefined ? undefined : context.types.fieldType(context.file, options.field)
  if (name === 'default' || own === undefined) return own
  const isRepeated = false
  return { ...own, name, type: Type.STRING, isRepeated, typeSymbol: undefined, oneof: undefined }
}

function reportOneof(
  context: FileOptionContext,
  at: { readonly start: number; readonly end: number },
  field: FieldType,
  existing: FieldValue,
): void {
  const { file, diagnostics } = context
  const message = `\`${field.name}\` cannot be set: \`${existing.field.name}\` of the same oneof is set already.`
  const extra = { notes: [noteAt(context, existing, 'set here')], hint: 'Keep one of the two.' }
  diagnostics.report('oneof-set-twice', 'error', file.source, at.start, at.end, message, extra)
}

/** Where a part of a name stands; all but the first with the dot in front, as buf counts them. */
function partRange({ file }: FileOptionContext, { name }: OptionNode, index: number): TextRange {
  const { start, end } = name[index]!
  const previous = name[index - 1]
  return previous === undefined ? { start, end } : { start: file.source.text.indexOf('.', previous.end), end }
}

/** Lists and `< … >` are spellings of the text format: the value of an option itself cannot be one. */
function checkValueForm(context: FileOptionContext, { value }: OptionNode): void {
  if (value.kind === Kind.List) {
    const hint = 'Set the option once for each value.'
    reportOption(context, value, 'list-as-option', 'The value of an option cannot be a list.', hint)
  } else if (value.kind === Kind.Aggregate && context.file.source.text[value.start] === '<') {
    reportOption(context, value, 'angles-as-option', 'The value of an option cannot be in `< … >`.', 'Write `{ … }`.')
  }
}

/** Where a part of a name starts, without the dot in front of it. */
function partStart({ isExtension, start, name }: OptionNamePart): number {
  return isExtension ? start : name.start
}
