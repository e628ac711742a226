import { getTextEncoding } from '@bufbuild/protobuf/wire'
import { Edition, type FileDescriptorProto } from '@bufbuild/protobuf/wkt'
import type { Source } from '../source/source.ts'
import { type FileNode, type ImportNode, Kind, type StringNode, type SyntaxNode } from '../syntax/ast.ts'
import { buildEnum } from './build-enum.ts'
import { buildExtend, buildMessage } from './build-message.ts'
import { buildService } from './build-service.ts'
import { FileBuilder, type Scope } from './file-builder.ts'
import { newFile } from './new-descriptor.ts'
import type { UnlinkedFile } from './unlinked-file.ts'

/**
 * Turns the tree of a file into its descriptor: everything that the text of this file alone decides. Type names stay as
 * written, but for those of map entries and groups, whose messages the field itself declares; options stay in the
 * element lists, but for `json_name`.
 *
 * Judges nothing: numbers out of range are clamped, and left to validation.
 */
export function buildFile(source: Source, tree: FileNode): UnlinkedFile {
  const proto = newFile()
  proto.name = source.path
  const syntax = tree.syntax === undefined ? undefined : text(tree.syntax.value)
  if (tree.syntax !== undefined) setSyntax(proto, tree.syntax)
  if (tree.package !== undefined) proto.package = tree.package.name.name
  const isProto3 = tree.syntax !== undefined && !tree.syntax.isEdition && syntax === 'proto3'
  const builder = new FileBuilder(source, tree, proto, isProto3)
  const scope: Scope = {
    fullName: proto.package,
    parent: undefined,
    messages: proto.messageType,
    extensions: proto.extension,
  }
  for (const node of tree.body) {
    switch (node.kind) {
      case Kind.Import:
        addImport(proto, node)
        break
      case Kind.Message:
        proto.messageType.push(buildMessage(builder, node, scope))
        break
      case Kind.Enum:
        proto.enumType.push(buildEnum(builder, node, scope))
        break
      case Kind.Extend:
        buildExtend(builder, node, scope)
        break
      case Kind.Service:
        proto.service.push(buildService(builder, node, scope))
        break
      case Kind.Option:
        builder.options.push(node)
        break
      default:
        break
    }
  }
  return builder
}

function text(node: StringNode): string {
  return getTextEncoding().decodeUtf8(node.bytes)
}

/** proto2 is written as no syntax at all, as protoc does. Editions past the known ones are left to validation. */
function setSyntax(proto: FileDescriptorProto, syntax: SyntaxNode): void {
  const value = text(syntax.value)
  if (syntax.isEdition) {
    proto.syntax = 'editions'
    proto.edition = EDITIONS.get(value) ?? Edition.EDITION_UNKNOWN
  } else if (value !== 'proto2') {
    proto.syntax = value
  }
}

const EDITIONS: ReadonlyMap<string, Edition> = new Map([
  ['2023', Edition.EDITION_2023],
  ['2024', Edition.EDITION_2024],
  ['2026', Edition.EDITION_2026],
])

/** `import option` goes into a list of its own. Source: descriptor.proto, `option_dependency`. */
function addImport(proto: FileDescriptorProto, node: ImportNode): void {
  const path = text(node.path)
  if (node.modifier?.name === 'option') {
    proto.optionDependency.push(path)
    return
  }
  if (node.modifier?.name === 'public') proto.publicDependency.push(proto.dependency.length)
  if (node.modifier?.name === 'weak') proto.weakDependency.push(proto.dependency.length)
  proto.dependency.push(path)
}
