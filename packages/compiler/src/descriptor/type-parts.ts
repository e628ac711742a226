import { getTextEncoding } from '@bufbuild/protobuf/wire'
import { SymbolVisibility } from '@bufbuild/protobuf/wkt'
import { type IdentNode, Kind, type StringNode } from '../syntax/ast.ts'

/** What `export` and `local` say in a descriptor; undefined when neither is written. */
export function toVisibility(node: IdentNode | undefined): SymbolVisibility | undefined {
  if (node === undefined) return undefined
  return node.name === 'local' ? SymbolVisibility.VISIBILITY_LOCAL : SymbolVisibility.VISIBILITY_EXPORT
}

/** The name in a `reserved` statement: in quotes, or with editions bare. */
export function reservedName(node: StringNode | IdentNode): string {
  return node.kind === Kind.Ident ? node.name : getTextEncoding().decodeUtf8(node.bytes)
}
