import type { HookName, Hooks, Report } from '../rule.ts'
import type { MessageElement } from '../schema/element.ts'
import { extensionKey } from '../schema/schema-index.ts'
import type { WireFormat } from '../wire/shape.ts'
import type { ProofAbsence } from './proof-absence.ts'
import type { Evidence, ProofSearch, Wanted } from './proof-search.ts'

/** How proofs of one rule are looked for, given what its hook gave the rule. */
export interface RuleEvidence<H extends HookName = HookName> {
  readonly on: H
  readonly find: (search: ProofSearch, report: Report, ...pair: Hooks[H]) => Evidence
}

/** A row of any hook. */
export type AnyRuleEvidence = { [H in HookName]: RuleEvidence<H> }[HookName]

const BOTH_FORMATS: readonly WireFormat[] = ['binary', 'json']

const TYPE: Wanted['aspects'] = ['TYPE', 'ENUM_VALUES', 'UTF8', 'MESSAGE_SET']
const CARDINALITY: Wanted['aspects'] = ['CARDINALITY', 'TYPE', 'REQUIRED', 'DEFAULT', 'RELAY']
const LOST: Wanted['aspects'] = ['NAME', 'REQUIRED', 'ONEOF', 'KNOWN_KEY', 'TYPE', 'CARDINALITY', 'ENUM_VALUES']

const SOURCE_ONLY = never('filePair', 'source-only')
const REMOVED_NUMBER = on('enumNumberRemoved', (search, _report, { enum: prev, number }, next) =>
  search.ofEnumNumber(prev, next, number, ['backward'], BOTH_FORMATS),
)
const REMOVED_FIELD = on('fieldRemoved', (search, _report, field) =>
  search.ofSingleField('prev', field, { formats: BOTH_FORMATS, aspects: LOST }),
)

/** How proofs are looked for, by the id of the rule. */
export const RULE_EVIDENCE: Readonly<Record<string, AnyRuleEvidence>> = {
  ENUM_NO_DELETE: on('enumLeftFile', (_search, _report, { fullName }, { schema }) =>
    without(schema.enums.has(fullName) ? 'source-only' : 'type-gone'),
  ),
  ENUM_SAME_JSON_FORMAT: never('enumPair', 'json-unchecked'),
  ENUM_SAME_TYPE: on('enumPair', (search, _report, prev, next) =>
    search.ofEnum(prev, next, { formats: BOTH_FORMATS, aspects: ['ENUM_VALUES'] }),
  ),
  ENUM_VALUE_NO_DELETE: REMOVED_NUMBER,
  ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED: REMOVED_NUMBER,
  ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED: REMOVED_NUMBER,
  ENUM_VALUE_SAME_NAME: on('enumNumberPair', (search, _report, { enum: prev, number }, { enum: next }) =>
    search.ofEnumNumber(prev, next, number, ['backward', 'forward'], ['json']),
  ),
  EXTENSION_MESSAGE_NO_DELETE: never('messagePair', 'unseen'),
  EXTENSION_NO_DELETE: on('extensionLeftFile', (_search, _report, extension, { schema }) =>
    without(schema.extensions.has(extensionKey(extension)) ? 'source-only' : 'unseen'),
  ),
  FIELD_NO_DELETE: REMOVED_FIELD,
  FIELD_NO_DELETE_UNLESS_NAME_RESERVED: REMOVED_FIELD,
  FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED: REMOVED_FIELD,
  FIELD_SAME_CARDINALITY: fieldPair(BOTH_FORMATS, CARDINALITY),
  FIELD_SAME_CPP_STRING_TYPE: never('fieldPair', 'source-only'),
  FIELD_SAME_DEFAULT: fieldPair(BOTH_FORMATS, ['DEFAULT']),
  FIELD_SAME_JAVA_UTF8_VALIDATION: never('fieldPair', 'one-language'),
  FIELD_SAME_JSON_NAME: fieldPair(['json'], ['NAME']),
  FIELD_SAME_JSTYPE: never('fieldPair', 'source-only'),
  FIELD_SAME_NAME: fieldPair(['json'], ['NAME']),
  FIELD_SAME_ONEOF: fieldPair(BOTH_FORMATS, ['ONEOF', 'RELAY']),
  FIELD_SAME_TYPE: fieldPair(BOTH_FORMATS, TYPE),
  FIELD_SAME_UTF8_VALIDATION: fieldPair(['binary'], ['UTF8']),
  FIELD_WIRE_COMPATIBLE_CARDINALITY: fieldPair(['binary'], CARDINALITY),
  FIELD_WIRE_COMPATIBLE_TYPE: fieldPair(['binary'], TYPE),
  FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY: fieldPair(BOTH_FORMATS, CARDINALITY),
  FIELD_WIRE_JSON_COMPATIBLE_TYPE: fieldPair(BOTH_FORMATS, TYPE),
  FILE_NO_DELETE: on('fileRemoved', (search, _report, file) => search.ofGoneFiles([file])),
  FILE_SAME_CC_ENABLE_ARENAS: SOURCE_ONLY,
  FILE_SAME_CC_GENERIC_SERVICES: SOURCE_ONLY,
  FILE_SAME_CSHARP_NAMESPACE: SOURCE_ONLY,
  FILE_SAME_GO_PACKAGE: SOURCE_ONLY,
  FILE_SAME_JAVA_GENERIC_SERVICES: SOURCE_ONLY,
  FILE_SAME_JAVA_MULTIPLE_FILES: SOURCE_ONLY,
  FILE_SAME_JAVA_OUTER_CLASSNAME: SOURCE_ONLY,
  FILE_SAME_JAVA_PACKAGE: SOURCE_ONLY,
  FILE_SAME_OBJC_CLASS_PREFIX: SOURCE_ONLY,
  FILE_SAME_OPTIMIZE_FOR: SOURCE_ONLY,
  FILE_SAME_PACKAGE: on('filePair', (search, _report, file) => search.ofGoneFiles([file])),
  FILE_SAME_PHP_CLASS_PREFIX: SOURCE_ONLY,
  FILE_SAME_PHP_METADATA_NAMESPACE: SOURCE_ONLY,
  FILE_SAME_PHP_NAMESPACE: SOURCE_ONLY,
  FILE_SAME_PY_GENERIC_SERVICES: SOURCE_ONLY,
  FILE_SAME_RUBY_PACKAGE: SOURCE_ONLY,
  FILE_SAME_SWIFT_PREFIX: SOURCE_ONLY,
  FILE_SAME_SYNTAX: SOURCE_ONLY,
  MESSAGE_NO_DELETE: on('messageLeftFile', (search, _report, message, { schema }) =>
    schema.messages.has(message.fullName) ? without('source-only') : search.ofGoneMessage(message),
  ),
  MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR: never('messagePair', 'source-only'),
  MESSAGE_SAME_JSON_FORMAT: never('messagePair', 'json-unchecked'),
  MESSAGE_SAME_REQUIRED_FIELDS: on('messagePair', findRequired),
  ONEOF_NO_DELETE: on('oneofRemoved', (search, _report, oneof, next) => {
    const wanted: Wanted = { formats: BOTH_FORMATS, aspects: ['ONEOF'] }
    const members = [...oneof.parent.fields.values()].filter((field) => field.oneof === oneof)
    return firstProven(members, 'source-only', (field) => {
      const partner = next.fields.get(field.number)
      return partner === undefined ? without('unseen') : search.ofFieldPair(field, partner, wanted)
    })
  }),
  PACKAGE_ENUM_NO_DELETE: never('enumLeftPackage', 'type-gone'),
  PACKAGE_EXTENSION_NO_DELETE: on('extensionLeftPackage', (_search, _report, extension, { schema }) =>
    without(schema.extensions.has(extensionKey(extension)) ? 'source-only' : 'unseen'),
  ),
  PACKAGE_MESSAGE_NO_DELETE: on('messageLeftPackage', (search, _report, message) => search.ofGoneMessage(message)),
  PACKAGE_NO_DELETE: on('packageRemoved', (search, _report, { files }) => search.ofGoneFiles(files)),
  PACKAGE_SERVICE_NO_DELETE: never('serviceLeftPackage', 'rpc-shape'),
  RESERVED_ENUM_NO_DELETE: never('enumPair', 'future-reuse'),
  RESERVED_MESSAGE_NO_DELETE: never('messagePair', 'future-reuse'),
  RPC_NO_DELETE: never('rpcRemoved', 'rpc-shape'),
  RPC_SAME_CLIENT_STREAMING: never('rpcPair', 'rpc-shape'),
  RPC_SAME_IDEMPOTENCY_LEVEL: never('rpcPair', 'rpc-shape'),
  RPC_SAME_REQUEST_TYPE: on('rpcPair', (search, _report, prev, next) =>
    search.ofTypes(prev.requestType, next.requestType, BOTH_FORMATS),
  ),
  RPC_SAME_RESPONSE_TYPE: on('rpcPair', (search, _report, prev, next) =>
    search.ofTypes(prev.responseType, next.responseType, BOTH_FORMATS),
  ),
  RPC_SAME_SERVER_STREAMING: never('rpcPair', 'rpc-shape'),
  SERVICE_NO_DELETE: on('serviceLeftFile', (_search, _report, { fullName }, { schema }) =>
    without(schema.services.has(fullName) ? 'source-only' : 'rpc-shape'),
  ),
}

