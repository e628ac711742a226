import { type DescField, type DescMessage, type Message, ScalarType, toJson } from '@bufbuild/protobuf'
import { reflect } from '@bufbuild/protobuf/reflect'
import type { FileElement } from '../schema/element.ts'

/** An option that was set, unset or set to something else; a value is undefined when the option is not set. */
export interface OptionChange {
  /** As a schema writes it: `deprecated`, `features.field_presence`, `(acme.v1.owner)`. */
  readonly name: string
  readonly from: string | undefined
  readonly to: string | undefined
}

/** Values longer than this are cut where they are shown: a change is told by one line. */
const MAX_SHOWN_VALUE = 60

/**
 * The options that differ, known ones by number and custom ones by their extension. Custom options are compared as the
 * bytes they are stored as, which the compiler writes in the order of the source.
 */
export function optionChanges<T extends Message>(
  schema: DescMessage,
  prev: { options: T | undefined; file: FileElement },
  next: { options: T | undefined; file: FileElement },
): OptionChange[] {
  return [...knownChanges(schema, prev.options, next.options, ''), ...customChanges(schema, prev, next)]
}

function knownChanges(
  schema: DescMessage,
  prev: Message | undefined,
  next: Message | undefined,
  prefix: string,
): OptionChange[] {
  if (prev === undefined && next === undefined) return []
  const [a, b] = [prev, next].map((message) => message && reflect(schema, message))
  return schema.fields.flatMap((field): OptionChange[] => {
    const [isBefore, isAfter] = [a, b].map((side) => side?.isSet(field) === true)
    if (!isBefore && !isAfter) return []
    const name = prefix + field.name
    if (field.fieldKind === 'message' && name === 'features') {
      const [from, to] = [a, b].map((side) => (side?.isSet(field) ? side.get(field).message : undefined))
      return knownChanges(field.message, from, to, `${name}.`)
    }
    const from = isBefore ? show(schema, prev, field) : undefined
    const to = isAfter ? show(schema, next, field) : undefined
    return from === to ? [] : [{ name, from: cut(from), to: cut(to) }]
  })
}

function show(schema: DescMessage, message: Message | undefined, field: DescField): string | undefined {
  if (message === undefined) return undefined
  const value = reflect(schema, message).get(field)
  if (field.fieldKind === 'enum') return field.enum.value[value as number]?.name ?? String(value)
  if (field.fieldKind === 'scalar') return field.scalar === ScalarType.STRING ? JSON.stringify(value) : String(value)
  const json = toJson(schema, message) as Record<string, unknown>
  return JSON.stringify(json[field.jsonName])
}

function cut(value: string | undefined): string | undefined {
  return value === undefined || value.length <= MAX_SHOWN_VALUE ? value : `${value.slice(0, MAX_SHOWN_VALUE)}...`
}

function customChanges(
  schema: DescMessage,
  prev: { options: Message | undefined; file: FileElement },
  next: { options: Message | undefined; file: FileElement },
): OptionChange[] {
  const [before, after] = [storedBytes(prev.options), storedBytes(next.options)]
  const numbers = [...new Set([...before.keys(), ...after.keys()])].sort((a, b) => a - b)
  return numbers.flatMap((number): OptionChange[] => {
    const [from, to] = [before.get(number), after.get(number)]
    if (from === to) return []
    const key = `${schema.typeName} ${number}`
    const extension = next.file.schema.extensions.get(key) ?? prev.file.schema.extensions.get(key)
    const name = extension === undefined ? `custom option ${number}` : `(${extension.fullName})`
    const value = (bytes: string | undefined) => (bytes === undefined ? undefined : 'another value')
    return [{ name, from: value(from), to: value(to) }]
  })
}

function storedBytes(options: Message | undefined): Map<number, string> {
  const bytes = new Map<number, string>()
  for (const { no, wireType, data } of options?.$unknown ?? []) {
    bytes.set(no, `${bytes.get(no) ?? ''}/${wireType}:${data.join(' ')}`)
  }
  return bytes
}

/**
 * Options that neither data nor what generated code offers depends on: they choose how code is made, or who may see a
 * value in a log. Source: their comments in descriptor.proto.
 */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  'cc_enable_arenas',
  'debug_redact',
  'java_generate_equals_and_hash',
  'lazy',
  'optimize_for',
  'retention',
  'unverified_lazy',
])

/** True for an option whose change neither data nor users of generated code can notice. */
export function isWithoutEffect(change: OptionChange): boolean {
  return WITHOUT_EFFECT.has(change.name)
}

/** The change as a clause behind the name of the element: `option deprecated was set to true`. */
export function describeOptionChange({ name, from, to }: OptionChange): string {
  const isCustom = !/^[a-z]/.test(name) || name.startsWith('custom')
  const what = name.startsWith('custom') ? name : `option ${name}`
  if (to === undefined) return `${what} was removed`
  if (isCustom) return from === undefined ? `${what} was set` : `${what} was changed`
  return from === undefined ? `${what} was set to ${to}` : `${what} was changed from ${from} to ${to}`
}
