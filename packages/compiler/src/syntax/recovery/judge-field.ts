import { type EnumValueNode, type FieldNode, type GroupNode, type IdentNode, Kind, type MapFieldNode } from '../ast.ts'
import { judgeOptions } from './judge-options.ts'
import { identOf, judgePath, nameOf } from './judge-path.ts'
import { judgeOwnNumber } from './judge-value.ts'
import type { LooseDefinition, LooseModifier, LooseType } from './loose.ts'
import type { Reader } from './reader.ts'

const LABELS = new Set(['optional', 'required', 'repeated'])

/** What is left of a field, a group or an enum value when its type is apart. */
type Rest = Pick<EnumValueNode, 'name' | 'number' | 'options' | 'optionsStart' | 'optionsEnd'>

/** What fields, groups and enum values share; undefined when there is no name to go by. */
function judgeRest(reader: Reader, definition: LooseDefinition, what: string): Rest | undefined {
  const { name, value } = definition
  const ident = identOf(name)
  if (name === undefined) reader.fault(definition, `This ${what} has no name.`)
  else if (ident === undefined) reader.fault(name, `The name of ${article(what)} is a single word.`)
  if (value === undefined && ident === undefined) reader.fault(definition, `This ${what} has no number.`)
  const number = value && judgeOwnNumber(reader, value)
  rejectSignature(reader, definition, what)
  const options = judgeOptions(reader, definition.options)
  return ident && { name: ident, number, ...options }
}

function article(what: string): string {
  return /^[aeiou]/.test(what) ? `an ${what}` : `a ${what}`
}

/** Reports types of a request or a response on something that is no method. */
export function rejectSignature(reader: Reader, { inputs, returnsStart, end }: LooseDefinition, what: string): void {
  const starts = [inputs?.start ?? -1, returnsStart].filter((start) => start >= 0)
  const start = Math.min(...starts)
  if (starts.length > 0)
    reader.fault({ start, end }, `Only a method has a request and a response, not ${article(what)}.`)
}

/** An enum value; undefined when it has no name. */
export function judgeEnumValue(reader: Reader, definition: LooseDefinition): EnumValueNode | undefined {
  const { start, end, bodyStart } = definition
  const rest = judgeRest(reader, definition, 'enum value')
  if (bodyStart >= 0) reader.fault({ start: bodyStart, end }, 'An enum value has no body.')
  return rest && { kind: Kind.EnumValue, start, end, ...rest }
}

/** A field or a map field; undefined when it has no name. */
export function judgeField(
  reader: Reader,
  definition: LooseDefinition,
  type: LooseType,
  isInOneof: boolean,
): FieldNode | MapFieldNode | undefined {
  const { start, end, bodyStart } = definition
  const label = judgeModifiers(reader, type)
  judgeType(reader, type, isInOneof)
  const rest = judgeRest(reader, definition, 'field')
  if (bodyStart >= 0) reader.fault({ start: bodyStart, end }, 'A field has no body.')
  if (rest === undefined) {
    judgeLabel(reader, type, label, isInOneof)
    return undefined
  }
  const [key, value] = type.args?.types ?? []
  const typeStart = type.path.start
  if (type.args !== undefined) {
    const any: IdentNode = { kind: Kind.Ident, start: type.args.start, end: type.args.end, name: ANY_TYPE }
    const isWhole = isMap(type) && type.args.types.length === 2
    const keyType = isWhole && key ? nameOf(key.path) : any
    const valueType = isWhole && value ? nameOf(value.path) : any
    return { kind: Kind.MapField, start, end, label, typeStart, typeEnd: type.end, keyType, valueType, ...rest }
  }
  return { kind: Kind.Field, start, end, label, type: nameOf(type.path), ...rest }
}

/** Stands for a type that has been reported, as that of keys or of values. */
const ANY_TYPE = 'string'

/** Reports a label that a field without a name cannot have, or lacks. With a name, it is for validation to report. */
function judgeLabel(
  reader: Reader,
  { start, end, args }: LooseType,
  label: IdentNode | undefined,
  isInOneof: boolean,
): void {
  if (label === undefined) {
    const hint = 'Put `optional` in front.'
    const isLabelled = !reader.isProto2 || isInOneof || args !== undefined
    if (!isLabelled) reader.error('missing-label', { start, end }, 'In proto2 every field has a label.', hint)
  } else if (isInOneof) {
    reader.error('label-in-oneof', label, 'The fields of a oneof have no labels.', 'Remove the label.')
  } else if (reader.isEdition && label.name === 'optional') {
    reader.error('label-in-edition', label, 'There is no `optional` in editions.', 'Remove the label.')
  } else if (!reader.isProto2 && label.name === 'required') {
    reader.error('required-in-proto3', label, 'Fields are required in proto2 only.', 'Remove the label.')
  }
}

/** The field of a group without its body; undefined when it has no name. */
export function judgeGroupHead(
  reader: Reader,
  definition: LooseDefinition,
  type: LooseType,
): Omit<GroupNode, 'kind' | 'bodyStart' | 'body'> | undefined {
  const { start, end } = definition
  const label = judgeModifiers(reader, type)
  const rest = judgeRest(reader, definition, 'group')
  return rest && { start, end, label, keyword: nameOf(type.path), ...rest }
}

/** The label among the words in front of a type; reports the others, and a second one. */
function judgeModifiers(reader: Reader, { modifiers: [first, ...others] }: LooseType): IdentNode | undefined {
  for (const other of others) {
    reader.error(
      'label-twice',
      other,
      `There is \`${first?.word}\` in front of this type already.`,
      'Remove one of them.',
    )
  }
  if (first === undefined) return undefined
  if (!LABELS.has(first.word)) rejectModifier(reader, first)
  const { start, end, word } = LABELS.has(first.word) ? first : (others.find(({ word }) => LABELS.has(word)) ?? NONE)
  return word === '' ? undefined : { kind: Kind.Ident, start, end, name: word }
}

const NONE: LooseModifier = { start: 0, end: 0, word: '' }

function rejectModifier(reader: Reader, modifier: LooseModifier): void {
  const { word } = modifier
  if (word === 'export' || word === 'local') {
    const message = `\`${word}\` belongs to messages and enums, and this is a field.`
    reader.error('visibility-on-field', modifier, message, 'Remove it.')
  } else {
    reader.fault(modifier, `\`${word}\` cannot stand in front of the type of a field.`, 'Remove it.')
  }
}

function isMap({ path }: LooseType): boolean {
  return identOf(path)?.name === 'map'
}

function judgeType(reader: Reader, type: LooseType, isInOneof: boolean): void {
  const { path, args } = type
  if (args === undefined) {
    judgePath(reader, path, { allowsAbsolute: true })
  } else if (!isMap(type)) {
    reader.fault(path, 'Only `map` has types between `<` and `>`.')
  } else if (!isInOneof && args.types.length !== 2) {
    reader.fault(args, 'A map has two types: that of its keys, and that of its values.')
  } else if (!isInOneof) {
    for (const argument of args.types) judgeArgument(reader, argument)
  }
}

function judgeArgument(reader: Reader, { start, end, modifiers: [modifier], path, args }: LooseType): void {
  if (modifier !== undefined) reader.fault(modifier, 'The types of a map have no labels.', 'Remove it.')
  else if (args !== undefined) reader.fault({ start, end }, 'A map cannot have maps for values.')
  else judgePath(reader, path, { allowsAbsolute: true })
}
