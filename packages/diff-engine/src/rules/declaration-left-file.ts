import { defineRule, type Report } from '../rule.ts'
import type { FileElement } from '../schema/element.ts'
import { siteOfDeleted } from '../site.ts'
import { quote } from '../wording.ts'
import { capitalize, type Declaration, type DeclarationWord, describeDeleted } from './deleted-declaration.ts'

/** Nested messages are told one by one, and so are the entry messages that map fields make. */
export const messageNoDelete = defineRule({
  id: 'MESSAGE_NO_DELETE',
  summary: 'A message stays in its file.',
  categories: ['FILE', 'CSR'],
  on: 'messageLeftFile',
  check(report, prev, next) {
    report(describe('message', prev, next, next.schema.messages.get(prev.fullName)))
  },
})

export const enumNoDelete = defineRule({
  id: 'ENUM_NO_DELETE',
  summary: 'An enum stays in its file.',
  categories: ['FILE', 'CSR'],
  on: 'enumLeftFile',
  check(report, prev, next) {
    report(describe('enum', prev, next, next.schema.enums.get(prev.fullName)))
  },
})

/** Extensions are looked up by name here, while the rules about fields pair them by number. */
export const extensionNoDelete = defineRule({
  id: 'EXTENSION_NO_DELETE',
  summary: 'An extension stays in its file.',
  categories: ['FILE'],
  before: { v1: undefined, v1beta1: undefined },
  on: 'extensionLeftFile',
  check(report, prev, next) {
    const inPackage = next.schema.packages.get(prev.file.package)?.extensions
    report(describe('extension', prev, next, inPackage?.get(prev.nestedName)))
  },
})

export const serviceNoDelete = defineRule({
  id: 'SERVICE_NO_DELETE',
  summary: 'A service stays in its file.',
  categories: ['FILE'],
  on: 'serviceLeftFile',
  check(report, prev, next) {
    report(describe('service', prev, next, next.schema.services.get(prev.fullName)))
  },
})

export const declarationLeftFile = [messageNoDelete, enumNoDelete, extensionNoDelete, serviceNoDelete] as const

/** `now` is the declaration in `next` that has the same full name: it has only moved. */
function describe(word: DeclarationWord, prev: Declaration, next: FileElement, now: Declaration | undefined): Report {
  const from = quote(prev.file.path)
  const at = siteOfDeleted(prev.nestedName, next.messages, next)
  const deleted = { at, ...describeDeleted(word, prev, `file ${from}`) }
  if (now === undefined) return deleted
  const to = quote(now.file.path)
  return {
    ...deleted,
    nature: `${word} moved to ${now.file.path}`,
    what: `${capitalize(word)} ${prev.fullName} moved from file ${from} to ${to}`,
    harm: 'Code generated for each file (C++, Go, Python and others) loses it where users look; data is not affected.',
    instead: `Move it back, or let ${from} import ${to} publicly and accept this change once.`,
  }
}
