import { EnumElement, type FieldElement, type MessageElement } from '../schema/element.ts'
import type { NumberRange } from '../schema/number-ranges.ts'
import type { Draft } from './draft.ts'
import type { Range, SourceFile } from './source-file.ts'
import type { TextEdit } from './text-edit.ts'

/** What can reserve numbers and names. */
export type Reserving = MessageElement | EnumElement

/** What is to change in the reservations of one message or enum, out of all findings about it. */
export class Reservations {
  readonly #draft: Draft
  readonly #wanted = new Map<Reserving, { numbers: NumberRange[]; names: Set<string> }>()
  readonly #released = new Map<Reserving, { numbers: Set<number>; names: Set<string> }>()

  constructor(draft: Draft) {
    this.#draft = draft
  }

  /** Reserves numbers; the numbers of fields and values that are new are changed to fresh ones. */
  addNumbers(element: Reserving, ranges: readonly NumberRange[]): boolean {
    const source = this.#draft.source(element.file)
    if (source === undefined) return false
    for (const { path, number } of usesIn(element)) {
      if (!ranges.some(({ start, end }) => number >= start && number <= end)) continue
      if (hadNumber(this.#draft, element, number)) return false
      const place = source.rangeOf(path)
      if (place === undefined) return false
      const edit = { path: element.file.path, ...place }
      this.#draft.step(`number ${element.fullName} ${number}`, () => [
        { ...edit, newText: String(this.#freshNumber(element, number)) },
      ])
    }
    const wanted = this.#wanted.get(element) ?? { numbers: [], names: new Set() }
    wanted.numbers.push(...ranges)
    this.#wanted.set(element, wanted)
    return this.#draft.step(`reserve ${element.fullName}`, () => this.#addition(element))
  }

  /** Reserves a name; false when something has it. */
  addName(element: Reserving, name: string): boolean {
    if (this.#draft.source(element.file) === undefined || namesIn(element).has(name)) return false
    const wanted = this.#wanted.get(element) ?? { numbers: [], names: new Set() }
    wanted.names.add(name)
    this.#wanted.set(element, wanted)
    return this.#draft.step(`reserve ${element.fullName}`, () => this.#addition(element))
  }

  /** Takes a number and a name out of the reservations, for something that comes back. */
  release(element: Reserving, number: number, name: string): void {
    if (!element.reservedNumbers.has(number) && !element.reservedNames.has(name)) return
    const released = this.#released.get(element) ?? { numbers: new Set(), names: new Set() }
    released.numbers.add(number)
    released.names.add(name)
    this.#released.set(element, released)
    this.#draft.step(`release ${element.fullName}`, () => this.#removal(element))
  }

  #addition(element: Reserving): TextEdit[] {
    const wanted = this.#wanted.get(element)
    const source = this.#draft.source(element.file)
    const range = source?.rangeOf(element.path)
    if (wanted === undefined || source === undefined || range === undefined) return []
    const released = this.#released.get(element)
    const names = [...wanted.names].filter((name) => !released?.names.has(name))
    const numbers = join(wanted.numbers).filter(({ start, end }) => start !== end || !released?.numbers.has(start))
    const isBare = source.image.proto.syntax === 'editions'
    const lines: string[] = []
    if (numbers.length > 0)
      lines.push(`reserved ${numbers.map((one) => element.reservedNumbers.describe(one)).join(', ')};`)
    if (names.length > 0) lines.push(`reserved ${names.map((name) => (isBare ? name : `"${name}"`)).join(', ')};`)
    if (lines.length === 0) return []
    const { at, text } = source.insertionBefore(range.end, lines.join('\n'))
    return [{ path: element.file.path, start: at, end: at, newText: text }]
  }

  #removal(element: Reserving): TextEdit[] {
    const released = this.#released.get(element)
    const source = this.#draft.source(element.file)
    if (released === undefined || source === undefined) return []
    const [rangeTag, nameTag] = element instanceof EnumElement ? [4, 5] : [9, 10]
    const items: { place: Range | undefined; kept: string[] }[] = [
      ...element.reservedNumbers.declared.map((range, index) => ({
        place: source.rangeOf([...element.path, rangeTag, index]),
        kept: without(range, released.numbers).map((one) => element.reservedNumbers.describe(one)),
      })),
      ...[...element.proto.reservedName].map((name, index) => {
        const path = [...element.path, nameTag, index]
        const text = source.textOf(path) ?? ''
        return { place: source.rangeOf(path), kept: released.names.has(name) ? [] : [text] }
      }),
    ]
    return rewriteStatements(source, element.file.path, items)
  }

  #freshNumber(element: Reserving, instead: number): number {
    const before = element instanceof EnumElement ? this.#draft.prev.enums : this.#draft.prev.messages
    const older = before.get(element.fullName)
    const used = [element, ...(older === undefined ? [] : [older])].flatMap((one) =>
      usesIn(one).map(({ number }) => number),
    )
    const isReserved = (number: number) =>
      [element, older].some((one) => one?.reservedNumbers.has(number)) ||
      this.#wanted.get(element)?.numbers.some(({ start, end }) => number >= start && number <= end)
    const taken = new Set(used)
    const order = used.indexOf(instead)
    // Two that need one do not take the same.
    for (let number = Math.max(...used) + 1 + order; ; number++) {
      if (!taken.has(number) && !isReserved(number) && !(number >= 19_000 && number <= 19_999)) return number
    }
  }
}

