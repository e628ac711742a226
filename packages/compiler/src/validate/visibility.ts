import { Edition } from '@bufbuild/protobuf/wkt'
import { fileFeatures, type ResolvedFeatures, SymbolVisibility } from '../descriptor/features.ts'
import type { EnumElement, MessageElement } from '../descriptor/unlinked-file.ts'
import type { LinkedFile } from '../link/linked-file.ts'
import { type IdentNode, Kind } from '../syntax/ast.ts'
import { reservedStatements } from './number-ranges.ts'
import type { ValidationContext } from './validation-context.ts'

type Type = MessageElement | EnumElement

/** The word `export` or `local` in front of a type, if there is one. */
function modifierOf({ node }: Type): IdentNode | undefined {
  return node.kind === Kind.Message || node.kind === Kind.Enum ? node.visibility : undefined
}

/**
 * The types of a file that other files may not name.
 * Source: Protobuf language specification for edition 2024, "Symbol visibility"; descriptor.proto, VisibilityFeature.
 */
export function findLocalTypes(file: LinkedFile): ReadonlySet<Type> {
  const local = new Set<Type>()
  if (file.edition < Edition.EDITION_2024) return local
  const features = fileFeatures(file.unlinked.proto)
  for (const list of [file.unlinked.messages, file.unlinked.enums]) {
    for (const type of list) if (isLocal(type, features)) local.add(type)
  }
  return local
}

function isLocal(type: Type, { defaultSymbolVisibility }: ResolvedFeatures): boolean {
  const modifier = modifierOf(type)?.name
  if (modifier !== undefined) return modifier === 'local'
  switch (defaultSymbolVisibility) {
    case SymbolVisibility.LocalAll:
    case SymbolVisibility.Strict:
      return true
    case SymbolVisibility.ExportTopLevel:
      return type.parent !== undefined
    default:
      return false
  }
}

/**
 * `export` and `local`: from edition 2024 on; and where visibility is strict, nested types are not exported, but for
 * an enum in a local message that is only there to scope it, and so reserves all its numbers.
 *
 * Source: as above; observed behaviour of buf.
 */
export function validateVisibility(context: ValidationContext): void {
  const { file } = context
  const features = context.fileFeatures
  const isStrict = features.defaultSymbolVisibility === SymbolVisibility.Strict
  for (const list of [file.unlinked.messages, file.unlinked.enums]) {
    for (const type of list) {
      const modifier = modifierOf(type)
      if (modifier === undefined) continue
      if (file.edition < Edition.EDITION_2024) {
        const message = `\`${modifier.name}\` is there from edition 2024 on.`
        context.error(modifier, 'visibility-too-early', message, 'Remove it.')
      } else if (isStrict && modifier.name === 'export' && type.parent !== undefined) {
        validateNestedExport(context, type, type.parent, modifier)
      }
    }
  }
}

function validateNestedExport(
  context: ValidationContext,
  type: Type,
  parent: MessageElement,
  modifier: IdentNode,
): void {
  const hint = 'Move it out of the message, or remove `export`.'
  if (type.node.kind !== Kind.Enum) {
    const message = 'A nested message cannot be exported where visibility is strict.'
    context.error(modifier, 'nested-export', message, hint)
    return
  }
  if (parent.parent !== undefined || !isLocal(parent, context.fileFeatures)) {
    const message = 'A nested enum can only be exported out of a local message at the top of the file.'
    context.error(modifier, 'nested-export', message, hint)
    return
  }
  if (reservesAll(parent)) return
  const message = `An enum can only be exported out of \`${parent.proto.name}\` if that reserves all numbers.`
  context.error(modifier, 'nested-export', message, 'Write `reserved 1 to max;` there.')
}

function reservesAll({ node }: MessageElement): boolean {
  if (node.kind === Kind.MapField) return false
  const ranges = reservedStatements(node.body).flatMap((statement) => statement.ranges)
  return ranges.length === 1 && ranges[0]!.first.integer === 1n && ranges[0]!.isMax
}
