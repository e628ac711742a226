import { FieldDescriptorProto_Type as Type } from '@bufbuild/protobuf/wkt'
import type { FieldElement, FileElement, MessageElement, OneofElement } from '../schema/element.ts'
import type { Draft } from './draft.ts'
import { respell, withOption } from './respell.ts'
import type { Restorer } from './restorer.ts'
import type { Range, SourceFile } from './source-file.ts'
import type { TextEdit } from './text-edit.ts'

/** Puts a field, or an extension, back to the text that it had. Map entries are put back with their field. */
export function restoreField(restorer: Restorer, prev: FieldElement, next: FieldElement): boolean {
  const { draft } = restorer
  const [outerPrev, outerNext] = [mapFieldOf(prev), mapFieldOf(next)]
  if (outerPrev !== undefined || outerNext !== undefined) {
    if (outerPrev === undefined || outerNext?.number !== outerPrev.number) return false
    return restoreField(restorer, outerPrev, outerNext)
  }
  if (prev.extendee !== undefined && scopeOf(prev) !== scopeOf(next)) {
    // It has moved into, or out of, a message: that is part of its name.
    const home = prev.parent && draft.next.messages.get(prev.parent.fullName)
    if (prev.parent !== undefined && home === undefined) return false
    return removeFrom(draft, next) && restoreExtension(restorer, prev, home, next.file.path)
  }
  const source = draft.source(next.file)
  const range = source?.rangeOf(next.path)
  const written = draft.textFor(prev, next.file.path, false)
  if (source === undefined || range === undefined || written === undefined) return false
  const restored = inSyntaxOf(draft, written, prev, next.parent, next.file)
  if (restored === undefined) return false
  const text = next.proto.options?.deprecated === true ? asDeprecated(prev, restored) : restored
  const { parent } = next
  if (prev.oneof?.name === next.oneof?.name) {
    const edit = { path: next.file.path, ...range, newText: source.reindented(text, range) }
    draft.step(`field ${placeKey(next)}`, () => [edit])
  } else if (parent === undefined || !removeFrom(draft, next) || !insertField(restorer, prev, parent, text)) {
    return false
  }
  // Behind the steps: two fields can have changed names, so that each waits for the other.
  const isRenamed = prev.name !== next.name && parent !== undefined && prev.extendee === undefined
  return !isRenamed || freeName(restorer, prev, parent, next)
}

/** Puts a field back that is gone from its message, as deprecated: nobody wants new uses of it. */
export function restoreDeletedField(restorer: Restorer, prev: FieldElement, next: MessageElement): boolean {
  const mapField = mapFieldOf(prev)
  if (mapField !== undefined) return false
  const written = restorer.draft.textFor(prev, next.file.path, true)
  if (written === undefined) return false
  const text = inSyntaxOf(restorer.draft, written, prev, next, next.file)
  if (text === undefined) return false
  if (!freeName(restorer, prev, next, undefined)) return false
  restorer.reservations.release(next, prev.number, prev.name)
  return insertField(restorer, prev, next, asDeprecated(prev, text))
}

/** Makes a field that is new, or that was optional, no longer required. */
export function makeOptional({ draft }: Restorer, next: FieldElement): boolean {
  const source = draft.source(next.file)
  const label = source?.rangeOf([...next.path, 4])
  if (label === undefined) return false
  return draft.step(`label ${placeKey(next)}`, () => [{ path: next.file.path, ...label, newText: 'optional' }])
}

/** Puts an extension back that its file no longer declares. */
export function restoreExtension(
  restorer: Restorer,
  prev: FieldElement,
  place: MessageElement | undefined,
  file = prev.file.path,
): boolean {
  const { draft } = restorer
  const path = place?.file.path ?? file
  const text = draft.textFor(prev, path, true)
  const target = draft.next.files.get(path)
  const source = target && draft.source(target)
  if (text === undefined || source === undefined) return false
  const block = `extend .${prev.extendee} {\n${text.replace(/^(?=.)/gm, '  ')}\n}`
  const range = place && source.rangeOf(place.path)
  if (place !== undefined && range === undefined) return false
  return draft.step(`extension ${prev.extendee} ${prev.number}`, () => [insertion(source, path, range, block)])
}

