import { cardinalityOf } from '../cardinality.ts'
import { defaultValueOf } from '../default-value.ts'
import { describeType } from '../kind.ts'
import type { Report } from '../rule.ts'
import type { EnumElement, FieldElement } from '../schema/element.ts'
import { siteOf } from '../site.ts'
import type { Aspect } from '../wire/exact-rules.ts'
import type { Proof } from '../wire/proof.ts'
import type { ExactFinding } from '../wire/prove-schemas.ts'
import { describeField, listAll } from '../wording.ts'

/** Puts a finding of exact reading into words and places it: at the field where there is one, else at the message. */
export function reportExact(finding: ExactFinding): Report {
  const { prevField, nextField, prevMessage, nextMessage, rule } = finding
  const at = nextField ?? nextMessage
  const against = prevField ?? prevMessage
  const element = prevField ?? nextField ?? prevMessage ?? nextMessage
  if (against === undefined || element === undefined) throw new Error(`a finding of ${rule.id} has no place`)
  return {
    at: at && siteOf(at),
    against: siteOf(against),
    symbol: element.fullName,
    nature: natureOf(finding),
    what: whatOf(finding),
    harm: harmOf(finding.proofs),
    instead: INSTEAD[rule.aspect],
    isAddition: prevField === undefined && nextField !== undefined,
  }
}

const INSTEAD: Readonly<Record<Aspect, string>> = {
  TYPE: 'Keep the type, and add a field with a new number for the new one.',
  CARDINALITY: 'Keep it as it was, and add a field with a new number for the new form.',
  ENUM_VALUES: 'Keep the values, and let all readers know new ones before the first writer uses them.',
  UTF8: 'Check texts in the same way on both sides, or use bytes for what is no text.',
  DEFAULT: 'Keep the default value.',
  ONEOF: 'Leave the fields where they are, and add new ones to the oneof.',
  REQUIRED: 'Leave it as it was, and check in code that it is set.',
  RELAY: 'Keep the way in which its presence is told, or pass messages on with one version only.',
  NAME: 'Keep its JSON name; json_name allows another name in code.',
  KNOWN_KEY: 'Let strict readers have the new schema before the first writer sets the field.',
  MESSAGE_SET: 'Leave message_set_wire_format as it was.',
  ANY_NAME: 'Keep the full name of the message.',
}

function whatOf({ rule, prevField, nextField, prevMessage, nextMessage }: ExactFinding): string {
  const field = nextField ?? prevField
  const [from, to] = [prevMessage?.fullName ?? '', nextMessage?.fullName ?? '']
  if (rule.aspect === 'MESSAGE_SET') return `Message ${from || to} is a message set on one side only`
  if (rule.aspect === 'ANY_NAME') return `Message ${from} is gone by this name, which a google.protobuf.Any may carry`
  if (field === undefined) return `Message ${from || to} does not read the same`
  const isOtherType = prevField !== undefined && nextField !== undefined && from !== to
  const as = isOtherType ? `, which takes the place of ${describeField(prevField).replace(/^./, lowerCase)},` : ''
  return `${describeField(field)}${as} ${changeOf(rule.aspect, prevField, nextField)}`
}

function lowerCase(letter: string): string {
  return letter.toLowerCase()
}

function changeOf(aspect: Aspect, prev: FieldElement | undefined, next: FieldElement | undefined): string {
  switch (aspect) {
    case 'TYPE':
      return prev === undefined || next === undefined
        ? 'is of another type'
        : `changed from ${describeType(prev)} to ${describeType(next)}`
    case 'CARDINALITY':
      return prev === undefined || next === undefined
        ? 'can be there another number of times'
        : `changed from ${cardinalityOf(prev)} to ${cardinalityOf(next)}`
    case 'ENUM_VALUES':
      return `has other values of its enum on each side${changedValues(prev, next)}`
    case 'UTF8':
      return 'checks its text for valid UTF-8 on one side only'
    case 'DEFAULT':
      return 'reads as something else when it is absent'
    case 'ONEOF':
      return 'shares a oneof with other fields than before'
    case 'REQUIRED':
      return 'is required on one side and may be missing on the other'
    case 'RELAY':
      return 'does not come back as it was through the other side'
    case 'NAME':
      return 'has a JSON key that means something else on the other side'
    case 'KNOWN_KEY':
      return 'has a JSON key that the other side does not know'
    default:
      return 'does not read the same'
  }
}

/** ` (removed 2; added 5)`: the numbers that one side alone lists. */
function changedValues(prev: FieldElement | undefined, next: FieldElement | undefined): string {
  const [a, b] = [enumOf(prev), enumOf(next)]
  const removed = listAll(missingIn(b, a))
  const added = listAll(missingIn(a, b))
  const parts = [removed && `removed ${removed}`, added && `added ${added}`].filter((part) => part !== '')
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`
}

function enumOf(field: FieldElement | undefined): EnumElement | undefined {
  return (field?.isMap ? field.messageType?.fields.get(2) : field)?.enumType
}

function missingIn(other: EnumElement | undefined, from: EnumElement | undefined): string[] {
  return [...(from?.numbers.keys() ?? [])].filter((number) => other?.numbers.has(number) !== true).map(String)
}

/** A sentence for each direction, by its first proof. */
function harmOf(proofs: readonly Proof[]): string {
  const first = (['backward', 'forward'] as const).flatMap(
    (direction) => proofs.find((proof) => proof.direction === direction) ?? [],
  )
  return first.map(harmOfProof).join(' ')
}

function harmOfProof({ format, direction, lossClass, meant, got }: Proof): string {
  const readers = direction === 'backward' ? 'new readers of old data' : 'old readers of new data'
  const who = `In ${format === 'json' ? 'JSON' : 'binary'}, ${readers}`
  switch (lossClass) {
    case 'reject':
      return `${who} reject ${meant}: ${got.replace(/^error: /, '')}.`
    case 'dropped':
      return `${who} lose ${meant}.`
    case 'relay':
      return `${who} that write it on turn ${meant} into ${got.replace(/^behind a relay: /, '')}.`
    default:
      return `${who} read ${got} where ${meant} was meant.`
  }
}

/** The two forms of the field and what is lost between them, without names of files and places. */
function natureOf({ prevField, nextField, prevMessage, nextMessage, proofs }: ExactFinding): string {
  const losses = proofs.map(({ direction, lossClass }) => `${direction} ${lossClass}`).sort()
  return [
    formOf(prevMessage?.fullName, prevField),
    formOf(nextMessage?.fullName, nextField),
    changedValues(prevField, nextField),
    ...losses,
  ].join('; ')
}

function formOf(message: string | undefined, field: FieldElement | undefined): string {
  if (field === undefined) return message ?? ''
  const { oneof, number, name } = field
  const parts = [message, number, name, cardinalityOf(field), describeType(field), oneof?.name]
  return [...parts, defaultValueOf(field)?.shown].join(' ')
}
