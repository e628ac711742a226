import { create } from '@bufbuild/protobuf'
import { getTextEncoding } from '@bufbuild/protobuf/wire'
import {
  type FieldDescriptorProto,
  FieldDescriptorProto_Label as Label,
  MessageOptionsSchema,
  FieldDescriptorProto_Type as Type,
} from '@bufbuild/protobuf/wkt'
import {
  type ExtendNode,
  type FieldNode,
  type GroupNode,
  type IdentNode,
  Kind,
  type MapFieldNode,
  type OptionNode,
} from '../syntax/ast.ts'
import { type FileBuilder, qualify, type Scope, toInt32 } from './file-builder.ts'
import { jsonName, mapEntryName } from './json-name.ts'
import { newField, newMessage } from './new-descriptor.ts'
import { findScalarType } from './scalar-types.ts'
import type { MessageElement, OneofElement } from './unlinked-file.ts'

/** What a field's surroundings add to it. */
export interface FieldContext {
  readonly scope: Scope
  readonly extend: ExtendNode | undefined
  readonly oneof: OneofElement | undefined
  readonly oneofIndex: number
}

export function buildField(builder: FileBuilder, node: FieldNode, context: FieldContext): FieldDescriptorProto {
  const proto = startField(builder, node, node.name.name, context)
  setType(proto, node.type)
  if (builder.isProto3 && node.label?.name === 'optional') proto.proto3Optional = true
  return proto
}

/** A map field is a repeated field of a message that is made for it: `map_entry`, with `key` and `value`. */
export function buildMapField(builder: FileBuilder, node: MapFieldNode, context: FieldContext): FieldDescriptorProto {
  const { scope } = context
  const proto = startField(builder, node, node.name.name, context)
  const entryName = mapEntryName(node.name.name)
  const fullName = qualify(scope.fullName, entryName)
  proto.label = Label.REPEATED
  proto.type = Type.MESSAGE
  proto.typeName = `.${fullName}`
  const entry = newMessage()
  entry.name = entryName
  entry.options = create(MessageOptionsSchema)
  entry.options.mapEntry = true
  scope.messages.push(entry)
  const parent: MessageElement = {
    proto: entry,
    node,
    fullName,
    scope: scope.fullName,
    options: [],
    parent: scope.parent,
  }
  builder.messages.push(parent)
  entry.field.push(buildEntryField(builder, node, parent, 'key', 1, node.keyType))
  entry.field.push(buildEntryField(builder, node, parent, 'value', 2, node.valueType))
  return proto
}

function buildEntryField(
  builder: FileBuilder,
  node: MapFieldNode,
  parent: MessageElement,
  name: string,
  number: number,
  type: IdentNode,
): FieldDescriptorProto {
  const proto = newField()
  proto.name = name
  proto.number = number
  proto.label = Label.OPTIONAL
  setType(proto, type)
  proto.jsonName = name
  const fullName = qualify(parent.fullName, name)
  const scope = parent.fullName
  builder.fields.push({ proto, node, fullName, scope, options: [], parent, extend: undefined, oneof: undefined })
  return proto
}

/** The field of a group: named after its message, in lower case. The message is built by the caller. */
export function buildGroupField(builder: FileBuilder, node: GroupNode, context: FieldContext): FieldDescriptorProto {
  const proto = startField(builder, node, node.name.name.toLowerCase(), context)
  proto.type = Type.GROUP
  proto.typeName = `.${qualify(context.scope.fullName, node.name.name)}`
  return proto
}

/** What fields of all forms share; adds the field to the list of the file. */
function startField(
  builder: FileBuilder,
  node: FieldNode | MapFieldNode | GroupNode,
  name: string,
  context: FieldContext,
): FieldDescriptorProto {
  const { scope, extend, oneof, oneofIndex } = context
  const proto = newField()
  proto.name = name
  if (extend !== undefined) proto.extendee = extend.extendee.name
  if (node.number !== undefined) proto.number = toInt32(node.number)
  proto.label = LABELS.get(node.label?.name ?? '') ?? Label.OPTIONAL
  proto.jsonName = writtenJsonName(node.options) ?? jsonName(name)
  if (oneof !== undefined) proto.oneofIndex = oneofIndex
  const fullName = qualify(scope.fullName, name)
  const { options } = node
  builder.fields.push({ proto, node, fullName, scope: scope.fullName, options, parent: scope.parent, extend, oneof })
  return proto
}

const LABELS: ReadonlyMap<string, Label> = new Map([
  ['optional', Label.OPTIONAL],
  ['required', Label.REQUIRED],
  ['repeated', Label.REPEATED],
])

/** A built-in type has a number; any other keeps its name, and gets its number when that is resolved. */
function setType(proto: FieldDescriptorProto, type: IdentNode): void {
  const scalar = findScalarType(type.name)
  if (scalar !== undefined) proto.type = scalar
  else proto.typeName = type.name
}

/** The value of `json_name`, which is no option but looks like one. */
function writtenJsonName(options: readonly OptionNode[]): string | undefined {
  for (const { name, value } of options) {
    const isJsonName = name.length === 1 && name[0]?.isExtension === false && name[0].name.name === 'json_name'
    if (isJsonName && value.kind === Kind.String) return getTextEncoding().decodeUtf8(value.bytes)
  }
  return undefined
}
