import type { EnumElement, EnumNumber, EnumValueElement, FieldElement } from '../schema/element.ts'
import type { Draft } from './draft.ts'
import { insertion } from './field-fixes.ts'
import { withOption } from './respell.ts'
import type { Restorer } from './restorer.ts'
import { dedent } from './source-file.ts'

/** Puts the values of a number that is gone back, as deprecated. */
export function restoreValues(restorer: Restorer, prev: EnumNumber, next: EnumElement): boolean {
  return prev.values.every((value) => restoreValue(restorer, value, next, true))
}

/** Gives the values of a number the names back that they had; a name without a value to carry it becomes an alias. */
export function restoreNames(restorer: Restorer, prev: EnumNumber, next: EnumNumber): boolean {
  const { draft } = restorer
  const source = draft.source(next.enum.file)
  if (source === undefined) return false
  const before = new Set(prev.values.map(({ name }) => name))
  const now = new Set(next.values.map(({ name }) => name))
  const fresh = next.values.filter(({ name }) => !before.has(name))
  const lost = prev.values.filter(({ name }) => !now.has(name))
  return lost.every((value, index) => {
    const carrier = fresh[index]
    if (carrier === undefined) return restoreValue(restorer, value, next.enum, false)
    const name = source.rangeOf([...carrier.path, 1])
    if (name === undefined || !freeName(restorer, value, next.enum)) return false
    restorer.reservations.release(next.enum, Number.NaN, value.name)
    if (!renameDefaults(draft, carrier, value.name)) return false
    return draft.step(`value ${carrier.path.join('.')} of ${next.enum.fullName}`, () => [
      { path: next.enum.file.path, ...name, newText: value.name },
    ])
  })
}

/** Fields that name a value as their default name it by its new name. */
function renameDefaults(draft: Draft, value: EnumValueElement, name: string): boolean {
  const fields = [...draft.next.messages.values()].flatMap(({ fields }) => [...fields.values()])
  return [...fields, ...draft.next.extensions.values()]
    .filter((field) => field.enumType === value.parent && field.proto.defaultValue === value.name)
    .every((field) => {
      const source = draft.source(field.file)
      const place = source?.rangeOf([...field.path, 7])
      if (source === undefined || place === undefined) return false
      const { path } = field.file
      const newText = source.text.slice(place.start, place.end).replace(value.name, name)
      return draft.step(`default ${path} ${field.path.join('.')}`, () => [{ path, ...place, newText }])
    })
}

/** Lets an enum start with the value that it started with: that is the default of fields that say none. */
export function restoreFirstValue({ draft }: Restorer, prev: FieldElement, next: FieldElement): boolean {
  const [before, now] = [prev.enumType, next.enumType]
  if (before === undefined || now === undefined || prev.proto.defaultValue !== '' || next.proto.defaultValue !== '') {
    return false
  }
  const name = before.proto.value[0]?.name
  const index = now.proto.value.findIndex((value) => value.name === name)
  const source = draft.source(now.file)
  const [first, moved] = [0, index].map((one) => source?.rangeOf([...now.path, 2, one]))
  if (index < 1 || source === undefined || first === undefined || moved === undefined) return false
  const text = dedent(source.text.slice(moved.start, moved.end), source.indentAt(moved.start))
  const { at, text: newText } = source.insertionAt(first, text)
  const { path } = now.file
  return draft.step(`first of ${now.fullName}`, () => [
    { path, start: at, end: at, newText },
    { path, ...source.statementRange(moved), newText: '' },
  ])
}

function restoreValue(restorer: Restorer, prev: EnumValueElement, next: EnumElement, isDeprecated: boolean): boolean {
  const { draft, reservations } = restorer
  const [older, source] = [draft.source(prev.file), draft.source(next.file)]
  const [range, body] = [older?.rangeOf(prev.path), source?.rangeOf(next.path)]
  if (older === undefined || source === undefined || range === undefined || body === undefined) return false
  if (!freeName(restorer, prev, next)) return false
  reservations.release(next, prev.number, prev.name)
  if (prev.parent.proto.options?.allowAlias === true && next.proto.options?.allowAlias !== true) allowAlias(draft, next)
  const text = dedent(older.text.slice(range.start, range.end), older.indentAt(range.start))
  const shown = older.commentsAbove(range) + (isDeprecated ? asDeprecated(text) : text)
  const { path } = next.file
  return draft.step(`value ${next.fullName} ${prev.name}`, () => {
    const first = source.rangeOf([...next.path, 2, 0])
    // The first value of an open enum is its default, and zero.
    if (prev.path.at(-1) !== 0 || first === undefined) return [insertion(source, path, body, shown)]
    const { at, text: newText } = source.insertionAt(first, shown)
    return [{ path, start: at, end: at, newText }]
  })
}

/** A value that has only got another number gets the old one back by going; its name is needed. */
function freeName({ draft }: Restorer, prev: EnumValueElement, next: EnumElement): boolean {
  const index = next.proto.value.findIndex(({ name }) => name === prev.name)
  if (index === -1) return true
  const source = draft.source(next.file)
  const path = [...next.path, 2, index]
  const range = source?.rangeOf(path)
  const number = next.proto.value[index]?.number ?? 0
  const isKept = prev.parent.numbers.get(number)?.values.some((value) => value.name === prev.name) === true
  // Under a number that it had before, a finding about that number gives the name back.
  if (isKept || source === undefined || range === undefined) return false
  if (prev.parent.numbers.has(number)) return true
  return draft.step(`remove ${next.fullName} ${prev.name}`, () => [
    { path: next.file.path, ...source.statementRange(range), newText: '' },
  ])
}

function allowAlias(draft: Draft, next: EnumElement): void {
  const source = draft.source(next.file)
  const first = source?.rangeOf([...next.path, 2, 0])
  if (source === undefined || first === undefined) return
  draft.step(`alias ${next.fullName}`, () => {
    const { at, text } = source.insertionAt(first, 'option allow_alias = true;')
    return [{ path: next.file.path, start: at, end: at, newText: text }]
  })
}

function asDeprecated(text: string): string {
  if (/\bdeprecated\s*=/.test(text)) return text
  return withOption(text, 'deprecated = true')
}
