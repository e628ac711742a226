import type { ExtensionRangeOptions_Declaration as Declaration } from '@bufbuild/protobuf/wkt'
import { findScalarType } from '../descriptor/scalar-types.ts'
import type { FieldElement, MessageElement } from '../descriptor/unlinked-file.ts'
import { SymbolKind } from '../link/link-symbol.ts'
import { labelledTypeRange } from './field-ranges.ts'
import { isRepeated, type ValidationContext } from './validation-context.ts'

/**
 * Extensions of a number that the extended message declares: they must be what is declared.
 *
 * Source: descriptor.proto, ExtensionRangeOptions.Declaration; observed behaviour of buf.
 */
export function validateDeclaredExtensions(context: ValidationContext): void {
  const { file } = context
  const known = new Map<MessageElement, ReadonlyMap<number, Declaration>>()
  for (const [index, field] of file.unlinked.fields.entries()) {
    if (field.extend === undefined) continue
    const extendee = file.extendees[index]
    if (extendee?.kind !== SymbolKind.Message) continue
    let declarations = known.get(extendee.element)
    if (declarations === undefined) {
      declarations = declarationsOf(extendee.element)
      known.set(extendee.element, declarations)
    }
    const declaration = declarations.get(field.proto.number)
    if (declaration !== undefined) checkExtension(context, field, declaration)
  }
}

/** What a message declares, by number; looked up once for all its extensions in a file. */
function declarationsOf({ proto }: MessageElement): ReadonlyMap<number, Declaration> {
  const declarations = new Map<number, Declaration>()
  for (const { start, end, options } of proto.extensionRange) {
    for (const declaration of options?.declaration ?? []) {
      const { number } = declaration
      if (number >= start && number < end && !declarations.has(number)) declarations.set(number, declaration)
    }
  }
  return declarations
}

function checkExtension(context: ValidationContext, field: FieldElement, declaration: Declaration): void {
  const { proto, node, fullName } = field
  if (declaration.reserved) {
    const message = `The number ${proto.number} is declared as reserved.`
    context.error(node.number ?? node, 'reserved-extension', message, 'Take another number.')
  }
  if (declaration.fullName !== '' && declaration.fullName !== `.${fullName}`) {
    const message = `The number ${proto.number} is declared for \`${declaration.fullName}\`.`
    context.error(node.name, 'undeclared-extension', message, 'Take another number, or rename the extension.')
  }
  if (declaration.type === '') return
  const scalar = findScalarType(declaration.type)
  const isType = scalar === undefined ? proto.typeName === declaration.type : proto.type === scalar
  if (isType && declaration.repeated === isRepeated(proto)) return
  const declared = `${declaration.repeated ? 'repeated ' : ''}${declaration.type}`
  const message = `The number ${proto.number} is declared for the type \`${declared}\`.`
  context.error(labelledTypeRange(field), 'undeclared-extension-type', message, 'Use that type.')
}
