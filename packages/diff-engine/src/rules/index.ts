import type { AnyRule, RuleInfo } from '../rule.ts'
import { declarationLeftFile } from './declaration-left-file.ts'
import { declarationLeftPackage } from './declaration-left-package.ts'
import { DEPRECATED_RULES } from './deprecated.ts'
import { enumSameType } from './enum-same-type.ts'
import { enumValueNoDelete } from './enum-value-no-delete.ts'
import { enumValueNoDeleteUnlessNameReserved } from './enum-value-no-delete-unless-name-reserved.ts'
import { enumValueNoDeleteUnlessNumberReserved } from './enum-value-no-delete-unless-number-reserved.ts'
import { enumValueSameName } from './enum-value-same-name.ts'
import { extensionMessageNoDelete } from './extension-message-no-delete.ts'
import { fieldCardinality } from './field-cardinality.ts'
import { fieldNoDelete } from './field-no-delete.ts'
import { fieldNoDeleteUnlessNameReserved } from './field-no-delete-unless-name-reserved.ts'
import { fieldNoDeleteUnlessNumberReserved } from './field-no-delete-unless-number-reserved.ts'
import { fieldSameCppStringType } from './field-same-cpp-string-type.ts'
import { fieldSameDefault } from './field-same-default.ts'
import { fieldSameJavaUtf8Validation } from './field-same-java-utf8-validation.ts'
import { fieldSameJsonName } from './field-same-json-name.ts'
import { fieldSameJstype } from './field-same-jstype.ts'
import { fieldSameName } from './field-same-name.ts'
import { fieldSameOneof } from './field-same-oneof.ts'
import { fieldSameType } from './field-same-type.ts'
import { fieldSameUtf8Validation } from './field-same-utf8-validation.ts'
import { fieldWireCompatibleType } from './field-wire-compatible-type.ts'
import { fieldWireJsonCompatibleType } from './field-wire-json-compatible-type.ts'
import { fileNoDelete } from './file-no-delete.ts'
import { fileOptionUnchanged } from './file-option-unchanged.ts'
import { fileSamePackage } from './file-same-package.ts'
import { fileSameSyntax } from './file-same-syntax.ts'
import { jsonFormatKept } from './json-format-kept.ts'
import { messageNoRemoveStandardDescriptorAccessor } from './message-no-remove-standard-descriptor-accessor.ts'
import { messageSameRequiredFields } from './message-same-required-fields.ts'
import { oneofNoDelete } from './oneof-no-delete.ts'
import { packageNoDelete } from './package-no-delete.ts'
import { reservedNoDelete } from './reserved-no-delete.ts'
import { rpcNoDelete } from './rpc-no-delete.ts'
import { rpcSameIdempotencyLevel } from './rpc-same-idempotency-level.ts'
import { rpcSameStreaming } from './rpc-same-streaming.ts'
import { rpcSameType } from './rpc-same-type.ts'

/** All rules that check something; an array is a family of rules that share one decision. */
export const RULES_WITH_CHECKS: readonly AnyRule[] = [
  ...declarationLeftFile,
  ...declarationLeftPackage,
  enumSameType,
  enumValueNoDelete,
  enumValueNoDeleteUnlessNameReserved,
  enumValueNoDeleteUnlessNumberReserved,
  enumValueSameName,
  extensionMessageNoDelete,
  ...fieldCardinality,
  fieldNoDelete,
  fieldNoDeleteUnlessNameReserved,
  fieldNoDeleteUnlessNumberReserved,
  fieldSameCppStringType,
  fieldSameDefault,
  fieldSameJavaUtf8Validation,
  fieldSameJsonName,
  fieldSameJstype,
  fieldSameName,
  fieldSameOneof,
  fieldSameType,
  fieldSameUtf8Validation,
  fieldWireCompatibleType,
  fieldWireJsonCompatibleType,
  fileNoDelete,
  ...fileOptionUnchanged,
  fileSamePackage,
  fileSameSyntax,
  ...jsonFormatKept,
  messageNoRemoveStandardDescriptorAccessor,
  messageSameRequiredFields,
  oneofNoDelete,
  packageNoDelete,
  ...reservedNoDelete,
  rpcNoDelete,
  rpcSameIdempotencyLevel,
  ...rpcSameStreaming,
  ...rpcSameType,
]

/** What can be said about every rule without an image, deprecated ids included; sorted by id. */
export const ALL_RULES: readonly RuleInfo[] = [...RULES_WITH_CHECKS, ...DEPRECATED_RULES].sort((a, b) =>
  a.id < b.id ? -1 : 1,
)
