import type { EnumDescriptorProto } from '@bufbuild/protobuf/wkt'
import { type EnumNode, type EnumValueNode, Kind, type OptionNode, type ReservedNode } from '../syntax/ast.ts'
import { type FileBuilder, qualify, type Scope, toInt32 } from './file-builder.ts'
import { newEnum, newEnumReservedRange, newEnumValue } from './new-descriptor.ts'
import { reservedName, toVisibility } from './type-parts.ts'
import type { EnumElement } from './unlinked-file.ts'

/** The greatest number of an enum value; in enums the end of a reserved range is inclusive. */
const MAX_ENUM_NUMBER = 0x7fffffff

export function buildEnum(builder: FileBuilder, node: EnumNode, scope: Scope): EnumDescriptorProto {
  const proto = newEnum()
  proto.name = node.name.name
  const visibility = toVisibility(node.visibility)
  if (visibility !== undefined) proto.visibility = visibility
  const options = node.body.filter((child): child is OptionNode => child.kind === Kind.Option)
  const fullName = qualify(scope.fullName, proto.name)
  const element: EnumElement = { proto, node, fullName, scope: scope.fullName, options, parent: scope.parent }
  builder.enums.push(element)
  for (const child of node.body) {
    if (child.kind === Kind.EnumValue) addValue(builder, child, element)
    else if (child.kind === Kind.Reserved) addReserved(child, proto)
  }
  return proto
}

function addValue(builder: FileBuilder, node: EnumValueNode, parent: EnumElement): void {
  const proto = newEnumValue()
  proto.name = node.name.name
  if (node.number !== undefined) proto.number = toInt32(node.number)
  parent.proto.value.push(proto)
  const { scope } = parent
  builder.enumValues.push({ proto, node, fullName: qualify(scope, proto.name), scope, options: node.options, parent })
}

function addReserved(node: ReservedNode, into: EnumDescriptorProto): void {
  for (const range of node.ranges) {
    const proto = newEnumReservedRange()
    proto.start = toInt32(range.first)
    proto.end = range.isMax ? MAX_ENUM_NUMBER : toInt32(range.last ?? range.first)
    into.reservedRange.push(proto)
  }
  for (const name of node.names) into.reservedName.push(reservedName(name))
}