/** Takes a field out of where it is; the last one of a oneof, or of an `extend` block, takes that along. */
export function removeFrom(draft: Draft, next: FieldElement): boolean {
  const source = draft.source(next.file)
  const range = source?.rangeOf(next.path)
  if (source === undefined || range === undefined) return false
  const { path } = next.file
  const own = { path, ...source.statementRange(range), newText: '' }
  if (next.extendee !== undefined) {
    const block = source
      .rangesOf(next.path.slice(0, -1))
      .find((one) => one.start <= range.start && one.end >= range.end)
    const isAlone = block !== undefined && countInside(source, next, block) === 1
    return draft.step(`remove ${placeKey(next)}`, () => [
      isAlone ? { path, ...source.statementRange(block), newText: '' } : own,
    ])
  }
  const { oneof } = next
  if (oneof === undefined) return draft.step(`remove ${placeKey(next)}`, () => [own])
  return draft.step(`remove ${placeKey(next)}`, () => {
    const members = [...oneof.parent.fields.values()].filter((field) => field.oneof === oneof)
    const areGone = members.every((member) => draft.hasStep(`remove ${placeKey(member)}`))
    const isRefilled = draft.hasStep(`fill ${oneof.parent.fullName} ${oneof.name}`)
    const whole = source.rangeOf(oneof.path)
    if (!areGone || isRefilled || whole === undefined) return [own]
    return [{ path, ...source.statementRange(whole), newText: '' }]
  })
}

function countInside(source: SourceFile, extension: FieldElement, block: Range): number {
  const siblings = [...extension.file.extensions.values()].filter((one) => one.parent === extension.parent)
  return siblings.filter((one) => {
    const range = source.rangeOf(one.path)
    return range !== undefined && range.start >= block.start && range.end <= block.end
  }).length
}

/** Puts a field into a message, and there into the oneof that it was in. */
function insertField(restorer: Restorer, prev: FieldElement, next: MessageElement, text: string): boolean {
  const { draft } = restorer
  const source = draft.source(next.file)
  const range = source?.rangeOf(next.path)
  if (source === undefined || range === undefined) return false
  const { path } = next.file
  const key = `insert ${next.fullName} ${prev.number}`
  const { oneof } = prev
  if (oneof === undefined) return draft.step(key, () => [insertion(source, path, range, text)])
  const home = next.oneofs.find((one) => one.name === oneof.name && !one.isSynthetic)
  const homeRange = home && source.rangeOf(home.path)
  if (homeRange !== undefined) {
    draft.step(`fill ${next.fullName} ${oneof.name}`, () => [])
    return draft.step(key, () => [insertion(source, path, homeRange, text)])
  }
  // All members of a oneof that is gone come back in one.
  const members = newOneofs.get(draft) ?? new Map<string, string[]>()
  newOneofs.set(draft, members)
  const oneofKey = `oneof ${next.fullName} ${oneof.name}`
  const texts = members.get(oneofKey) ?? []
  members.set(oneofKey, texts)
  if (!draft.hasStep(key)) texts.push(text)
  draft.step(key, () => [])
  return draft.step(oneofKey, () => {
    const body = texts.map((one) => one.replace(/\n$/, '').replace(/^(?=.)/gm, '  ')).join('\n')
    return [insertion(source, path, range, `oneof ${oneof.name} {\n${body}\n}`)]
  })
}

/** The texts of the members of oneofs that are made anew, while a draft is in the making. */
const newOneofs = new WeakMap<Draft, Map<string, string[]>>()

