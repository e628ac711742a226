import type { FieldShape, MessageShape } from './shape.ts'

/** The well-known types that JSON writes in a form of their own. */
export type JsonForm = 'wrapper' | 'timestamp' | 'duration' | 'field mask' | 'struct' | 'value' | 'list' | 'any'

const FORMS: ReadonlyMap<string, JsonForm> = new Map<string, JsonForm>([
  ['google.protobuf.Timestamp', 'timestamp'],
  ['google.protobuf.Duration', 'duration'],
  ['google.protobuf.FieldMask', 'field mask'],
  ['google.protobuf.Struct', 'struct'],
  ['google.protobuf.Value', 'value'],
  ['google.protobuf.ListValue', 'list'],
  ['google.protobuf.Any', 'any'],
  ...['Double', 'Float', 'Int64', 'UInt64', 'Int32', 'UInt32', 'Bool', 'String', 'Bytes'].map(
    (name) => [`google.protobuf.${name}Value`, 'wrapper'] as const,
  ),
])

/** The special form of a message type in JSON; undefined for an ordinary one. Source: ProtoJSON. */
export function jsonFormOf(shape: MessageShape | undefined): JsonForm | undefined {
  return shape === undefined ? undefined : FORMS.get(shape.fullName)
}

/** True for the enum whose only value is JSON's null. */
export function isNullValue(field: FieldShape): boolean {
  return field.enumType?.fullName === 'google.protobuf.NullValue'
}

/** True for a field whose value may be JSON's null, which elsewhere means "not set". Source: ProtoJSON. */
export function takesNull(field: FieldShape): boolean {
  return isNullValue(field) || jsonFormOf(field.messageType) === 'value'
}
