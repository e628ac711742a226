import fc from 'fast-check'

/** What one message of a random schema declares. */
interface Declaration {
  readonly name: string
  readonly number: number
  /** Type and features; `oneof` puts it into the oneof `o` of the message. */
  readonly type: string
  readonly label: 'explicit' | 'implicit' | 'required' | 'repeated' | 'expanded' | 'oneof' | 'map' | 'delimited'
  readonly isUtf8Checked: boolean
}

/** Two versions of a file of edition 2023, package a.v1, with messages A, B and C and enums Open and Closed. */
export interface SchemaPair {
  readonly prev: string
  readonly next: string
}

const NUMBERS = [1, 2, 3, 4]
const MESSAGES = ['A', 'B', 'C']
const SCALARS = [
  ...['double', 'float', 'int32', 'int64', 'uint32', 'uint64', 'sint32', 'sint64', 'fixed32', 'fixed64'],
  ...['sfixed32', 'sfixed64', 'bool', 'string', 'bytes'],
]
const ENUMS = ['Open', 'Closed']
const KEYS = ['string', 'int32', 'int64', 'bool', 'sint32', 'fixed64']

/** Kinds that often meet each other come more often. */
const type = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...SCALARS) },
  { weight: 2, arbitrary: fc.constantFrom('int32', 'int64', 'string', 'bytes', 'bool') },
  { weight: 2, arbitrary: fc.constantFrom(...ENUMS) },
  { weight: 3, arbitrary: fc.constantFrom(...MESSAGES) },
)
const label = fc.constantFrom<Declaration['label'][]>(
  ...([
    'explicit',
    'explicit',
    'implicit',
    'required',
    'repeated',
    'repeated',
    'expanded',
    'oneof',
    'map',
    'delimited',
  ] as const),
)

function declaration(number: number): fc.Arbitrary<Declaration> {
  return fc.record({
    // Now and then a name wanders to another number, as JSON sees it.
    name: fc.oneof(
      { weight: 9, arbitrary: fc.constant(`f${number}`) },
      { weight: 1, arbitrary: fc.constant(`g${number}`) },
    ),
    number: fc.constant(number),
    type,
    label,
    isUtf8Checked: fc.boolean(),
  })
}

const fields = fc.subarray(NUMBERS, { minLength: 1 }).chain((numbers) => fc.tuple(...numbers.map(declaration)))

/** A message in both versions: most fields stay, some are drawn anew, some come and go. */
const messagePair = fc
  .tuple(fields, fields, fc.array(fc.constantFrom('keep', 'keep', 'redraw'), { minLength: 4, maxLength: 4 }))
  .map(([prev, drawn, edits]) => {
    const next = prev.map((field, i) => {
      const other = drawn.find(({ number }) => number === field.number)
      return edits[i] === 'redraw' && other !== undefined ? other : field
    })
    const added = drawn.filter(({ number }) => !prev.some((field) => field.number === number))
    return { prev, next: [...next, ...added] }
  })

const enumValues = fc.subarray([0, 1, 2, 3], { minLength: 1 })

export const schemaPair: fc.Arbitrary<SchemaPair> = fc
  .record({
    messages: fc.tuple(messagePair, messagePair, messagePair),
    prevEnums: fc.tuple(enumValues, enumValues),
    nextEnums: fc.tuple(enumValues, enumValues),
    isOpenClosed: fc.boolean(),
  })
  .map(({ messages, prevEnums, nextEnums, isOpenClosed }) => ({
    prev: fileOf(
      messages.map(({ prev }) => prev),
      prevEnums,
      false,
    ),
    next: fileOf(
      messages.map(({ next }) => next),
      nextEnums,
      isOpenClosed,
    ),
  }))

function fileOf(
  messages: readonly (readonly Declaration[])[],
  [open, closed]: readonly [readonly number[], readonly number[]],
  isOpenClosed: boolean,
): string {
  const bodies = messages.map((declarations, i) => `message ${MESSAGES[i]} { ${bodyOf(declarations)} }`)
  const openValues = [0, ...open.filter((number) => number !== 0)]
  return [
    'edition = "2023"; package a.v1;',
    `enum Open { ${valuesOf('OPEN', openValues)} }`,
    `enum Closed { ${isOpenClosed ? '' : 'option features.enum_type = CLOSED; '}${valuesOf('CLOSED', [0, ...closed.filter((n) => n !== 0)])} }`,
    ...bodies,
  ].join('\n')
}

function valuesOf(prefix: string, numbers: readonly number[]): string {
  return numbers.map((number) => `${prefix}_${number} = ${number};`).join(' ')
}

function bodyOf(declarations: readonly Declaration[]): string {
  const inside = declarations.filter(({ label }) => label === 'oneof').map(fieldOf)
  const outside = declarations.filter(({ label }) => label !== 'oneof').map(fieldOf)
  return [...outside, ...(inside.length === 0 ? [] : [`oneof o { ${inside.join(' ')} }`])].join(' ')
}

function fieldOf({ name, number, type, label, isUtf8Checked }: Declaration): string {
  const isMessage = MESSAGES.includes(type)
  const features: string[] = []
  // Implicit presence is for open scalars alone, and a required message of its own kind would have no value.
  if (label === 'implicit' && !isMessage && type !== 'Closed') features.push('features.field_presence = IMPLICIT')
  if (label === 'required' && !isMessage) features.push('features.field_presence = LEGACY_REQUIRED')
  if (label === 'expanded' && !isMessage && type !== 'string' && type !== 'bytes') {
    features.push('features.repeated_field_encoding = EXPANDED')
  }
  if (label === 'delimited' && isMessage) features.push('features.message_encoding = DELIMITED')
  if (type === 'string' && !isUtf8Checked) features.push('features.utf8_validation = NONE')
  const prefix = label === 'repeated' || label === 'expanded' ? 'repeated ' : ''
  const whole =
    label === 'map' ? `map<${KEYS[(number + name.length + type.length) % KEYS.length]}, ${type}>` : `${prefix}${type}`
  return `${whole} ${name} = ${number}${features.length === 0 ? '' : ` [${features.join(', ')}]`};`
}
