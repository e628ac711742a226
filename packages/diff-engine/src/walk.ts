import type { HookName, Hooks } from './rule.ts'
import type { EnumElement, FileElement, MessageElement, ServiceElement } from './schema/element.ts'
import type { PackageElement, SchemaIndex } from './schema/schema-index.ts'

/** Takes every pair and every loss that `walk` meets. */
export type Visit = <H extends HookName>(hook: H, ...pair: Hooks[H]) => void

/**
 * Pairs the two sides and visits what `Hooks` lists, each once. The time is linear in the size of `prev`: this is the
 * only place where the two sides are matched. The order of visits is that of `prev` and carries no meaning.
 *
 * Pairs of a file that is the same object on both sides are left out. Sides that were compiled with one cache share the
 * files that are the same in all that they depend on, too; so nothing can be different in them.
 */
export function walk(prev: SchemaIndex, next: SchemaIndex, visit: Visit): void {
  walkFiles(prev, next, visit)
  walkPackages(prev, next, visit)
  forPairs(prev.messages, next.messages, (a, b) => walkMessage(a, b, visit))
  forPairs(prev.extensions, next.extensions, (a, b) => visit('fieldPair', a, b))
  forPairs(prev.enums, next.enums, (a, b) => walkEnum(a, b, visit))
  forPairs(prev.services, next.services, (a, b) => walkService(a, b, visit))
}

function walkFiles(prev: SchemaIndex, next: SchemaIndex, visit: Visit): void {
  forEach(prev.files, next.files, {
    removed: (file) => visit('fileRemoved', file),
    paired: (a, b) => {
      if (isSameFile(a, b)) return
      visit('filePair', a, b)
      walkFile(a, b, visit)
    },
  })
}

function walkFile(prev: FileElement, next: FileElement, visit: Visit): void {
  forRemoved(prev.messages, next.messages, (message) => visit('messageLeftFile', message, next))
  forRemoved(prev.enums, next.enums, (element) => visit('enumLeftFile', element, next))
  forRemoved(prev.extensions, next.extensions, (extension) => visit('extensionLeftFile', extension, next))
  forRemoved(prev.services, next.services, (service) => visit('serviceLeftFile', service, next))
}

function walkPackages(prev: SchemaIndex, next: SchemaIndex, visit: Visit): void {
  forEach(prev.packages, next.packages, {
    removed: (element) => visit('packageRemoved', element),
    paired: (a, b) => walkPackage(a, b, visit),
  })
}

function walkPackage(prev: PackageElement, next: PackageElement, visit: Visit): void {
  forRemoved(prev.messages, next.messages, (message) => visit('messageLeftPackage', message, next))
  forRemoved(prev.enums, next.enums, (element) => visit('enumLeftPackage', element, next))
  forRemoved(prev.extensions, next.extensions, (extension) => visit('extensionLeftPackage', extension, next))
  forRemoved(prev.services, next.services, (service) => visit('serviceLeftPackage', service, next))
}

function walkMessage(prev: MessageElement, next: MessageElement, visit: Visit): void {
  visit('messagePair', prev, next)
  forEach(prev.fields, next.fields, {
    removed: (field) => visit('fieldRemoved', field, next),
    paired: (a, b) => visit('fieldPair', a, b),
  })
  if (prev.oneofs.length === 0) return
  const names = new Set(next.oneofs.map((oneof) => oneof.name))
  for (const oneof of prev.oneofs) {
    if (!oneof.isSynthetic && !names.has(oneof.name)) visit('oneofRemoved', oneof, next)
  }
}

function walkEnum(prev: EnumElement, next: EnumElement, visit: Visit): void {
  visit('enumPair', prev, next)
  forEach(prev.numbers, next.numbers, {
    removed: (number) => visit('enumNumberRemoved', number, next),
    paired: (a, b) => visit('enumNumberPair', a, b),
  })
}

function walkService(prev: ServiceElement, next: ServiceElement, visit: Visit): void {
  forEach(prev.rpcs, next.rpcs, {
    removed: (rpc) => visit('rpcRemoved', rpc, next),
    paired: (a, b) => visit('rpcPair', a, b),
  })
}

function forEach<K, T>(
  prev: ReadonlyMap<K, T>,
  next: ReadonlyMap<K, T>,
  on: { removed: (prev: T) => void; paired: (prev: T, next: T) => void },
): void {
  for (const [key, a] of prev) {
    const b = next.get(key)
    if (b === undefined) on.removed(a)
    else on.paired(a, b)
  }
}

function forRemoved<K, T>(prev: ReadonlyMap<K, T>, next: ReadonlyMap<K, T>, removed: (prev: T) => void): void {
  for (const [key, element] of prev) if (!next.has(key)) removed(element)
}

function forPairs<K, T extends { readonly file: FileElement }>(
  prev: ReadonlyMap<K, T>,
  next: ReadonlyMap<K, T>,
  paired: (prev: T, next: T) => void,
): void {
  for (const [key, a] of prev) {
    const b = next.get(key)
    if (b !== undefined && !isSameFile(a.file, b.file)) paired(a, b)
  }
}

function isSameFile(a: FileElement, b: FileElement): boolean {
  return a.image.proto === b.image.proto
}
