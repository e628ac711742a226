import {
  FeatureSet_MessageEncoding as MessageEncoding,
  FieldDescriptorProto_Type as Type,
} from '@bufbuild/protobuf/wkt'
import type { FieldElement } from './schema/element.ts'

/** How a value is written: `group` is any message with delimited encoding, however the schema spells it. */
export type Kind =
  | 'double'
  | 'float'
  | 'int32'
  | 'int64'
  | 'uint32'
  | 'uint64'
  | 'sint32'
  | 'sint64'
  | 'fixed32'
  | 'fixed64'
  | 'sfixed32'
  | 'sfixed64'
  | 'bool'
  | 'string'
  | 'bytes'
  | 'enum'
  | 'message'
  | 'group'

const KINDS: Readonly<Record<Type, Kind>> = {
  [Type.DOUBLE]: 'double',
  [Type.FLOAT]: 'float',
  [Type.INT64]: 'int64',
  [Type.UINT64]: 'uint64',
  [Type.INT32]: 'int32',
  [Type.FIXED64]: 'fixed64',
  [Type.FIXED32]: 'fixed32',
  [Type.BOOL]: 'bool',
  [Type.STRING]: 'string',
  [Type.GROUP]: 'group',
  [Type.MESSAGE]: 'message',
  [Type.BYTES]: 'bytes',
  [Type.UINT32]: 'uint32',
  [Type.ENUM]: 'enum',
  [Type.SFIXED32]: 'sfixed32',
  [Type.SFIXED64]: 'sfixed64',
  [Type.SINT32]: 'sint32',
  [Type.SINT64]: 'sint64',
}

/**
 * The kind of a field. A message field whose features say DELIMITED is a group; maps and what is in them never are.
 *
 * Source: `message_encoding` in the Protobuf editions specification.
 */
export function kindOf(field: FieldElement): Kind {
  const kind = KINDS[field.proto.type]
  if (kind !== 'message' || field.features.messageEncoding !== MessageEncoding.DELIMITED) return kind
  return field.isMap || field.parent?.isMapEntry === true ? kind : 'group'
}

/** True for the kinds that are named by a message or enum. */
export function isNamedKind(kind: Kind): boolean {
  return kind === 'message' || kind === 'enum' || kind === 'group'
}

/** A type as a reader would say it: `string`, `enum acme.v1.Color`, `map<string, acme.v1.Foo>`. */
export function describeType(field: FieldElement): string {
  const kind = kindOf(field)
  if (field.isMap) return describeMap(field)
  if (!isNamedKind(kind)) return kind
  if (kind === 'group' && field.proto.type !== Type.GROUP) return `delimited message ${field.typeName}`
  return `${kind} ${field.typeName}`
}

function describeMap(field: FieldElement): string {
  const [key, value] = [1, 2].map((number) => field.messageType?.fields.get(number))
  return key === undefined || value === undefined ? field.typeName : `map<${describeType(key)}, ${describeType(value)}>`
}
