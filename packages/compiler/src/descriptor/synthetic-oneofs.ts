import { create } from '@bufbuild/protobuf'
import { OneofDescriptorProtoSchema } from '@bufbuild/protobuf/wkt'
import { type FileBuilder, qualify } from './file-builder.ts'
import type { MessageElement } from './unlinked-file.ts'

/**
 * Gives each proto3 `optional` field of a message a oneof of its own, behind all written ones. Its name is the field's
 * behind an underscore, and as many X in front as it takes to be unlike each field and oneof.
 * Source: protoc, parser.cc, Parser::GenerateSyntheticOneofs.
 */
export function addSyntheticOneofs(builder: FileBuilder, parent: MessageElement): void {
  const { proto, fullName: scope } = parent
  let names: Set<string> | undefined
  for (const field of proto.field) {
    if (!field.proto3Optional) continue
    names ??= new Set([...proto.field.map(({ name }) => name), ...proto.oneofDecl.map(({ name }) => name)])
    let name = field.name.startsWith('_') ? field.name : `_${field.name}`
    while (names.has(name)) name = `X${name}`
    names.add(name)
    const oneof = create(OneofDescriptorProtoSchema)
    oneof.name = name
    field.oneofIndex = proto.oneofDecl.push(oneof) - 1
    builder.oneofs.push({ proto: oneof, node: undefined, fullName: qualify(scope, name), scope, options: [], parent })
  }
}
