import { FieldOptions_OptionTargetType as TargetType } from '@bufbuild/protobuf/wkt'
import { isMessageValue, type MessageValue } from '../options/option-value.ts'
import type { ValidationContext } from './validation-context.ts'

/**
 * Options that are declared for other kinds of elements than the one they are set on. Services, methods and extension
 * ranges are not looked at, as buf does not either.
 *
 * Source: descriptor.proto, FieldOptions.targets; observed behaviour of buf.
 */
export function validateOptionTargets(context: ValidationContext): void {
  const { unlinked } = context.file
  const check = (element: object, target: TargetType): void => {
    const options = context.options(element)
    if (options !== undefined) checkMessage(context, options.value, target)
  }
  check(unlinked, TargetType.TARGET_TYPE_FILE)
  for (const element of unlinked.messages) check(element, TargetType.TARGET_TYPE_MESSAGE)
  for (const element of unlinked.fields) check(element, TargetType.TARGET_TYPE_FIELD)
  for (const element of unlinked.oneofs) check(element, TargetType.TARGET_TYPE_ONEOF)
  for (const element of unlinked.enums) check(element, TargetType.TARGET_TYPE_ENUM)
  for (const element of unlinked.enumValues) check(element, TargetType.TARGET_TYPE_ENUM_ENTRY)
}

function checkMessage(context: ValidationContext, message: MessageValue, target: TargetType): void {
  if (message.expanded !== undefined) checkMessage(context, message.expanded.value, target)
  for (const value of message.fields.values()) {
    const targets = value.field.element.proto.options?.targets ?? []
    if (targets.length > 0 && !targets.includes(target)) {
      const allowed = targets.map((allowedTarget) => NAMES[allowedTarget]).join(', ')
      const text = `The option \`${value.field.name}\` is for other elements than this one: ${allowed}.`
      context.error({ start: value.partStart, end: value.end }, 'wrong-option-target', text, 'Remove it here.')
      continue
    }
    for (const element of value.elements) if (isMessageValue(element)) checkMessage(context, element, target)
  }
}

const NAMES: Readonly<Record<TargetType, string>> = {
  [TargetType.TARGET_TYPE_UNKNOWN]: 'unknown ones',
  [TargetType.TARGET_TYPE_FILE]: 'files',
  [TargetType.TARGET_TYPE_EXTENSION_RANGE]: 'extension ranges',
  [TargetType.TARGET_TYPE_MESSAGE]: 'messages',
  [TargetType.TARGET_TYPE_FIELD]: 'fields',
  [TargetType.TARGET_TYPE_ONEOF]: 'oneofs',
  [TargetType.TARGET_TYPE_ENUM]: 'enums',
  [TargetType.TARGET_TYPE_ENUM_ENTRY]: 'enum values',
  [TargetType.TARGET_TYPE_SERVICE]: 'services',
  [TargetType.TARGET_TYPE_METHOD]: 'methods',
}
