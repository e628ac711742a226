import type {
  EmptyNode,
  EnumElementNode,
  ExtendElementNode,
  MessageElementNode,
  OneofElementNode,
  OptionNode,
  ServiceElementNode,
} from '../ast.ts'
import { type IdentNode, Kind } from '../ast.ts'
import { MAX_MESSAGE_NESTING } from '../nesting.ts'
import { judgeEnumValue, judgeField, judgeGroupHead, rejectSignature } from './judge-field.ts'
import { judgeMethodHead } from './judge-method.ts'
import { judgeOptionStatement } from './judge-options.ts'
import { identOf, judgePath, nameOf } from './judge-path.ts'
import type { LooseDefinition, LooseType } from './loose.ts'
import type { Reader } from './reader.ts'
import { enumSink, extendSink, messageSink, methodSink, type Owner, oneofSink, type Sink, serviceSink } from './sink.ts'

type DefinitionKind =
  | 'message'
  | 'enum'
  | 'service'
  | 'extend'
  | 'oneof'
  | 'group'
  | 'method'
  | 'option'
  | 'value'
  | 'field'

/** Judges the statements of a body. */
export type JudgeBody = (open: number, sink: Sink, isEnum: boolean) => void

const OWNERS: Readonly<Record<DefinitionKind, readonly Owner[]>> = {
  message: ['file', 'message'],
  enum: ['file', 'message'],
  service: ['file'],
  extend: ['file', 'message'],
  oneof: ['message'],
  group: ['message', 'extend', 'oneof'],
  method: ['service'],
  option: ['file', 'message', 'enum', 'service', 'oneof', 'method'],
  value: ['enum'],
  field: ['message', 'extend', 'oneof'],
}

const NAMES: Readonly<Record<DefinitionKind, string>> = {
  message: 'A message',
  enum: 'An enum',
  service: 'A service',
  extend: 'An `extend`',
  oneof: 'A oneof',
  group: 'A group',
  method: 'A method',
  option: 'An option',
  value: 'An enum value',
  field: 'A field',
}

const HINTS: Readonly<Record<Owner, string>> = {
  file: 'A file has messages, enums, services, extensions, imports and options.',
  message: 'A message has fields, oneofs, options, numbers and names that are reserved, and other types.',
  enum: 'An enum has values, each a name and a number, options, and numbers and names that are reserved.',
  service: 'A service has methods and options.',
  extend: 'An `extend` has fields.',
  oneof: 'A oneof has fields and options.',
  method: 'A method has options.',
  nothing: 'Remove it.',
}

/** What a definition is. The word that begins it counts only together with what it needs. */
function classify(definition: LooseDefinition, isValue: boolean): DefinitionKind {
  const { type, inputs, returnsStart, body } = definition
  const word = type === undefined || type.args !== undefined ? undefined : identOf(type.path)?.name
  switch (word) {
    case 'option':
      if (type?.modifiers.length === 0) return 'option'
      break
    case 'rpc':
      if (inputs !== undefined || returnsStart >= 0) return 'method'
      break
    case 'message':
    case 'enum':
    case 'service':
    case 'extend':
    case 'oneof':
    case 'group':
      if (body >= 0) return word
      break
  }
  return isValue ? 'value' : 'field'
}

/** In the body of an enum a lone type is the name of a value. */
function isEnumValue({ type, name, body }: LooseDefinition, isInEnum: boolean): boolean {
  return isInEnum && name === undefined && body < 0 && type?.modifiers.length === 0 && type.args === undefined
}

/** Reports what is wrong with a definition, and passes on what is left of it. */
export function judgeDefinition(
  reader: Reader,
  loose: LooseDefinition,
  sink: Sink,
  isInEnum: boolean,
  judgeBody: JudgeBody,
): void {
  const { type } = loose
  const isValue = isEnumValue(loose, isInEnum)
  const definition = isValue ? { ...loose, type: undefined, name: type?.path } : loose
  const kind = classify(definition, isValue)
  if (!OWNERS[kind].includes(sink.owner)) {
    const isUnknown = kind === 'field' && type !== undefined && definition.body >= 0
    const what = isUnknown ? `\`${nameOf(type.path).name}\` begins no declaration` : `${NAMES[kind]} cannot stand here`
    reader.fault(definition, `${what}.`, HINTS[sink.owner])
  }
  switch (kind) {
    case 'option': {
      const option = judgeOptionStatement(reader, definition)
      if (option !== undefined) sink.option?.(option)
      break
    }
    case 'value': {
      const value = judgeEnumValue(reader, definition)
      if (value !== undefined) sink.value?.(value)
      break
    }
    case 'field': {
      const field = type && judgeField(reader, definition, type, sink.owner === 'oneof')
      if (field === undefined) break
      sink.field?.(field)
      if (sink.owner === 'enum') sink.value?.(asEnumValue(field))
      break
    }
    case 'group':
      if (type !== undefined) judgeGroup(reader, definition, type, sink, judgeBody)
      return
    case 'method':
      if (type !== undefined) judgeMethod(reader, definition, type, sink, judgeBody)
      return
    default:
      judgeTypeDefinition(reader, kind, definition, sink, judgeBody)
      return
  }
  if (definition.body >= 0) judgeBody(definition.body, { owner: 'nothing' }, false)
}

function asEnumValue(
  field: Omit<Parameters<NonNullable<Sink['value']>>[0], 'kind'>,
): Parameters<NonNullable<Sink['value']>>[0] {
  const { start, end, name, number, options, optionsStart, optionsEnd } = field
  return { kind: Kind.EnumValue, start, end, name, number, options, optionsStart, optionsEnd }
}

