import { Edition } from '@bufbuild/protobuf/wkt'
import { EDITION_2026 } from '../descriptor/features.ts'
import { decodeText } from '../link/decode-text.ts'
import { type ImportNode, Kind, type PackageNode, type SyntaxNode } from '../syntax/ast.ts'
import type { ValidationContext } from './validation-context.ts'

/** Package names longer than this, or with more parts, are refused by protoc and buf. */
const MAX_PACKAGE_LENGTH = 512
const MAX_PACKAGE_PARTS = 101

const SYNTAXES = new Set(['proto2', 'proto3'])
const EDITIONS = new Set(['2023', '2024', '2026'])

/**
 * What stands at the top of a file: at most one `syntax` or `edition`, before all else, that is known; at most one
 * package; and import statements of forms that the edition has.
 *
 * Source: Protobuf language specification, "Syntax level", "Package declaration", "Imports"; observed behaviour of buf.
 */
export function validateHeader(context: ValidationContext): void {
  const { tree } = context.file.unlinked
  let firstPackage: PackageNode | undefined
  let lastOption: ImportNode | undefined
  let isFirst = true
  for (const node of tree.body) {
    switch (node.kind) {
      case Kind.Syntax:
        validateSyntax(context, node, isFirst)
        break
      case Kind.Package:
        validatePackage(context, node, firstPackage)
        firstPackage ??= node
        break
      case Kind.Import:
        validateImport(context, node, lastOption)
        if (node.modifier?.name === 'option') lastOption = node
        break
    }
    isFirst = false
  }
}

function validateSyntax(context: ValidationContext, node: SyntaxNode, isFirst: boolean): void {
  const keyword = node.isEdition ? 'edition' : 'syntax'
  if (!isFirst) {
    const message = `\`${keyword}\` must be the first statement of the file, and stand there once.`
    context.error(node, 'misplaced-syntax', message, 'Move it to the top.')
    return
  }
  const value = decodeText(node.value.bytes)
  if (node.isEdition ? SYNTAXES.has(value) : EDITIONS.has(value)) {
    const right = node.isEdition ? 'syntax' : 'edition'
    const message = `\`${value}\` is ${node.isEdition ? 'a syntax, not an edition' : 'an edition, not a syntax'}.`
    context.error(node, 'wrong-syntax-keyword', message, `Write \`${right} = "${value}";\`.`)
    return
  }
  if (node.isEdition ? EDITIONS.has(value) : SYNTAXES.has(value)) return
  const known = [...(node.isEdition ? EDITIONS : SYNTAXES)].map((name) => `"${name}"`).join(', ')
  context.error(node.value, 'unknown-syntax', `There is no ${keyword} "${value}".`, `Known are ${known}.`)
}

function validatePackage(context: ValidationContext, node: PackageNode, first: PackageNode | undefined): void {
  if (first !== undefined) {
    const notes = [context.note(first, 'first stated here')]
    context.error(node, 'duplicate-package', 'The package is stated more than once.', 'Remove one of them.', notes)
    return
  }
  const { name } = node.name
  if (name.startsWith('.')) {
    context.error(node.name, 'absolute-package', 'The name of a package has no dot in front.', 'Remove the dot.')
  }
  if (name.length >= MAX_PACKAGE_LENGTH || name.split('.').length > MAX_PACKAGE_PARTS) {
    const message = `The name of the package has more than ${MAX_PACKAGE_LENGTH - 1} characters or ${MAX_PACKAGE_PARTS} parts.`
    context.error(node.name, 'package-too-long', message, 'Shorten it.')
  }
}

function validateImport(context: ValidationContext, node: ImportNode, option: ImportNode | undefined): void {
  const { modifier } = node
  const { edition } = context.file
  if (modifier?.name === 'option' && edition < Edition.EDITION_2024) {
    const message = '`import option` is there from edition 2024 on.'
    context.error(modifier, 'import-option-too-early', message, 'Import the file without `option`.')
  }
  if (modifier?.name === 'weak' && edition >= Edition.EDITION_2024) {
    const message = 'There is no `import weak` from edition 2024 on.'
    context.error(modifier, 'import-weak-removed', message, 'Import the file without `weak`.')
  }
  if (option !== undefined && modifier?.name !== 'option') {
    const notes = [context.note(option, 'an `import option` stands here')]
    const message = 'Imports must stand before all `import option`.'
    context.error(node, 'import-after-import-option', message, 'Move it up.', notes)
  }
}

/** Whether a file states an edition rather than a syntax. */
export function isEdition(edition: Edition): boolean {
  return edition >= Edition.EDITION_2023 && edition <= EDITION_2026
}
