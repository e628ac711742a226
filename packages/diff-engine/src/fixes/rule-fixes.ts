import type { HookName, Hooks } from '../rule.ts'
import type { FieldElement, FileElement, MessageElement } from '../schema/element.ts'
import type { PackageElement } from '../schema/schema-index.ts'
import { restoreDeclaration } from './declaration-fixes.ts'
import type { Declaration } from './draft.ts'
import { restoreFirstValue, restoreNames, restoreValues } from './enum-fixes.ts'
import { isInRenamedOneof, makeOptional, restoreDeletedField, restoreField, restoreOneof } from './field-fixes.ts'
import { restoreFile, restorePackage } from './file-fixes.ts'
import { restoreFeature, restoreOption } from './option-fixes.ts'
import type { Restorer } from './restorer.ts'
import { restoreRpc, restoreRpcSide } from './rpc-fixes.ts'
import { restoreSyntaxOf } from './syntax-fixes.ts'

/** How the findings of one rule are set right, given what its hook gave the rule. */
export interface RuleFix<H extends HookName = HookName> {
  readonly on: H
  /** In words, for people. */
  readonly summary: string
  /** Plans the edits; false when only a person can do it. `symbol` is that of the finding. */
  readonly plan: (restorer: Restorer, symbol: string, ...pair: Hooks[H]) => boolean
}

/** A row of any hook. */
export type AnyRuleFix = { [H in HookName]: RuleFix<H> }[HookName]

/** Field numbers of the options of a file that rules are about. Source: descriptor.proto. */
const FILE_OPTIONS = {
  FILE_SAME_CC_ENABLE_ARENAS: 31,
  FILE_SAME_CC_GENERIC_SERVICES: 16,
  FILE_SAME_CSHARP_NAMESPACE: 37,
  FILE_SAME_GO_PACKAGE: 11,
  FILE_SAME_JAVA_GENERIC_SERVICES: 17,
  FILE_SAME_JAVA_MULTIPLE_FILES: 10,
  FILE_SAME_JAVA_OUTER_CLASSNAME: 8,
  FILE_SAME_JAVA_PACKAGE: 1,
  FILE_SAME_OBJC_CLASS_PREFIX: 36,
  FILE_SAME_OPTIMIZE_FOR: 9,
  FILE_SAME_PHP_CLASS_PREFIX: 40,
  FILE_SAME_PHP_METADATA_NAMESPACE: 44,
  FILE_SAME_PHP_NAMESPACE: 41,
  FILE_SAME_PY_GENERIC_SERVICES: 18,
  FILE_SAME_RUBY_PACKAGE: 45,
  FILE_SAME_SWIFT_PREFIX: 39,
} as const

/** Options of the descriptors of files, messages and RPCs. */
const OF_FILE = 8
const JAVA_STRING_CHECK_UTF8 = 27
const NO_STANDARD_DESCRIPTOR_ACCESSOR = [7, 2]
const IDEMPOTENCY_LEVEL = [4, 34]

/** Steps below the features of an element. Source: google.protobuf.FeatureSet. */
const FEATURE = { presence: [1], enumType: [2], utf8: [4], encoding: [5], json: [6], cpp: [1000, 2], java: [1001, 2] }

const RESTORE_FIELD = 'Put the field back as it was'
const RESTORE_VALUE = 'Put the value back, marked as deprecated'
const RESTORE_DECLARATION = 'Put it back where it was'

