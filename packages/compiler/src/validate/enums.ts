import { FeatureSet_EnumType as EnumType, FeatureSet_JsonFormat as JsonFormat } from '@bufbuild/protobuf/wkt'
import type { EnumElement, EnumValueElement } from '../descriptor/unlinked-file.ts'
import { checkNumber, checkOverlaps, checkRange, ENUM_NUMBERS, findRange, reservedStatements } from './number-ranges.ts'
import type { ValidationContext } from './validation-context.ts'

/**
 * Enums: not empty, zero first when open, numbers in range and unique unless aliases are allowed, and names that stay
 * apart when the name of the enum is taken off them.
 *
 * Source: Protobuf language specification, "Enum declarations"; protoc, CheckEnumValueUniqueness.
 */
export function validateEnums(context: ValidationContext): void {
  for (const element of context.file.unlinked.enums) {
    const values = context.valuesOf(element)
    const [first] = values
    if (first === undefined) {
      const message = `The enum \`${element.proto.name}\` has no value.`
      context.error(element.node, 'empty-enum', message, 'Declare one; the first should be zero.')
      continue
    }
    const { enumType, jsonFormat } = context.featuresOfEnum(element)
    if (enumType === EnumType.OPEN && first.proto.number !== 0 && first.node.number !== undefined) {
      const message = `The first value of \`${element.proto.name}\` is ${first.proto.number}, but that of an open enum must be zero.`
      context.error(first.node.number, 'first-enum-value', message, 'Put a value with the number 0 first.')
    }
    validateNumbers(context, element, values)
    if (jsonFormat === JsonFormat.ALLOW) validateCanonicalNames(context, element, values)
  }
}

function validateNumbers(context: ValidationContext, element: EnumElement, values: readonly EnumValueElement[]): void {
  const allowsAlias = element.proto.options?.allowAlias === true
  const ranges = reservedStatements(element.node.body)
    .flatMap((statement) => statement.ranges)
    .map((range) => checkRange(context, range, ENUM_NUMBERS))
    .filter((range) => range !== undefined)
  const sorted = ranges.length > 1 ? checkOverlaps(context, ranges, 'enum value') : ranges
  const byNumber = new Map<number, EnumValueElement>()
  let hasAlias = false
  for (const value of values) {
    const { number } = value.node
    if (number === undefined) {
      context.error(
        value.node,
        'missing-number',
        `\`${value.proto.name}\` has no number.`,
        'Write `= 0` or another number.',
      )
      // It may be an alias.
      hasAlias = true
      continue
    }
    const checked = checkNumber(context, number, ENUM_NUMBERS)
    if (checked === undefined) continue
    const range = findRange(sorted, checked)
    if (range !== undefined) {
      const notes = [context.note(range, 'reserved here')]
      context.error(number, 'reserved-number', `The number ${checked} is reserved.`, 'Take another number.', notes)
    }
    const other = byNumber.get(checked)
    if (other === undefined) {
      byNumber.set(checked, value)
      continue
    }
    hasAlias = true
    if (allowsAlias) continue
    const notes = [context.note(other.node, 'first used here')]
    const message = `\`${other.proto.name}\` has the number ${checked} already.`
    const hint = 'Change it, or set `option allow_alias = true;`.'
    context.error(number, 'duplicate-number', message, hint, notes)
  }
  if (allowsAlias && !hasAlias) reportNeedlessAlias(context, element)
}

function reportNeedlessAlias(context: ValidationContext, element: EnumElement): void {
  const option = context.option(element, 'allow_alias')
  if (option === undefined) return
  const message = `\`${element.proto.name}\` allows aliases, but no two of its values have one number.`
  context.error(option, 'needless-alias-option', message, 'Remove the option.')
}

function validateCanonicalNames(
  context: ValidationContext,
  element: EnumElement,
  values: readonly EnumValueElement[],
): void {
  const seen = new Map<string, EnumValueElement>()
  for (const value of values) {
    const name = canonicalName(value.proto.name, element.proto.name)
    const other = seen.get(name)
    if (other === undefined) {
      seen.set(name, value)
      continue
    }
    if (other.proto.number === value.proto.number) continue
    const notes = [context.note(other.node.name, 'the other value')]
    const message = `\`${value.proto.name}\` and \`${other.proto.name}\` are both \`${name}\` in languages that take the enum's name off its values.`
    context.error(value.node.name, 'enum-value-names-collide', message, 'Rename one of them.', notes)
  }
}

/**
 * The name of a value in languages that scope values by their enum: without the enum's name, in PascalCase.
 * Source: protoc, descriptor.cc, EnumValueToPascalCase and PrefixRemover.
 */
function canonicalName(valueName: string, enumName: string): string {
  const prefix = enumName.replaceAll('_', '').toLowerCase()
  let matched = 0
  let at = 0
  while (at < valueName.length && matched < prefix.length) {
    const char = valueName[at]!
    if (char !== '_' && char.toLowerCase() !== prefix[matched++]) return pascalCase(valueName)
    at++
  }
  if (matched < prefix.length) return pascalCase(valueName)
  while (valueName[at] === '_') at++
  return pascalCase(at === valueName.length ? valueName : valueName.slice(at))
}

function pascalCase(name: string): string {
  return name
    .split('_')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase())
    .join('')
}
