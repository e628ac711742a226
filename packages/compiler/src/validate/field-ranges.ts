import type { FieldElement } from '../descriptor/unlinked-file.ts'
import { typeNodeOf } from '../link/resolve-types.ts'
import { Kind } from '../syntax/ast.ts'
import type { TextRange } from './validation-context.ts'

/** Where the type of a field is written, without its label: `map<…>` for a map, the name of a group. */
export function typeRange(field: FieldElement): TextRange {
  const { node } = field
  const isEntryField = field.parent?.node === node
  if (node.kind === Kind.MapField && !isEntryField) return { start: node.typeStart, end: node.typeEnd }
  return typeNodeOf(field)
}

/** The same with the label, where there is one. */
export function labelledTypeRange(field: FieldElement): TextRange {
  const { node } = field
  const { start, end } = node.kind === Kind.Group ? { start: node.keyword.start, end: node.name.end } : typeRange(field)
  return { start: node.label?.start ?? start, end }
}