/** How findings are set right, by the id of the rule. */
export const RULE_FIXES: Readonly<Record<string, AnyRuleFix>> = {
  ...Object.fromEntries(
    Object.entries(FILE_OPTIONS).map(([rule, option]) => [
      rule,
      on('filePair', 'Set the option back', (restorer, _, prev, next) =>
        restoreOption(restorer, prev, next, [OF_FILE, option]),
      ),
    ]),
  ),
  ENUM_NO_DELETE: on('enumLeftFile', RESTORE_DECLARATION, (restorer, _, prev) => restoreDeclaration(restorer, prev)),
  ENUM_SAME_JSON_FORMAT: on('enumPair', 'Set features.json_format back', (restorer, _, prev, next) =>
    withSyntax(restorer, prev.file, next.file, restoreFeature(restorer, prev, next, FEATURE.json)),
  ),
  ENUM_SAME_TYPE: on('enumPair', 'Set features.enum_type back', (restorer, _, prev, next) =>
    withSyntax(restorer, prev.file, next.file, restoreFeature(restorer, prev, next, FEATURE.enumType)),
  ),
  ENUM_VALUE_NO_DELETE: on('enumNumberRemoved', RESTORE_VALUE, (restorer, _, prev, next) =>
    restoreValues(restorer, prev, next),
  ),
  ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED: on(
    'enumNumberRemoved',
    'Reserve the names of the value',
    (restorer, _, prev, next) =>
      prev.values.every(({ name }) => next.reservedNames.has(name) || restorer.reservations.addName(next, name)) ||
      restoreValues(restorer, prev, next),
  ),
  ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED: on(
    'enumNumberRemoved',
    'Reserve the number of the value',
    (restorer, _, { number }, next) => restorer.reservations.addNumbers(next, [{ start: number, end: number }]),
  ),
  ENUM_VALUE_SAME_NAME: on('enumNumberPair', 'Give the value its name back', (restorer, _, prev, next) =>
    restoreNames(restorer, prev, next),
  ),
  EXTENSION_MESSAGE_NO_DELETE: on('messagePair', 'Open the extension numbers again', restoreExtensionRanges),
  EXTENSION_NO_DELETE: on('extensionLeftFile', RESTORE_DECLARATION, (restorer, _, prev) =>
    restoreDeclaration(restorer, prev),
  ),
  FIELD_NO_DELETE: on('fieldRemoved', 'Put the field back, marked as deprecated', (restorer, _, prev, next) =>
    restoreDeletedField(restorer, prev, next),
  ),
  FIELD_NO_DELETE_UNLESS_NAME_RESERVED: on(
    'fieldRemoved',
    'Reserve the name of the field',
    (restorer, _, prev, next) => {
      return restorer.reservations.addName(next, prev.name) || restoreDeletedField(restorer, prev, next)
    },
  ),
  FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED: on(
    'fieldRemoved',
    'Reserve the number of the field',
    (restorer, _, { number }, next) => restorer.reservations.addNumbers(next, [{ start: number, end: number }]),
  ),
  FIELD_SAME_CARDINALITY: fieldPair(FEATURE.presence),
  FIELD_SAME_CPP_STRING_TYPE: fieldPair(FEATURE.cpp),
  FIELD_SAME_DEFAULT: on('fieldPair', RESTORE_FIELD, (restorer, _, prev, next) => {
    return restoreFirstValue(restorer, prev, next) || withInherited(restorer, prev, next)
  }),
  FIELD_SAME_JAVA_UTF8_VALIDATION: on('fieldPair', RESTORE_FIELD, (restorer, _, prev, next) => {
    const option = [OF_FILE, JAVA_STRING_CHECK_UTF8]
    const isOption = restoreOptionIfChanged(restorer, prev.file, next.file, option)
    return withInherited(restorer, prev, next, FEATURE.java) || isOption
  }),
  FIELD_SAME_JSON_NAME: fieldPair(),
  FIELD_SAME_JSTYPE: fieldPair(),
  FIELD_SAME_NAME: fieldPair(),
  FIELD_SAME_ONEOF: on('fieldPair', 'Put the field back into its oneof, or out of it', (restorer, _, prev, next) => {
    if (isInRenamedOneof(prev, next) && prev.oneof !== undefined && next.parent !== undefined) {
      return restoreOneof(restorer, prev.oneof, next.parent)
    }
    return restoreField(restorer, prev, next)
  }),
  FIELD_SAME_TYPE: fieldPair(FEATURE.encoding),
  FIELD_SAME_UTF8_VALIDATION: fieldPair(FEATURE.utf8),
  FIELD_WIRE_COMPATIBLE_CARDINALITY: fieldPair(FEATURE.presence),
  FIELD_WIRE_COMPATIBLE_TYPE: fieldPair(FEATURE.encoding),
  FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY: fieldPair(FEATURE.presence),
  FIELD_WIRE_JSON_COMPATIBLE_TYPE: fieldPair(FEATURE.encoding),
  FILE_NO_DELETE: on('fileRemoved', 'Put the file back', (restorer, _, prev) => restoreFile(restorer, prev)),
  FILE_SAME_PACKAGE: on('filePair', 'Set the package back', (restorer, _, prev, next) =>
    restorePackage(restorer, prev, next),
  ),
  FILE_SAME_SYNTAX: on('filePair', 'Set the syntax back', (restorer, _, prev, next) => {
    return restorer.draft.manner !== 'respelled' && restoreSyntaxOf(restorer, prev, next)
  }),
  MESSAGE_NO_DELETE: on('messageLeftFile', RESTORE_DECLARATION, (restorer, _, prev) =>
    restoreDeclaration(restorer, prev),
  ),
  MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR: on('messagePair', 'Remove the option', (restorer, _, prev, next) =>
    restoreOption(restorer, prev, next, NO_STANDARD_DESCRIPTOR_ACCESSOR),
  ),
  MESSAGE_SAME_JSON_FORMAT: on('messagePair', 'Set features.json_format back', (restorer, _, prev, next) =>
    withSyntax(restorer, prev.file, next.file, restoreFeature(restorer, prev, next, FEATURE.json)),
  ),
  MESSAGE_SAME_REQUIRED_FIELDS: on('messagePair', 'Require what was required, and nothing else', restoreRequired),
  ONEOF_NO_DELETE: on('oneofRemoved', 'Put the oneof back', (restorer, _, prev, next) =>
    restoreOneof(restorer, prev, next),
  ),
  PACKAGE_ENUM_NO_DELETE: on('enumLeftPackage', RESTORE_DECLARATION, restoreInPackage),
  PACKAGE_EXTENSION_NO_DELETE: on('extensionLeftPackage', RESTORE_DECLARATION, restoreInPackage),
  PACKAGE_MESSAGE_NO_DELETE: on('messageLeftPackage', RESTORE_DECLARATION, restoreInPackage),
  PACKAGE_NO_DELETE: on('packageRemoved', 'Put the package back', (restorer, _, prev) =>
    prev.files.every((file) => {
      const now = restorer.draft.next.files.get(file.path)
      return now === undefined ? restoreFile(restorer, file) : restorePackage(restorer, file, now)
    }),
  ),
  PACKAGE_SERVICE_NO_DELETE: on('serviceLeftPackage', RESTORE_DECLARATION, restoreInPackage),
  RESERVED_ENUM_NO_DELETE: on('enumPair', 'Reserve it again', restoreReservations),
  RESERVED_MESSAGE_NO_DELETE: on('messagePair', 'Reserve it again', restoreReservations),
  RPC_NO_DELETE: on('rpcRemoved', 'Put the RPC back', (restorer, _, prev, next) => restoreRpc(restorer, prev, next)),
  RPC_SAME_CLIENT_STREAMING: rpcSide('request'),
  RPC_SAME_IDEMPOTENCY_LEVEL: on('rpcPair', 'Set idempotency_level back', (restorer, _, prev, next) =>
    restoreOption(restorer, prev, next, IDEMPOTENCY_LEVEL),
  ),
  RPC_SAME_REQUEST_TYPE: rpcSide('request'),
  RPC_SAME_RESPONSE_TYPE: rpcSide('response'),
  RPC_SAME_SERVER_STREAMING: rpcSide('response'),
  SERVICE_NO_DELETE: on('serviceLeftFile', RESTORE_DECLARATION, (restorer, _, prev) =>
    restoreDeclaration(restorer, prev),
  ),
}