function judgeGroup(
  reader: Reader,
  definition: LooseDefinition,
  type: LooseType,
  sink: Sink,
  judgeBody: JudgeBody,
): void {
  const head = judgeGroupHead(reader, definition, type)
  const body: MessageElementNode[] = []
  const { bodyStart } = definition
  judgeMessageBody(reader, definition, head?.name, body, judgeBody)
  if (head === undefined) return
  if (sink.field !== undefined) {
    sink.field({ kind: Kind.Group, ...head, bodyStart, body })
    return
  }
  const { start, end, name } = head
  sink.type?.({ kind: Kind.Message, start, end, visibility: undefined, keywordStart: start, name, bodyStart, body })
}

function judgeMethod(
  reader: Reader,
  definition: LooseDefinition,
  type: LooseType,
  sink: Sink,
  judgeBody: JudgeBody,
): void {
  const head = judgeMethodHead(reader, definition, type)
  const body: (OptionNode | EmptyNode)[] = []
  if (definition.body >= 0) judgeBody(definition.body, methodSink(body), false)
  if (head !== undefined) sink.method?.({ ...head, body })
}

/** Messages and groups stand in each other only so deep. */
function judgeMessageBody(
  reader: Reader,
  definition: LooseDefinition,
  name: IdentNode | undefined,
  body: MessageElementNode[],
  judgeBody: JudgeBody,
): void {
  if (reader.messageDepth >= MAX_MESSAGE_NESTING) {
    const message = `This is nested deeper than the ${MAX_MESSAGE_NESTING} messages that may stand in each other.`
    reader.error('nesting-too-deep', name ?? definition, message, 'Move it out of the messages around it.')
    return
  }
  reader.messageDepth++
  judgeBody(definition.body, messageSink(body), false)
  reader.messageDepth--
}

function judgeTypeDefinition(
  reader: Reader,
  kind: 'message' | 'enum' | 'service' | 'extend' | 'oneof',
  definition: LooseDefinition,
  sink: Sink,
  judgeBody: JudgeBody,
): void {
  const { start, end, type, name, bodyStart, body: open } = definition
  const ident = judgeHead(reader, kind, definition)
  const modifier = type?.modifiers[0]
  const visibility: IdentNode | undefined = modifier && {
    kind: Kind.Ident,
    start: modifier.start,
    end: modifier.end,
    name: modifier.word,
  }
  const keywordStart = type?.path.start ?? start
  switch (kind) {
    case 'message': {
      const body: MessageElementNode[] = []
      judgeMessageBody(reader, definition, ident, body, judgeBody)
      if (ident) sink.type?.({ kind: Kind.Message, start, end, visibility, keywordStart, name: ident, bodyStart, body })
      break
    }
    case 'enum': {
      const body: EnumElementNode[] = []
      judgeBody(open, enumSink(body, ident ? sink : LOST), true)
      if (ident) sink.type?.({ kind: Kind.Enum, start, end, visibility, keywordStart, name: ident, bodyStart, body })
      break
    }
    case 'service': {
      const body: ServiceElementNode[] = []
      judgeBody(open, serviceSink(body, ident ? sink : LOST), false)
      if (ident) sink.service?.({ kind: Kind.Service, start, end, name: ident, bodyStart, body })
      break
    }
    case 'extend': {
      const body: ExtendElementNode[] = []
      judgeBody(open, extendSink(body, name ? sink : LOST), false)
      if (name) sink.type?.({ kind: Kind.Extend, start, end, extendee: nameOf(name), bodyStart, body })
      break
    }
    case 'oneof': {
      const body: OneofElementNode[] = []
      judgeBody(open, oneofSink(body, ident ? sink : LOST), false)
      if (ident) sink.oneof?.({ kind: Kind.Oneof, start, end, name: ident, bodyStart, body })
      break
    }
  }
}

/** Around what is left out as a whole. */
const LOST: Sink = { owner: 'nothing' }

/** Judges all but the body. The name, when it is one. */
function judgeHead(
  reader: Reader,
  kind: 'message' | 'enum' | 'service' | 'extend' | 'oneof',
  definition: LooseDefinition,
): IdentNode | undefined {
  const { type, name, valueStart, value, options } = definition
  const ident = identOf(name)
  if (name === undefined) {
    reader.fault(definition, `This \`${kind}\` has no name.`)
  } else if (kind === 'extend') {
    judgePath(reader, name, { allowsAbsolute: true })
  } else if (ident === undefined) {
    const part = name.parts.find(({ separator }) => separator !== '')
    const at = part === undefined ? name : { start: part.separatorStart, end: part.separatorStart + 1 }
    reader.fault(at, `${NAMES[kind]} has a single word for its name.`)
  }
  const isType = kind === 'message' || kind === 'enum'
  for (const modifier of type?.modifiers ?? []) {
    if (isType && (modifier.word === 'export' || modifier.word === 'local')) continue
    reader.fault(modifier, `\`${modifier.word}\` cannot stand in front of \`${kind}\`.`, 'Remove it.')
  }
  if (value !== undefined) reader.fault({ start: valueStart, end: value.end }, `${NAMES[kind]} has no number.`)
  rejectSignature(reader, definition, kind)
  if (options !== undefined) reader.fault(options, `The options of \`${kind}\` stand in its body.`)
  return ident
}
