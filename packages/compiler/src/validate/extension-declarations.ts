import { ExtensionRangeOptions_VerificationState as VerificationState } from '@bufbuild/protobuf/wkt'
import { findScalarType } from '../descriptor/scalar-types.ts'
import type { ExtensionRangeElement } from '../descriptor/unlinked-file.ts'
import { decodeText } from '../link/decode-text.ts'
import { type FieldValue, isMessageValue } from '../options/option-value.ts'
import type { AggregateNode, OptionValueNode } from '../syntax/ast.ts'
import { Kind } from '../syntax/ast.ts'
import { findField, type ValidationContext } from './validation-context.ts'

/**
 * Declarations of extensions within `extensions` ranges: complete, well formed, and in the range that they stand in.
 *
 * Source: descriptor.proto, ExtensionRangeOptions; "Extension Declarations" in the Protobuf guides; observed behaviour
 * of buf.
 */
export function validateExtensionDeclarations(context: ValidationContext): void {
  for (const ranges of statements(context)) {
    const [first] = ranges
    const declarations = context.option(first!, 'declaration')
    const verification = context.option(first!, 'verification')
    checkVerification(context, ranges, declarations, verification)
    if (declarations === undefined) continue
    if (ranges.length > 1) {
      const message = 'A statement with declarations can only have one range.'
      context.error(declarations, 'declarations-for-many-ranges', message, 'Write a statement for each range.')
    }
    checkDeclarations(context, ranges, declarations, nodesOf(first!))
  }
}

/** The ranges of each `extensions` statement that has options. */
function statements(context: ValidationContext): Iterable<readonly ExtensionRangeElement[]> {
  const all = new Map<object, ExtensionRangeElement[]>()
  for (const range of context.file.unlinked.extensionRanges) {
    if (range.options.length === 0) continue
    const list = all.get(range.node)
    if (list === undefined) all.set(range.node, [range])
    else list.push(range)
  }
  return all.values()
}

function checkVerification(
  context: ValidationContext,
  ranges: readonly ExtensionRangeElement[],
  declarations: FieldValue | undefined,
  verification: FieldValue | undefined,
): void {
  if (verification === undefined) return
  const isUnverified = verification.elements[0] === VerificationState.UNVERIFIED
  if (!isUnverified && declarations === undefined) {
    const message = 'The range asks for declared extensions, but declares none.'
    const notes = [context.note(ranges[0]!.range, 'the range')]
    context.error(context.valueRange(verification), 'no-declarations', message, 'Declare them.', notes)
  } else if (isUnverified && declarations !== undefined) {
    const message = 'The range declares extensions, and says that they are not to be verified.'
    context.error(declarations, 'unverified-declarations', message, 'Remove one of the two.')
  }
}

/** The expressions behind the elements of `declaration`, in the same order. */
function nodesOf({ options }: ExtensionRangeElement): readonly AggregateNode[] {
  const isAggregate = (node: OptionValueNode): node is AggregateNode => node.kind === Kind.Aggregate
  return options
    .filter(({ name }) => name.length === 1 && name[0]!.name.name === 'declaration')
    .flatMap(({ value }) => (value.kind === Kind.List ? value.values : [value]))
    .filter(isAggregate)
}

function checkDeclarations(
  context: ValidationContext,
  ranges: readonly ExtensionRangeElement[],
  declarations: FieldValue,
  nodes: readonly AggregateNode[],
): void {
  let isIncomplete = false
  for (const [index, declaration] of declarations.elements.entries()) {
    if (!isMessageValue(declaration)) continue
    const at = nodes[index] ?? declarations
    const missing = (name: string): void => {
      if (!isIncomplete) {
        const message = `The declaration has no \`${name}\`.`
        context.error(at, 'incomplete-declaration', message, 'Set `number`, `full_name` and `type`.')
      }
      isIncomplete = true
    }
    const number = findField(declaration, 'number')
    if (number === undefined) missing('number')
    else checkNumber(context, ranges, number)
    const fullName = findField(declaration, 'full_name')
    const type = findField(declaration, 'type')
    const isReserved = findField(declaration, 'reserved')?.elements[0] === true
    if (isReserved && fullName === undefined && type === undefined) continue
    if (fullName === undefined) missing('full_name')
    else checkName(context, fullName)
    if (type === undefined) missing('type')
    else if (findScalarType(textOf(type)) === undefined) checkName(context, type)
  }
}

function checkNumber(context: ValidationContext, ranges: readonly ExtensionRangeElement[], number: FieldValue): void {
  const value = Number(number.elements[0])
  if (ranges.some(({ proto }) => proto.start <= value && value < proto.end)) return
  const message = `The number ${value} is not in the range that declares it.`
  context.error(context.valueRange(number), 'declaration-out-of-range', message, 'Take a number of the range.')
}

const FULL_NAME = /^\.?[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/

function checkName(context: ValidationContext, value: FieldValue): void {
  const name = textOf(value)
  const at = context.valueRange(value)
  if (!FULL_NAME.test(name)) {
    context.error(at, 'declaration-name', `"${name}" is no full name.`, 'Write a name such as `.my.package.name`.')
  } else if (!name.startsWith('.')) {
    context.error(at, 'declaration-name', `The name "${name}" has no dot in front.`, `Write ".${name}".`)
  }
}

/** The value of a string field; "" when it is something else. */
function textOf({ elements }: FieldValue): string {
  const [element] = elements
  return element instanceof Uint8Array ? decodeText(element) : ''
}
