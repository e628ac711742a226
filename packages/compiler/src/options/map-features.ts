import { create } from '@bufbuild/protobuf'
import { FieldOptionsSchema } from '@bufbuild/protobuf/wkt'
import type { UnlinkedFile } from '../descriptor/unlinked-file.ts'
import { Kind } from '../syntax/ast.ts'

/**
 * Gives the key and the value of a map the features that the map field sets: they are not nested in it, and so would
 * not inherit them. Must follow the interpretation of options.
 *
 * Source: observed output of protoc and buf.
 */
export function copyMapFeatures({ fields }: UnlinkedFile): void {
  const byNode = new Map(
    fields.flatMap(({ node, proto, options }) => {
      const features = options.length === 0 ? undefined : proto.options?.features
      return node.kind === Kind.MapField && features !== undefined ? [[node as object, features] as const] : []
    }),
  )
  if (byNode.size === 0) return
  for (const { node, proto, parent } of fields) {
    const features = parent?.node === node ? byNode.get(node) : undefined
    if (features !== undefined) proto.options = create(FieldOptionsSchema, { features })
  }
}
