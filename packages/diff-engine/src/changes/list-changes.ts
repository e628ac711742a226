import type { Image } from '@wireproof/compiler'
import { SchemaIndex } from '../schema/schema-index.ts'
import type { Change } from './change.ts'
import { listEnumChanges } from './enum-changes.ts'
import { listExtensionChanges } from './field-changes.ts'
import { listFileChanges } from './file-changes.ts'
import { listMessageChanges } from './message-changes.ts'
import { listServiceChanges } from './service-changes.ts'

/**
 * Everything that differs between two images, harmless or not, apart from comments and layout. Imported files are left
 * out: they are somebody else's. Elements are paired as `diff` pairs them.
 *
 * Sorted by path, line and column of the place in `next`, or in `prev` for what is gone. Throws ConflictingSchemaError
 * when a side declares something twice. Time and memory are linear in the size of the images, up to the sorting.
 */
export function listChanges(prev: Image, next: Image): Change[] {
  const [before, after] = [new SchemaIndex('prev', prev), new SchemaIndex('next', next)]
  const isOwn = ({ path }: { path: string }, { files }: SchemaIndex) => files.get(path)?.image.isImport === false
  const changes: Change[] = []
  const add = (change: Change) => {
    const { at, against } = change
    if ((at && isOwn(at, after)) || (against && isOwn(against, before))) changes.push(change)
  }
  listFileChanges(before, after, add)
  listMessageChanges(before, after, add)
  listExtensionChanges(before, after, add)
  listEnumChanges(before, after, add)
  listServiceChanges(before, after, add)
  return changes.sort(comparePlaces)
}

function comparePlaces(a: Change, b: Change): number {
  const [first, second] = [a.at ?? a.against, b.at ?? b.against]
  const byPath = (first?.path ?? '') < (second?.path ?? '') ? -1 : Number((first?.path ?? '') > (second?.path ?? ''))
  const [left, right] = [first?.span?.start, second?.span?.start]
  return byPath || (left?.line ?? 0) - (right?.line ?? 0) || (left?.column ?? 0) - (right?.column ?? 0)
}
