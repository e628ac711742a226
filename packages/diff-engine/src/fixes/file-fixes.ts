import type { FileElement } from '../schema/element.ts'
import type { SchemaIndex } from '../schema/schema-index.ts'
import { type Draft, headEnd } from './draft.ts'
import { referencesOf, spellInFull } from './references.ts'
import type { Restorer } from './restorer.ts'
import type { Range, SourceFile } from './source-file.ts'

/** Numbers of the statements of a file's head. Source: descriptor.proto. */
const HEAD = { package: [2], imports: 3, syntax: [12] } as const

/** Puts a file back that is gone. One that was only renamed gets its old path again, and is imported by that. */
export function restoreFile(restorer: Restorer, prev: FileElement): boolean {
  const { draft } = restorer
  if (prev.image.isImport) return restoreImport(draft, prev.path)
  const renamed = draft.newFilesOf(prev.package).find((file) => isSameFile(prev, file))
  if (renamed === undefined) return createFile(restorer, prev)
  const source = draft.source(renamed)
  if (source === undefined) return false
  draft.step(`file ${prev.path}`, () => [{ path: prev.path, start: 0, end: 0, newText: source.text }])
  draft.step(`gone ${renamed.path}`, () => [{ path: renamed.path, start: 0, end: source.text.length, newText: '' }])
  return [...draft.next.files.values()].every((file) => replaceImport(draft, file, renamed.path, prev.path))
}

/** A file of somebody else is there again as soon as a file imports it that did. */
function restoreImport(draft: Draft, imported: string): boolean {
  const users = [...draft.prev.files.values()].filter(({ image }) => image.proto.dependency.includes(imported))
  const user = users.find(({ path, image }) => !image.isImport && draft.next.files.has(path))
  if (user !== undefined) return draft.addImport(user.path, imported)
  // It came along with another one.
  const between = users.find(({ image }) => image.isImport)
  return between !== undefined && restoreImport(draft, between.path)
}

/** True when a file of the same package declares at least half of what the old one did: the rest can come back. */
function isSameFile(prev: FileElement, next: FileElement): boolean {
  const kinds = ['messages', 'enums', 'services', 'extensions'] as const
  const names = kinds.flatMap((kind) => [...prev[kind].keys()].map((name) => ({ kind, name })))
  const kept = names.filter(({ kind, name }) => next[kind].has(name)).length
  return kept > 0 && kept >= names.length / 2
}

function replaceImport(draft: Draft, file: FileElement, from: string, to: string): boolean {
  const index = file.image.proto.dependency.indexOf(from)
  if (index === -1) return true
  const source = draft.source(file)
  const range = source?.rangeOf([HEAD.imports, index])
  if (source === undefined || range === undefined) return false
  const newText = source.text.slice(range.start, range.end).replace(from, to)
  return draft.step(`import ${file.path} ${to}`, () => [{ path: file.path, ...range, newText }])
}

/**
 * Makes a file of `prev` anew, without what has found another place. What it imports and is gone too is made anew as
 * well.
 */
export function createFile(restorer: Restorer, prev: FileElement): boolean {
  const { draft } = restorer
  const source = draft.source(prev)
  if (source === undefined || prev.image.isImport || draft.next.files.has(prev.path)) return false
  const key = `file ${prev.path}`
  if (draft.hasStep(key)) return draft.step(key, () => [])
  draft.step(key, () => {
    const gone: Range[] = []
    const { next } = draft
    for (const message of prev.messages.values()) {
      if (message.parent === undefined && next.messages.has(message.fullName)) gone.push(source.rangeOf(message.path)!)
    }
    for (const element of prev.enums.values()) {
      if (element.parent === undefined && next.enums.has(element.fullName)) gone.push(source.rangeOf(element.path)!)
    }
    for (const service of prev.services.values()) {
      if (next.services.has(service.fullName)) gone.push(source.rangeOf(service.path)!)
    }
    gone.push(...takenExtensions(next, prev, source))
    let text = source.text
    const imports = importsFor(draft, prev)
    const head = headEnd(source)
    if (imports.length > 0) gone.push({ ...head, start: head.end })
    const isInside = (a: Range, b: Range) => a !== b && a.start >= b.start && a.end <= b.end
    const outer = gone.filter((range) => !gone.some((other) => isInside(range, other)))
    for (const range of outer.sort((a, b) => b.start - a.start)) {
      if (range.start === range.end) {
        const lines = imports.map((path) => `${source.newline}import ${JSON.stringify(path)};`).join('')
        text = text.slice(0, range.end) + lines + text.slice(range.end)
        continue
      }
      const { start, end } = source.statementRange(range)
      text = text.slice(0, start) + text.slice(end)
    }
    return [{ path: prev.path, start: 0, end: 0, newText: text }]
  })
  return prev.image.proto.dependency.every((path) => {
    const imported = draft.prev.files.get(path)
    return (
      imported === undefined || imported.image.isImport || draft.next.files.has(path) || createFile(restorer, imported)
    )
  })
}

