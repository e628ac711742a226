import type { DescriptorProto } from '@bufbuild/protobuf/wkt'
import { type FileBuilder, qualify } from './file-builder.ts'
import { newOneof } from './new-descriptor.ts'
import type { MessageElement } from './unlinked-file.ts'

/**
 * Gives each proto3 `optional` field of a message a oneof of its own, behind all written ones. Its name is the field's
 * behind an underscore, and as many X in front as it takes to be unlike every other name in the message.
 * Source: protoc, parser.cc, Parser::GenerateSyntheticOneofs; which names count is observed of buf.
 */
export function addSyntheticOneofs(builder: FileBuilder, parent: MessageElement): void {
  const { proto, fullName: scope } = parent
  let names: Set<string> | undefined
  for (const field of proto.field) {
    if (!field.proto3Optional) continue
    names ??= namesIn(proto)
    let name = field.name.startsWith('_') ? field.name : `_${field.name}`
    while (names.has(name)) name = `X${name}`
    names.add(name)
    const oneof = newOneof()
    oneof.name = name
    field.oneofIndex = proto.oneofDecl.push(oneof) - 1
    builder.oneofs.push({ proto: oneof, node: undefined, fullName: qualify(scope, name), scope, options: [], parent })
  }
}

function namesIn({ field, oneofDecl, nestedType, enumType, extension }: DescriptorProto): Set<string> {
  const values = enumType.flatMap(({ value }) => value)
  return new Set([field, oneofDecl, nestedType, enumType, extension, values].flat().map(({ name }) => name))
}