function on<H extends HookName>(hook: H, summary: string, plan: RuleFix<H>['plan']): RuleFix<H> {
  return { on: hook, summary, plan }
}

/** A field is put back; `feature` is the one that may have changed around it instead. */
function fieldPair(feature?: number[]): RuleFix<'fieldPair'> {
  return on('fieldPair', RESTORE_FIELD, (restorer, _, prev, next) => withInherited(restorer, prev, next, feature))
}

function withInherited(restorer: Restorer, prev: FieldElement, next: FieldElement, feature?: number[]): boolean {
  const isSyntax = setSyntaxBack(restorer, prev.file, next.file)
  const isAround = feature !== undefined && restoreFeature(restorer, prev, next, feature)
  const isField = restoreField(restorer, prev, next)
  return isField || isAround || isSyntax
}

/** Without a feature to set back the syntax is to blame, when that changed. */
function withSyntax(restorer: Restorer, prev: FileElement, next: FileElement, isRestored: boolean): boolean {
  return isRestored || setSyntaxBack(restorer, prev, next)
}

/** What elements inherit depends on the syntax and the edition; they are set back when nothing less has helped. */
function setSyntaxBack(restorer: Restorer, prev: FileElement, next: FileElement): boolean {
  const [before, now] = [prev.image.proto, next.image.proto]
  const isSame = before.syntax === now.syntax && before.edition === now.edition
  // Another file has a syntax of its own.
  const canBe = restorer.draft.manner === 'thorough' && prev.path === next.path
  return canBe && !isSame && restoreSyntaxOf(restorer, prev, next)
}