/** The extensions of a file whose numbers are taken elsewhere now; with their block when all in it are. */
function takenExtensions(next: SchemaIndex, prev: FileElement, source: SourceFile): Range[] {
  const extensions = [...prev.extensions.values()].map((element) => ({
    range: source.rangeOf(element.path)!,
    blocks: element.path.slice(0, -1),
    isTaken: next.extensions.has(`${element.extendee} ${element.number}`),
  }))
  const taken = extensions.filter(({ isTaken }) => isTaken)
  return taken
    .map(({ range, blocks }) => {
      const block = source.rangesOf(blocks).find(({ start, end }) => start <= range.start && end >= range.end)
      if (block === undefined) return range
      const inBlock = extensions.filter((one) => one.range.start >= block.start && one.range.end <= block.end)
      return inBlock.every(({ isTaken }) => isTaken) ? block : range
    })
    .filter((range, index, all) => all.findIndex(({ start }) => start === range.start) === index)
}

/** What a file must import that was in it, or was to be seen from it, and has found another place. */
function importsFor({ next }: Draft, prev: FileElement): string[] {
  const declared = [...prev.messages.values(), ...prev.services.values(), ...prev.extensions.values()]
  const paths = declared
    .filter(({ parent }) => parent === undefined)
    .flatMap((element) => referencesOf(element))
    .flatMap(({ fullName }) => (next.messages.get(fullName) ?? next.enums.get(fullName))?.file.path ?? [])
  const known = prev.image.proto.dependency
  return [...new Set(paths)].filter((path) => path !== prev.path && !known.includes(path))
}

/** Sets the package back, and the names of its types wherever they are written. */
export function restorePackage({ draft }: Restorer, prev: FileElement, next: FileElement): boolean {
  const [older, source] = [draft.source(prev), draft.source(next)]
  if (older === undefined || source === undefined) return false
  const text = older.textOf(HEAD.package) ?? ''
  const place = source.rangeOf(HEAD.package)
  draft.step(`package ${next.path}`, () => {
    if (place !== undefined) return [{ path: next.path, ...place, newText: text }]
    const { end } = source.rangeOf(HEAD.syntax) ?? { end: 0 }
    return [{ path: next.path, start: end, end, newText: source.newline + text }]
  })
  return [...draft.next.files.values()].every((file) => renameTypes(draft, file, next, prev.package))
}

/** Writes the names of the types of one file in full, in their new package, wherever another place names them. */
function renameTypes(draft: Draft, file: FileElement, owner: FileElement, newPackage: string): boolean {
  const { messages, enums } = draft.next
  const elements = [...file.messages.values(), ...file.extensions.values(), ...file.services.values()]
  const references = elements
    .filter((element) => element.parent === undefined)
    .flatMap((element) => referencesOf(element))
    .filter(({ fullName }) => (messages.get(fullName) ?? enums.get(fullName))?.file === owner)
  const source = draft.source(file)
  if (references.length === 0) return true
  if (source === undefined) return false
  return references.every((reference) => {
    const place = source.rangeOf(reference.path)
    if (place === undefined) return false
    const nested = (messages.get(reference.fullName) ?? enums.get(reference.fullName))!.nestedName
    const fullName = newPackage === '' ? nested : `${newPackage}.${nested}`
    const newText = spellInFull(source.text.slice(place.start, place.end), { ...reference, fullName })
    return draft.step(`name ${file.path} ${reference.path.join('.')}`, () => [{ path: file.path, ...place, newText }])
  })
}

/** Sets the syntax or edition back; what a file may say depends on it, so that this alone may not do. */
export function restoreSyntax({ draft }: Restorer, prev: FileElement, next: FileElement): boolean {
  const [older, source] = [draft.source(prev), draft.source(next)]
  if (older === undefined || source === undefined) return false
  const text = older.textOf(HEAD.syntax) ?? 'syntax = "proto2";'
  const place = source.rangeOf(HEAD.syntax)
  const { path } = next
  draft.step(`syntax ${path}`, () => [
    place === undefined
      ? { path, start: 0, end: 0, newText: text + source.newline }
      : { path, ...place, newText: text },
  ])
  return true
}
