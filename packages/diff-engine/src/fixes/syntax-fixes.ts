import { FieldDescriptorProto_Label as Label } from '@bufbuild/protobuf/wkt'
import type { EnumElement, FieldElement, FileElement, MessageElement } from '../schema/element.ts'
import { restoreField } from './field-fixes.ts'
import { restoreSyntax } from './file-fixes.ts'
import { restoreOption } from './option-fixes.ts'
import type { Restorer } from './restorer.ts'
import type { SourceFile } from './source-file.ts'

/** `enforce_naming_style` and `default_symbol_visibility`. Source: google.protobuf.FeatureSet. */
const FEATURES_OF_2024 = [7, 8]

/** `java_multiple_files`, gone in edition 2024, and `java_string_check_utf8`, gone in editions. Source: descriptor.proto. */
const SYNTAX_OPTIONS = [
  [8, 10],
  [8, 27],
]

/**
 * Sets the syntax of a file back, and what the old syntax spells in another way: fields that both sides have get their
 * old text, new ones a label that fits, reserved names their quotes.
 */
export function restoreSyntaxOf(restorer: Restorer, prev: FileElement, next: FileElement): boolean {
  const { draft } = restorer
  const source = draft.source(next)
  if (source === undefined || !restoreSyntax(restorer, prev, next)) return false
  const syntax = prev.image.proto.syntax || 'proto2'
  if (syntax !== 'editions') removeFeatures(restorer, next, source, [])
  else if (prev.image.proto.edition < next.image.proto.edition) removeFeatures(restorer, next, source, FEATURES_OF_2024)
  if (syntax === 'editions') restoreFeatures(restorer, prev, next)
  for (const option of SYNTAX_OPTIONS) {
    if (draft.source(prev)?.textOf(option) === undefined) restoreOption(restorer, prev, next, option)
  }
  for (const message of next.messages.values()) {
    if (message.isMapEntry) continue
    const before = draft.prev.messages.get(message.fullName)
    for (const field of message.fields.values()) {
      const older = before?.fields.get(field.number)
      if (older !== undefined && older.file.image.proto.syntax === prev.image.proto.syntax) {
        if (draft.source(older.file)?.textOf(older.path) !== source.textOf(field.path))
          restoreField(restorer, older, field)
      } else relabel(restorer, source, field, syntax)
    }
    spellReserved(restorer, source, message, 10, syntax)
  }
  for (const extension of next.extensions.values()) {
    const older = draft.prev.extensions.get(`${extension.extendee} ${extension.number}`)
    const isPaired = older !== undefined && older.file.image.proto.syntax === prev.image.proto.syntax
    if (!isPaired || !restoreField(restorer, older, extension)) relabel(restorer, source, extension, syntax)
  }
  for (const element of next.enums.values()) spellReserved(restorer, source, element, 5, syntax)
  return true
}

/** An edition with the features of the file: each is a statement of its own. */
function restoreFeatures(restorer: Restorer, prev: FileElement, next: FileElement): void {
  const older = restorer.draft.source(prev)
  for (const { path } of older?.image.locationsUnder([8, 50]) ?? []) {
    if (older?.textOf(path)?.startsWith('option') === true) restoreOption(restorer, prev, next, [...path])
  }
}

/** The label that a syntax wants of a singular field. */
function relabel({ draft }: Restorer, source: SourceFile, field: FieldElement, syntax: string): void {
  if (field.oneof !== undefined || field.isRepeated) return
  const { path } = field.file
  const label = source.rangeOf([...field.path, 4])
  const whole = source.rangeOf(field.path)
  if (whole === undefined) return
  const key = `label ${path} ${field.path.join('.')}`
  if (syntax === 'proto2' && label === undefined) {
    draft.step(key, () => [{ path, start: whole.start, end: whole.start, newText: 'optional ' }])
  } else if (syntax === 'editions' && label !== undefined) {
    draft.step(key, () => [{ path, start: label.start, end: label.end + 1, newText: '' }])
  } else if (syntax === 'proto3' && field.proto.label === Label.REQUIRED && label !== undefined) {
    draft.step(key, () => [{ path, ...label, newText: 'optional' }])
  }
}

/** Reserved names are identifiers in editions, and strings before. */
function spellReserved(
  { draft }: Restorer,
  source: SourceFile,
  element: MessageElement | EnumElement,
  tag: number,
  syntax: string,
): void {
  const { path } = element.file
  element.proto.reservedName.forEach((name, index) => {
    const place = source.rangeOf([...element.path, tag, index])
    if (place === undefined) return
    const newText = syntax === 'editions' ? name : `"${name}"`
    if (source.text.slice(place.start, place.end) === newText) return
    draft.step(`reserved name ${path} ${place.start}`, () => [{ path, ...place, newText }])
  })
}

/** Only editions have features, and older ones not those of 2024; `only` are these, or all when it is empty. */
function removeFeatures({ draft }: Restorer, next: FileElement, source: SourceFile, only: readonly number[]): void {
  const holders = [
    [8, 50],
    ...[...next.messages.values()].map((message) => [...message.path, 7, 12]),
    ...[...next.enums.values()].map((element) => [...element.path, 3, 7]),
  ]
  for (const prefix of holders) {
    for (const { path: location } of source.image.locationsUnder(prefix)) {
      const range = source.rangeOf(location)
      if (range === undefined || !source.text.startsWith('option', range.start)) continue
      if (only.length > 0 && !only.includes(location[prefix.length] ?? 0)) continue
      draft.step(`features ${next.path} ${range.start}`, () => [
        { path: next.path, ...source.statementRange(range), newText: '' },
      ])
    }
  }
}