function restoreOptionIfChanged(restorer: Restorer, prev: FileElement, next: FileElement, option: number[]): boolean {
  const [before, now] = [prev, next].map((file) => restorer.draft.source(file)?.textOf(option))
  return before !== now && restoreOption(restorer, prev, next, option)
}

function restoreRequired(restorer: Restorer, symbol: string, prev: MessageElement, next: MessageElement): boolean {
  setSyntaxBack(restorer, prev.file, next.file)
  const name = symbol.slice(symbol.lastIndexOf('.') + 1)
  const named = ({ fields }: MessageElement) => [...fields.values()].filter((field) => field.name === name)
  return [...named(prev), ...named(next)].some((field) => {
    const [before, now] = [prev.fields.get(field.number), next.fields.get(field.number)]
    if (now === undefined) return before !== undefined && restoreDeletedField(restorer, before, next)
    return before === undefined ? makeOptional(restorer, now) : restoreField(restorer, before, now)
  })
}

function restoreInPackage(restorer: Restorer, _: string, prev: Declaration, next: PackageElement): boolean {
  const own = restorer.draft.next.files.get(prev.file.path)
  if (own === undefined || own.package === next.name) return restoreDeclaration(restorer, prev)
  return restorePackage(restorer, prev.file, own)
}

function restoreReservations(
  { reservations }: Restorer,
  _: string,
  ...[prev, next]: Hooks['messagePair'] | Hooks['enumPair']
): boolean {
  const ranges = prev.reservedNumbers.declared.flatMap((range) => next.reservedNumbers.missing(range))
  const names = [...prev.reservedNames].filter((name) => !next.reservedNames.has(name))
  const areNumbers = ranges.length > 0 && reservations.addNumbers(next, ranges)
  const areNames = names.map((name) => reservations.addName(next, name))
  return areNumbers || areNames.includes(true)
}

function restoreExtensionRanges({ draft }: Restorer, _: string, prev: MessageElement, next: MessageElement): boolean {
  const ranges = prev.extensionNumbers.declared.flatMap((range) => next.extensionNumbers.missing(range))
  const source = draft.source(next.file)
  const body = source?.rangeOf(next.path)
  if (source === undefined || body === undefined) return false
  const text = `extensions ${ranges.map((range) => next.extensionNumbers.describe(range)).join(', ')};`
  return draft.step(`extensions ${next.fullName}`, () => {
    const { at, text: newText } = source.insertionBefore(body.end, text)
    return [{ path: next.file.path, start: at, end: at, newText }]
  })
}

function rpcSide(side: 'request' | 'response'): RuleFix<'rpcPair'> {
  const summary = `Put the ${side} back as it was`
  return on('rpcPair', summary, (restorer, _, prev, next) => restoreRpcSide(restorer, side, prev, next))
}
