import { NamingStyle, type ResolvedFeatures } from '../descriptor/features.ts'
import type { FieldElement, MessageElement } from '../descriptor/unlinked-file.ts'
import { SymbolKind } from '../link/link-symbol.ts'
import { type IdentNode, Kind } from '../syntax/ast.ts'
import { isEdition } from './header.ts'
import type { ValidationContext } from './validation-context.ts'

const PASCAL_CASE = /^[A-Z][A-Za-z0-9]*$/
const SNAKE_CASE = /^[a-z][a-z0-9]*(_[a-z][a-z0-9]*)*$/
const UPPER_SNAKE_CASE = /^[A-Z][A-Z0-9]*(_[A-Z][A-Z0-9]*)*$/

/**
 * Names, where the edition enforces a style: from 2024 on how they are spelled, from 2026 on also that accessors which
 * languages generate for one field are not the name of another.
 *
 * Source: descriptor.proto, FeatureSet.enforce_naming_style; Protobuf style guide; observed behaviour of buf.
 */
export function validateNamingStyle(context: ValidationContext): void {
  const { edition, unlinked } = context.file
  if (!isEdition(edition)) return
  validatePackageStyle(context)
  const check = (features: ResolvedFeatures, node: IdentNode, name: string, style: Style): void => {
    if (enforces(features, NamingStyle.Style2024) && !style.pattern.test(name)) {
      const message = `\`${name}\` is not in ${style.name}, which this edition asks for.`
      context.error(node, 'naming-style', message, `Write it like \`${style.example}\`.`)
    }
  }
  for (const element of unlinked.messages) {
    const { node, proto } = element
    if (node.kind !== Kind.MapField) check(context.featuresOfMessage(element), node.name, proto.name, PASCAL)
  }
  for (const element of unlinked.enums)
    check(context.featuresOfEnum(element), element.node.name, element.proto.name, PASCAL)
  for (const element of unlinked.enumValues) {
    check(context.featuresOfEnumValue(element), element.node.name, element.proto.name, UPPER_SNAKE)
  }
  for (const element of unlinked.services) {
    check(context.featuresOfService(element), element.node.name, element.proto.name, PASCAL)
  }
  for (const element of unlinked.methods) {
    check(context.featuresOfMethod(element), element.node.name, element.proto.name, PASCAL)
  }
  for (const element of unlinked.oneofs) {
    if (element.node === undefined) continue
    const features = context.featuresOfOneof(element)
    check(features, element.node.name, element.proto.name, SNAKE)
    validateAccessors(context, features, element.parent, element.node.name, element.proto.name)
  }
  for (const [index, element] of unlinked.fields.entries()) {
    const { node, parent } = element
    if (node.kind === Kind.Group || (node.kind === Kind.MapField && parent?.node === node)) continue
    const features = context.featuresOfField(element)
    check(features, node.name, element.proto.name, SNAKE)
    const holder = holderOf(context, element, index)
    if (holder !== undefined) validateAccessors(context, features, holder, node.name, element.proto.name)
  }
}

interface Style {
  readonly name: string
  readonly pattern: RegExp
  readonly example: string
}

const PASCAL: Style = { name: 'PascalCase', pattern: PASCAL_CASE, example: 'MyName' }
const SNAKE: Style = { name: 'lower_snake_case', pattern: SNAKE_CASE, example: 'my_name' }
const UPPER_SNAKE: Style = { name: 'UPPER_SNAKE_CASE', pattern: UPPER_SNAKE_CASE, example: 'MY_NAME' }

/** Each style includes the earlier ones; the legacy one asks for nothing. */
function enforces({ enforceNamingStyle }: ResolvedFeatures, style: number): boolean {
  return enforceNamingStyle >= style && enforceNamingStyle !== NamingStyle.Legacy
}

function validatePackageStyle(context: ValidationContext): void {
  const { tree, proto } = context.file.unlinked
  if (tree.package === undefined || !enforces(context.fileFeatures, NamingStyle.Style2024)) return
  if (proto.package.split('.').every((part) => SNAKE_CASE.test(part))) return
  const message = `The package \`${proto.package}\` is not in lower_snake_case, which this edition asks for.`
  context.error(tree.package.name, 'naming-style', message, 'Write it like `my_company.my_product`.')
}

/** The message whose generated class a field's accessors go to. */
function holderOf(
  { file }: ValidationContext,
  { extend, parent }: FieldElement,
  index: number,
): MessageElement | undefined {
  if (extend === undefined) return parent
  const extendee = file.extendees[index]
  return extendee?.kind === SymbolKind.Message && extendee.file === file ? extendee.element : undefined
}

const ACCESSOR_PREFIXES = ['has_', 'get_', 'set_', 'clear_']

function validateAccessors(
  context: ValidationContext,
  features: ResolvedFeatures,
  holder: MessageElement,
  node: IdentNode,
  name: string,
): void {
  if (!enforces(features, NamingStyle.Style2026)) return
  if (name === 'descriptor') {
    const message = '`descriptor` is the name of an accessor in generated code, so nothing can have it.'
    context.error(node, 'accessor-name', message, 'Rename it.')
    return
  }
  const prefix = ACCESSOR_PREFIXES.find((candidate) => name.startsWith(candidate))
  const others = [prefix === undefined ? undefined : name.slice(prefix.length)]
  if (name.endsWith('_value')) others.push(name.slice(0, -'_value'.length))
  for (const other of others) {
    if (other === undefined || !context.memberNames(holder).has(other)) continue
    const message = `\`${name}\` is also the name of an accessor of \`${other}\` in generated code.`
    context.error(node, 'accessor-name', message, 'Rename one of them.')
    return
  }
}
