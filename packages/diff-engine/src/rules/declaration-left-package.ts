import { defineRule } from '../rule.ts'
import type { MessageElement } from '../schema/element.ts'
import type { PackageElement } from '../schema/schema-index.ts'
import { type Site, siteOfDeleted, siteOfFile } from '../site.ts'
import { quote } from '../wording.ts'
import { type Declaration, describeDeleted } from './deleted-declaration.ts'

/**
 * A package that has lost its last message says nothing; the same goes for enums and extensions. Source: observed
 * behaviour of buf 1.75, which these rules share so that their findings agree.
 */
export const packageMessageNoDelete = defineRule({
  id: 'PACKAGE_MESSAGE_NO_DELETE',
  summary: 'A message stays in its package.',
  categories: ['PACKAGE'],
  on: 'messageLeftPackage',
  check(report, prev, next) {
    if (next.messages.size === 0) return
    report({ at: siteLeft(prev, next, next.messages), ...describeDeleted('message', prev, where(next)) })
  },
})

export const packageEnumNoDelete = defineRule({
  id: 'PACKAGE_ENUM_NO_DELETE',
  summary: 'An enum stays in its package.',
  categories: ['PACKAGE'],
  on: 'enumLeftPackage',
  check(report, prev, next) {
    if (next.enums.size === 0) return
    report({ at: siteLeft(prev, next), ...describeDeleted('enum', prev, where(next)) })
  },
})

export const packageExtensionNoDelete = defineRule({
  id: 'PACKAGE_EXTENSION_NO_DELETE',
  summary: 'An extension stays in its package.',
  categories: ['PACKAGE'],
  before: { v1: undefined, v1beta1: undefined },
  on: 'extensionLeftPackage',
  check(report, prev, next) {
    if (next.extensions.size === 0) return
    report({ at: siteLeft(prev, next), ...describeDeleted('extension', prev, where(next)) })
  },
})

export const packageServiceNoDelete = defineRule({
  id: 'PACKAGE_SERVICE_NO_DELETE',
  summary: 'A service stays in its package.',
  categories: ['PACKAGE'],
  on: 'serviceLeftPackage',
  check(report, prev, next) {
    const file = next.schema.files.get(prev.file.path)
    report({ at: file && siteOfFile(file), ...describeDeleted('service', prev, where(next)) })
  },
})

export const declarationLeftPackage = [
  packageMessageNoDelete,
  packageEnumNoDelete,
  packageExtensionNoDelete,
  packageServiceNoDelete,
] as const

/**
 * The message around the deleted element, or its file; undefined when the file is gone. Messages around a message are
 * looked up in the whole package (`messages`), those around other things in the file: observed behaviour of buf 1.75.
 */
function siteLeft(
  prev: Declaration,
  next: PackageElement,
  messages?: ReadonlyMap<string, MessageElement>,
): Site | undefined {
  const file = next.schema.files.get(prev.file.path)
  return file && siteOfDeleted(prev.nestedName, messages ?? file.messages, file)
}

function where(element: PackageElement): string {
  return `package ${quote(element.name)}`
}