/** Gives a oneof its name back when its members have only moved on together; otherwise its members go back. */
export function restoreOneof(restorer: Restorer, prev: OneofElement, next: MessageElement): boolean {
  const { draft } = restorer
  const before = [...prev.parent.fields.values()].filter((field) => field.oneof === prev)
  const now = before.flatMap((field) => next.fields.get(field.number) ?? [])
  const [home] = now
  const isRenamed =
    home?.oneof !== undefined &&
    now.length === before.length &&
    now.every((field) => field.oneof === home.oneof) &&
    !prev.parent.oneofs.some((oneof) => oneof.name === home.oneof?.name)
  const source = draft.source(next.file)
  const name = home?.oneof && source?.rangeOf([...home.oneof.path, 1])
  if (isRenamed && name !== undefined) {
    return draft.step(`rename ${next.fullName} ${prev.name}`, () => [
      { path: next.file.path, ...name, newText: prev.name },
    ])
  }
  return before.every((field) => {
    const partner = next.fields.get(field.number)
    return partner === undefined ? restoreDeletedField(restorer, field, next) : restoreField(restorer, field, partner)
  })
}

/** True when the members of a oneof only changed its name, so that the oneof is to be renamed and nothing moved. */
export function isInRenamedOneof(prev: FieldElement, next: FieldElement): boolean {
  if (prev.oneof === undefined || next.oneof === undefined || next.parent === undefined) return false
  const members = [...prev.oneof.parent.fields.values()].filter((field) => field.oneof === prev.oneof)
  const { oneof, parent } = next
  return (
    members.every((field) => parent.fields.get(field.number)?.oneof === oneof) &&
    !parent.oneofs.some(({ name }) => name === prev.oneof?.name) &&
    !prev.oneof.parent.oneofs.some(({ name }) => name === oneof.name)
  )
}

/**
 * Takes the name of a field that comes back away from another field that has it now: one that has only got a new number
 * goes, and one that had another name gets that back.
 */
function freeName(
  restorer: Restorer,
  prev: FieldElement,
  next: MessageElement,
  partner: FieldElement | undefined,
): boolean {
  const holder = [...next.fields.values()].find((field) => field !== partner && field.name === prev.name)
  if (holder === undefined) return true
  const older = prev.parent?.fields.get(holder.number)
  if (older === undefined) return removeFrom(restorer.draft, holder)
  // It has a finding of its own when names count.
  const isUnderWay = ['field', 'remove'].some((step) => restorer.draft.hasStep(`${step} ${placeKey(holder)}`))
  return older.name === holder.name || isUnderWay || restoreField(restorer, older, holder)
}

/** A statement as the file that it goes to can say it; undefined when what it needs cannot be imported. */
function inSyntaxOf(
  draft: Draft,
  text: string,
  prev: FieldElement,
  parent: MessageElement | undefined,
  file: FileElement,
): string | undefined {
  if (draft.manner !== 'respelled') return text
  const spelled = respell(text, prev, parent, file)
  const isImported = !spelled.includes('(pb.cpp)') || draft.addImport(file.path, 'google/protobuf/cpp_features.proto')
  return isImported ? spelled : undefined
}

/** What an extension is declared in. */
function scopeOf(field: FieldElement): string {
  return field.parent?.fullName ?? field.file.package
}

function mapFieldOf(field: FieldElement): FieldElement | undefined {
  return field.parent?.mapField
}

/** A statement at the end of a body, or of a file. */
export function insertion(source: SourceFile, path: string, body: Range | undefined, text: string): TextEdit {
  if (body !== undefined) {
    const { at, text: newText } = source.insertionBefore(body.end, text)
    return { path, start: at, end: at, newText }
  }
  const { newline, text: whole } = source
  const lead = whole === '' || whole.endsWith('\n') ? newline : newline + newline
  const newText = lead + text.replace(/\n$/, '').split('\n').join(newline) + newline
  return { path, start: whole.length, end: whole.length, newText }
}

function asDeprecated(prev: FieldElement, text: string): string {
  if (prev.proto.options?.deprecated === true || prev.proto.type === Type.GROUP) return text
  return withOption(text, 'deprecated = true')
}

function placeKey(field: FieldElement): string {
  return `${field.file.path} ${field.path.join('.')}`
}

/** The message of a field of a group has no statement of its own. */
export function groupFieldOf(message: MessageElement): FieldElement | undefined {
  const { file, parent, fullName } = message
  const fields = [...(parent?.fields.values() ?? []), ...file.extensions.values()]
  return fields.find((field) => field.proto.type === Type.GROUP && field.typeName === fullName)
}