function usesIn(element: Reserving): { number: number; path: number[] }[] {
  if (element instanceof EnumElement) {
    return [...element.numbers.values()].flatMap(({ values }) =>
      values.map(({ number, path }) => ({ number, path: [...path, 2] })),
    )
  }
  return [...element.fields.values()].map((field: FieldElement) => ({ number: field.number, path: [...field.path, 3] }))
}

function namesIn(element: Reserving): Set<string> {
  if (element instanceof EnumElement) return new Set(element.proto.value.map(({ name }) => name))
  return new Set(element.proto.field.map(({ name }) => name))
}

function hadNumber({ prev }: Draft, element: Reserving, number: number): boolean {
  if (element instanceof EnumElement) return prev.enums.get(element.fullName)?.numbers.has(number) === true
  return prev.messages.get(element.fullName)?.fields.has(number) === true
}

function join(ranges: readonly NumberRange[]): NumberRange[] {
  const joined: { start: number; end: number }[] = []
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    if (last !== undefined && start <= last.end + 1) last.end = Math.max(last.end, end)
    else joined.push({ start, end })
  }
  return joined
}

function without(range: NumberRange, numbers: ReadonlySet<number>): NumberRange[] {
  const inside = [...numbers].filter((number) => number >= range.start && number <= range.end).sort((a, b) => a - b)
  const kept: NumberRange[] = []
  let start = range.start
  for (const number of inside) {
    if (number > start) kept.push({ start, end: number - 1 })
    start = number + 1
  }
  if (start <= range.end) kept.push({ start, end: range.end })
  return kept
}

/** Writes the `reserved` statements anew that hold an item that is no longer there as it was. */
function rewriteStatements(
  source: SourceFile,
  path: string,
  items: readonly { place: Range | undefined; kept: readonly string[] }[],
): TextEdit[] {
  const statements = new Map<number, { end: number; kept: string[]; isChanged: boolean }>()
  for (const { place, kept } of items) {
    if (place === undefined) continue
    const start = source.text.lastIndexOf('reserved', place.start)
    const end = source.text.indexOf(';', place.end) + 1
    const known = statements.get(start) ?? { end, kept: [], isChanged: false }
    known.kept.push(...kept)
    known.isChanged ||= kept.length !== 1 || kept[0] !== source.text.slice(place.start, place.end)
    statements.set(start, known)
  }
  return [...statements].flatMap(([start, { end, kept, isChanged }]): TextEdit[] => {
    if (!isChanged) return []
    if (kept.length > 0) return [{ path, start, end, newText: `reserved ${kept.join(', ')};` }]
    return [{ path, ...source.statementRange({ start, end }), newText: '' }]
  })
}
