import { Edition, FileOptionsSchema } from '@bufbuild/protobuf/wkt'
import type { FileElement } from '../schema/element.ts'
import type { SchemaIndex } from '../schema/schema-index.ts'
import { siteOfFile } from '../site.ts'
import { quote, quoteAll } from '../wording.ts'
import { type AddChange, changeOf } from './change.ts'
import { compareMaps } from './compare-maps.ts'
import { listOptionChanges } from './list-option-changes.ts'

/** Files that came, went, or say something else about themselves; files are known by their import path. */
export function listFileChanges(prev: SchemaIndex, next: SchemaIndex, add: AddChange): void {
  compareMaps(prev.files, next.files, {
    removed: (file) => {
      const description = `File ${quote(file.path)} was removed`
      add(changeOf('removed', 'file', { symbol: file.path, description, against: siteOfFile(file) }))
    },
    added: (file) => {
      const description = `File ${quote(file.path)} was added`
      add(changeOf('added', 'file', { symbol: file.path, description, at: siteOfFile(file) }))
    },
    paired: (a, b) => compareFiles(a, b, add),
  })
}

function compareFiles(prev: FileElement, next: FileElement, add: AddChange): void {
  const subject = `File ${quote(prev.path)}`
  const places = { symbol: prev.path, at: siteOfFile(next), against: siteOfFile(prev) }
  if (prev.package !== next.package) {
    const description = `${subject}: package ${quote(prev.package)} became ${quote(next.package)}`
    add(changeOf('changed', 'file', { ...places, description }))
  }
  const [from, to] = [languageOf(prev), languageOf(next)]
  if (from !== to) add(changeOf('changed', 'file', { ...places, description: `${subject}: ${from} became ${to}` }))
  listImportChanges(prev, next, (description) => {
    add(changeOf('changed', 'file', { ...places, description: `${subject}: ${description}`, weight: 'patch' }))
  })
  listOptionChanges(
    FileOptionsSchema,
    { element: 'file', symbol: prev.path, subject },
    { file: prev, options: prev.image.proto.options, site: siteOfFile(prev) },
    { file: next, options: next.image.proto.options, site: siteOfFile(next) },
    add,
  )
}

function languageOf({ image }: FileElement): string {
  const { syntax, edition } = image.proto
  // EDITION_2023 is what the source calls "2023".
  return syntax === 'editions'
    ? `edition ${(Edition[edition] ?? `${edition}`).replace('EDITION_', '')}`
    : syntax || 'proto2'
}

function listImportChanges(prev: FileElement, next: FileElement, tell: (description: string) => void): void {
  const [before, after] = [new Set(prev.image.proto.dependency), new Set(next.image.proto.dependency)]
  const added = [...after].filter((path) => !before.has(path))
  const removed = [...before].filter((path) => !after.has(path))
  if (added.length > 0) tell(`imports were added: ${quoteAll(added)}`)
  if (removed.length > 0) tell(`imports were removed: ${quoteAll(removed)}`)
}
