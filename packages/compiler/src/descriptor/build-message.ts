import type { DescriptorProto, FieldDescriptorProto } from '@bufbuild/protobuf/wkt'
import {
  type ExtendNode,
  type ExtensionsNode,
  type FieldNode,
  type GroupNode,
  Kind,
  type MapFieldNode,
  type MessageElementNode,
  type MessageNode,
  type OneofNode,
  type OptionNode,
  type RangeNode,
  type ReservedNode,
} from '../syntax/ast.ts'
import { buildEnum } from './build-enum.ts'
import { buildField, buildGroupField, buildMapField, type FieldContext } from './build-field.ts'
import { type FileBuilder, qualify, type Scope, toInt32 } from './file-builder.ts'
import { newExtensionRange, newMessage, newOneof, newReservedRange } from './new-descriptor.ts'
import { addSyntheticOneofs } from './synthetic-oneofs.ts'
import { reservedName, toVisibility } from './type-parts.ts'
import type { MessageElement, OneofElement } from './unlinked-file.ts'

/** One more than the greatest field number. Source: descriptor.proto, `ExtensionRange.end` is exclusive. */
const MAX_RANGE_END = 536_870_912

export function buildMessage(builder: FileBuilder, node: MessageNode, scope: Scope): DescriptorProto {
  const proto = newMessage()
  const visibility = toVisibility(node.visibility)
  if (visibility !== undefined) proto.visibility = visibility
  fillMessage(builder, node, proto, scope)
  return proto
}

/** Fills a message from its body, which a group has too. */
function fillMessage(builder: FileBuilder, node: MessageNode | GroupNode, proto: DescriptorProto, scope: Scope): void {
  proto.name = node.name.name
  const options = node.body.filter((child): child is OptionNode => child.kind === Kind.Option)
  const fullName = qualify(scope.fullName, node.name.name)
  const element: MessageElement = { proto, node, fullName, scope: scope.fullName, options, parent: scope.parent }
  builder.messages.push(element)
  const inner: Scope = { fullName, parent: element, messages: proto.nestedType, extensions: proto.extension }
  for (const child of node.body) buildChild(builder, child, element, inner)
  if (builder.isProto3) addSyntheticOneofs(builder, element)
}

function buildChild(builder: FileBuilder, node: MessageElementNode, message: MessageElement, inner: Scope): void {
  const { proto } = message
  switch (node.kind) {
    case Kind.Field:
    case Kind.MapField:
    case Kind.Group:
      buildAnyField(builder, node, { scope: inner, extend: undefined, oneof: undefined, oneofIndex: -1 }, proto.field)
      break
    case Kind.Oneof:
      buildOneof(builder, node, message, inner)
      break
    case Kind.Message:
      proto.nestedType.push(buildMessage(builder, node, inner))
      break
    case Kind.Enum:
      proto.enumType.push(buildEnum(builder, node, inner))
      break
    case Kind.Extend:
      buildExtend(builder, node, inner)
      break
    case Kind.Extensions:
      for (const range of node.ranges) addExtensionRange(builder, node, range, message)
      break
    case Kind.Reserved:
      addReserved(node, proto)
      break
    default:
      break
  }
}

/** Builds the extensions of an `extend` block into the scope that it stands in. */
export function buildExtend(builder: FileBuilder, node: ExtendNode, scope: Scope): void {
  const context: FieldContext = { scope, extend: node, oneof: undefined, oneofIndex: -1 }
  for (const child of node.body) {
    if (child.kind !== Kind.Empty) buildAnyField(builder, child, context, scope.extensions)
  }
}

function buildOneof(builder: FileBuilder, node: OneofNode, parent: MessageElement, scope: Scope): void {
  const proto = newOneof()
  proto.name = node.name.name
  const options = node.body.filter((child): child is OptionNode => child.kind === Kind.Option)
  const fullName = qualify(scope.fullName, proto.name)
  const oneof: OneofElement = { proto, node, fullName, scope: scope.fullName, options, parent }
  builder.oneofs.push(oneof)
  const oneofIndex = parent.proto.oneofDecl.push(proto) - 1
  const context: FieldContext = { scope, extend: undefined, oneof, oneofIndex }
  for (const child of node.body) {
    if (child.kind !== Kind.Empty && child.kind !== Kind.Option) {
      buildAnyField(builder, child, context, parent.proto.field)
    }
  }
}

function buildAnyField(
  builder: FileBuilder,
  node: FieldNode | MapFieldNode | GroupNode,
  context: FieldContext,
  into: FieldDescriptorProto[],
): void {
  if (node.kind === Kind.Field) {
    into.push(buildField(builder, node, context))
  } else if (node.kind === Kind.MapField) {
    into.push(buildMapField(builder, node, context))
  } else {
    into.push(buildGroupField(builder, node, context))
    const message = newMessage()
    context.scope.messages.push(message)
    fillMessage(builder, node, message, context.scope)
  }
}

function addExtensionRange(builder: FileBuilder, node: ExtensionsNode, range: RangeNode, parent: MessageElement): void {
  const proto = newExtensionRange()
  setRange(proto, range)
  parent.proto.extensionRange.push(proto)
  builder.extensionRanges.push({ proto, node, range, parent, options: node.options })
}

function addReserved(node: ReservedNode, message: DescriptorProto): void {
  for (const range of node.ranges) {
    const proto = newReservedRange()
    setRange(proto, range)
    message.reservedRange.push(proto)
  }
  for (const name of node.names) message.reservedName.push(reservedName(name))
}

/** In descriptors of messages the end of a range is exclusive. */
function setRange(proto: { start: number; end: number }, range: RangeNode): void {
  proto.start = toInt32(range.first)
  proto.end = range.isMax ? MAX_RANGE_END : toInt32(range.last ?? range.first) + 1
}
