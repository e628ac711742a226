import { EnumElement, FieldElement, type FileElement, MessageElement, ServiceElement } from '../schema/element.ts'
import type { Declaration, Draft } from './draft.ts'
import { groupFieldOf, insertion, removeFrom, restoreDeletedField, restoreExtension } from './field-fixes.ts'
import { createFile } from './file-fixes.ts'
import { referencesOf } from './references.ts'
import type { Restorer } from './restorer.ts'

/**
 * Puts a declaration back that is gone from its file: into the message that it was in, or else into the file. One that
 * has only moved is moved back as it is now. `path` is where it goes when its own file is no place for it.
 */
export function restoreDeclaration(restorer: Restorer, prev: Declaration, path = prev.file.path): boolean {
  const { draft } = restorer
  if (prev instanceof MessageElement) {
    // They come back with the field that makes them, and that has a finding of its own where fields count.
    const field = prev.mapField ?? groupFieldOf(prev)
    if (field !== undefined) return restoreMaker(restorer, field)
  }
  const now = findNow(draft, prev)
  if (now !== undefined && now.file.path !== path) return moveBack(restorer, prev, now, path)
  if (prev instanceof FieldElement) return restoreLostExtension(restorer, prev, now)
  if (prev.parent !== undefined) {
    const home = draft.next.messages.get(prev.parent.fullName)
    if (home === undefined) return restoreDeclaration(restorer, prev.parent, path)
    const text = draft.textFor(prev, home.file.path, true)
    return text !== undefined && insertInto(draft, `declaration ${prev.fullName}`, home, text)
  }
  const file = draft.next.files.get(path)
  if (file === undefined) return createFile(restorer, prev.file)
  const text = draft.textFor(prev, path, true)
  return text !== undefined && insertAtEnd(draft, `declaration ${prev.fullName}`, file, text)
}

function restoreMaker(restorer: Restorer, field: FieldElement): boolean {
  const home = field.parent && restorer.draft.next.messages.get(field.parent.fullName)
  if (field.extendee !== undefined) return restoreDeclaration(restorer, field)
  if (home === undefined) return field.parent !== undefined && restoreDeclaration(restorer, field.parent)
  if (field.isMap || home.fields.has(field.number)) return false
  return restoreDeletedField(restorer, field, home)
}

/** What has the same full name on the other side; extensions are known by what they extend. */
function findNow({ next }: Draft, prev: Declaration): Declaration | undefined {
  if (prev instanceof MessageElement) return next.messages.get(prev.fullName)
  if (prev instanceof EnumElement) return next.enums.get(prev.fullName)
  if (prev instanceof ServiceElement) return next.services.get(prev.fullName)
  return next.extensions.get(`${prev.extendee} ${prev.number}`)
}

/** An extension that is there under another name gets the old one back, as it stands. */
function restoreLostExtension(
  restorer: Restorer,
  prev: FieldElement,
  now: FieldElement | Declaration | undefined,
): boolean {
  const { draft } = restorer
  const home = prev.parent && draft.next.messages.get(prev.parent.fullName)
  if (prev.parent !== undefined && home === undefined) return restoreDeclaration(restorer, prev.parent)
  if (!(now instanceof FieldElement)) return restoreExtension(restorer, prev, home)
  if (now.parent?.fullName !== prev.parent?.fullName)
    return removeFrom(draft, now) && restoreExtension(restorer, prev, home)
  const name = draft.source(now.file)?.rangeOf([...now.path, 1])
  if (name === undefined || now.name === prev.name) return false
  return draft.step(`extension name ${now.path.join('.')}`, () => [
    { path: now.file.path, ...name, newText: prev.name },
  ])
}

function moveBack(restorer: Restorer, prev: Declaration, now: Declaration, path: string): boolean {
  const { draft } = restorer
  if (prev instanceof FieldElement) {
    if (!(now instanceof FieldElement)) return false
    const home = prev.parent && draft.next.messages.get(prev.parent.fullName)
    if (home === undefined && !draft.next.files.has(path)) return false
    return removeFrom(draft, now) && restoreExtension(restorer, prev, home)
  }
  if (now.parent !== undefined) {
    // What is inside of something that has moved moves with it.
    return prev.parent !== undefined && restoreDeclaration(restorer, prev.parent, path)
  }
  const file = draft.next.files.get(path)
  const source = draft.source(now.file)
  const range = source?.rangeOf(now.path)
  const text = draft.textFor(now, path, true)
  if (file === undefined || source === undefined || range === undefined || text === undefined) return false
  const users = [...draft.next.files.values()].filter((user) => user !== file && refersTo(user, now))
  if (!users.every((user) => draft.addImport(user.path, path))) return false
  draft.step(`remove ${now.fullName}`, () => [{ path: now.file.path, ...source.statementRange(range), newText: '' }])
  return insertAtEnd(draft, `declaration ${prev.fullName}`, file, text)
}

function refersTo(file: FileElement, type: Declaration): boolean {
  const name = type.fullName
  const elements = [...file.messages.values(), ...file.extensions.values(), ...file.services.values()]
  return elements
    .flatMap((element) => referencesOf(element))
    .some(({ fullName }) => fullName === name || fullName.startsWith(`${name}.`))
}

function insertInto(draft: Draft, key: string, home: MessageElement, text: string): boolean {
  const source = draft.source(home.file)
  const range = source?.rangeOf(home.path)
  if (source === undefined || range === undefined) return false
  return draft.step(key, () => [insertion(source, home.file.path, range, text)])
}

function insertAtEnd(draft: Draft, key: string, file: FileElement, text: string): boolean {
  const source = draft.source(file)
  if (source === undefined) return false
  return draft.step(key, () => [insertion(source, file.path, undefined, text)])
}
