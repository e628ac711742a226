import { validateDeclaredExtensions } from './declared-extensions.ts'
import { validateEnums } from './enums.ts'
import { validateExtensionDeclarations } from './extension-declarations.ts'
import { validateFeatureSupport } from './feature-support.ts'
import { validateFieldFeatures } from './field-features.ts'
import { validateFieldNumbers } from './field-numbers.ts'
import { validateFieldOptions } from './field-options.ts'
import { validateFileOptions } from './file-options.ts'
import { validateHeader } from './header.ts'
import { validateJsonNames } from './json-names.ts'
import { validateLabels } from './labels.ts'
import { validateMaps } from './maps.ts'
import { validateMessageSets } from './message-sets.ts'
import { validateExtends, validateMessages } from './messages.ts'
import { validateNamingStyle } from './naming-style.ts'
import { validateOptionLifetimes } from './option-lifetimes.ts'
import { validateOptionTargets } from './option-targets.ts'
import { validateReservedNames } from './reserved-names.ts'
import { validateUtf8Values } from './utf8-values.ts'
import type { ValidationContext } from './validation-context.ts'
import { validateVisibility } from './visibility.ts'

/** All rules that one linked file can be judged by. Each looks at one subject; their order does not matter. */
export function validateFile(context: ValidationContext): void {
  validateHeader(context)
  validateVisibility(context)
  validateLabels(context)
  validateMessages(context)
  validateExtends(context)
  validateEnums(context)
  validateMaps(context)
  validateFieldNumbers(context)
  validateReservedNames(context)
  validateJsonNames(context)
  validateMessageSets(context)
  validateExtensionDeclarations(context)
  validateDeclaredExtensions(context)
  validateFileOptions(context)
  validateFieldOptions(context)
  validateFieldFeatures(context)
  validateOptionTargets(context)
  validateOptionLifetimes(context)
  validateFeatureSupport(context)
  validateUtf8Values(context)
  validateNamingStyle(context)
}
