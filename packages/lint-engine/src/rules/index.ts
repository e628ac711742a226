import type { AnyLintRule, LintRuleInfo } from '../rule.ts'
import { comment } from './comment.ts'
import { directorySamePackage } from './directory-same-package.ts'
import { enumFirstValueZero } from './enum-first-value-zero.ts'
import { enumNoAllowAlias } from './enum-no-allow-alias.ts'
import { enumValuePrefix } from './enum-value-prefix.ts'
import { enumZeroValueSuffix } from './enum-zero-value-suffix.ts'
import { fieldNoDescriptor } from './field-no-descriptor.ts'
import { fieldNotRequired } from './field-not-required.ts'
import { fileLowerSnakeCase } from './file-lower-snake-case.ts'
import { importNoPublic } from './import-no-public.ts'
import { importUsed } from './import-used.ts'
import { nameCase } from './name-case.ts'
import { packageDefined } from './package-defined.ts'
import { packageDirectoryMatch } from './package-directory-match.ts'
import { packageLowerSnakeCase } from './package-lower-snake-case.ts'
import { packageNoImportCycle } from './package-no-import-cycle.ts'
import { packageSameDirectory } from './package-same-directory.ts'
import { packageSameOption } from './package-same-option.ts'
import { packageVersionSuffix } from './package-version-suffix.ts'
import { rpcNoStreaming } from './rpc-no-streaming.ts'
import { rpcRequestResponseUnique } from './rpc-request-response-unique.ts'
import { rpcStandardName } from './rpc-standard-name.ts'
import { serviceSuffix } from './service-suffix.ts'
import { stablePackageNoImportUnstable } from './stable-package-no-import-unstable.ts'
import { syntaxSpecified } from './syntax-specified.ts'
import { UNCHECKED_RULES } from './unchecked-rules.ts'

/** All rules that check something; an array is a family of rules that share one decision. */
export const RULES_WITH_CHECKS: readonly AnyLintRule[] = [
  ...comment,
  directorySamePackage,
  enumFirstValueZero,
  enumNoAllowAlias,
  enumValuePrefix,
  enumZeroValueSuffix,
  fieldNoDescriptor,
  fieldNotRequired,
  fileLowerSnakeCase,
  importNoPublic,
  importUsed,
  ...nameCase,
  packageDefined,
  packageDirectoryMatch,
  packageLowerSnakeCase,
  packageNoImportCycle,
  packageSameDirectory,
  ...packageSameOption,
  packageVersionSuffix,
  ...rpcNoStreaming,
  rpcRequestResponseUnique,
  ...rpcStandardName,
  serviceSuffix,
  stablePackageNoImportUnstable,
  syntaxSpecified,
]

/** What can be said about every rule without an image, ids that nothing is checked for included; sorted by id. */
export const LINT_RULES: readonly LintRuleInfo[] = [...RULES_WITH_CHECKS, ...UNCHECKED_RULES].sort((a, b) =>
  a.id < b.id ? -1 : 1,
)
