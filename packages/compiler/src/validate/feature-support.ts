import { type FieldValue, isMessageValue, type MessageValue } from '../options/option-value.ts'
import { findField, type ValidationContext } from './validation-context.ts'

/**
 * `feature_support` of fields and enum values that contradicts itself.
 *
 * Source: descriptor.proto, FieldOptions.FeatureSupport; protoc, FeatureResolver::ValidateFeatureSupport; observed
 * behaviour of buf.
 */
export function validateFeatureSupport(context: ValidationContext): void {
  const { fields, enumValues } = context.file.unlinked
  for (const elements of [fields, enumValues]) {
    for (const element of elements) {
      if (element.options.length === 0) continue
      const support = context.option(element, 'feature_support')?.elements[0]
      if (support !== undefined && isMessageValue(support)) checkSupport(context, support)
    }
  }
}

function checkSupport(context: ValidationContext, support: MessageValue): void {
  const introduced = findField(support, 'edition_introduced')
  const deprecated = findField(support, 'edition_deprecated')
  const removed = findField(support, 'edition_removed')
  if (deprecated !== undefined && introduced !== undefined && editionOf(deprecated) < editionOf(introduced)) {
    reportOrder(context, deprecated, 'must not be before `edition_introduced`')
  }
  checkPair(context, deprecated, findField(support, 'deprecation_warning'), 'deprecation_warning')
  if (removed !== undefined && deprecated !== undefined && editionOf(deprecated) >= editionOf(removed)) {
    reportOrder(context, deprecated, 'must be before `edition_removed`')
  }
  if (removed !== undefined && introduced !== undefined && editionOf(removed) < editionOf(introduced)) {
    reportOrder(context, removed, 'must not be before `edition_introduced`')
  }
  // What comes and goes within one edition needs no explanation.
  const isMomentary =
    removed !== undefined && editionOf(removed) === (introduced === undefined ? 0 : editionOf(introduced))
  const error = findField(support, 'removal_error')
  if (!isMomentary || error !== undefined) checkPair(context, removed, error, 'removal_error')
}

function editionOf({ elements }: FieldValue): number {
  return Number(elements[0])
}

/** An edition and its explanation: neither goes without the other. */
function checkPair(
  context: ValidationContext,
  edition: FieldValue | undefined,
  text: FieldValue | undefined,
  textName: string,
): void {
  if ((edition === undefined) === (text === undefined)) return
  const at = edition ?? text!
  const missing = edition === undefined ? 'the edition that it explains' : `\`${textName}\``
  const message = `\`${at.field.name}\` is set without ${missing}.`
  context.error(at, 'incomplete-feature-support', message, 'Set both or none.')
}

function reportOrder(context: ValidationContext, at: FieldValue, rule: string): void {
  const message = `\`${at.field.name}\` ${rule}.`
  context.error(context.valueRange(at), 'feature-support-order', message, 'Change one of the editions.')
}