function on<H extends HookName>(hook: H, find: RuleEvidence<H>['find']): RuleEvidence<H> {
  return { on: hook, find }
}

/** A rule whose findings no payload can show. */
function never<H extends HookName>(hook: H, absence: ProofAbsence): RuleEvidence<H> {
  return { on: hook, find: () => without(absence) }
}

function fieldPair(formats: readonly WireFormat[], aspects: Wanted['aspects']): RuleEvidence<'fieldPair'> {
  return on('fieldPair', (search, _report, prev, next) => search.ofFieldPair(prev, next, { formats, aspects }))
}

function without(withoutProof: ProofAbsence): Evidence {
  return { withoutProof }
}

/** The report names the field that is required on one side alone; the other side may not have it at all. */
function findRequired(search: ProofSearch, { symbol }: Report, prev: MessageElement, next: MessageElement): Evidence {
  const wanted: Wanted = { formats: BOTH_FORMATS, aspects: ['REQUIRED', 'RELAY'] }
  const name = symbol.slice(symbol.lastIndexOf('.') + 1)
  const named = ({ fields }: MessageElement) => [...fields.values()].find((field) => field.name === name)
  const [before, now] = [named(prev), named(next)]
  const field = before ?? now
  if (field === undefined) return without('unseen')
  const [a, b] = [prev.fields.get(field.number), next.fields.get(field.number)]
  if (a !== undefined && b !== undefined) return search.ofFieldPair(a, b, wanted)
  return search.ofSingleField(a === undefined ? 'next' : 'prev', field, wanted)
}

/** How many of several elements are tried for one finding that is about all of them. */
const MAX_TRIED = 10

function firstProven<T>(elements: readonly T[], otherwise: ProofAbsence, find: (element: T) => Evidence): Evidence {
  for (const element of elements.slice(0, MAX_TRIED)) {
    const evidence = find(element)
    if (evidence.losses !== undefined) return evidence
  }
  return without(otherwise)
}
