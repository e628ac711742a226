/** A payload that a decoder reads in another way than the reference reader. */
export interface DeviationExample {
  /** Id of the row in the table of deviations. */
  readonly id: string
  /** Declarations of a proto2 file; the payload is read as message R. */
  readonly text: string
  /** Hex in binary, an object of JSON otherwise. */
  readonly payload: string
}

const ENTRY = 'message R { map<string, X> a = 1; } message X { optional int32 b = 1; }'
const CLOSED_LIST = 'enum E { A = 0; } message R { repeated E a = 1; }'
const MESSAGE = 'message R { optional X a = 1; } message X { optional int32 b = 1; }'
const SET = `message R { option message_set_wire_format = true; extensions 4 to max; }
message X { optional int32 b = 1; extend R { optional X x = 100; } }`
const FIELD_MASK = 'import "google/protobuf/field_mask.proto"; message R { optional google.protobuf.FieldMask a = 1; }'

/** One for each row. */
export const DEVIATION_EXAMPLES: readonly DeviationExample[] = [
  { id: 'es-wire-type', text: 'message R { optional fixed32 a = 1; }', payload: '0801' },
  {
    id: 'es-map-entry',
    text: 'import "google/protobuf/struct.proto"; message R { optional google.protobuf.Struct a = 1; }',
    payload: '0a020a00',
  },
  { id: 'es-closed-enum-in-list', text: CLOSED_LIST, payload: '0805' },
  { id: 'es-unchecked-text', text: 'message R { optional string a = 1; }', payload: '0a01ff' },
  { id: 'es-required', text: 'message R { required int32 a = 1; }', payload: '' },
  { id: 'es-json-float', text: 'message R { optional float a = 1; }', payload: '{"a":0.1}' },
  { id: 'es-json-rounds', text: 'message R { optional uint64 a = 1; }', payload: '{"a":9007199254740993}' },
  { id: 'es-json-exponent', text: 'message R { optional int64 a = 1; }', payload: '{"a":"1e2"}' },
  { id: 'es-field-mask', text: FIELD_MASK, payload: '{"a":"1"}' },
  { id: 'js-unchecked-text', text: 'message R { optional string a = 1; }', payload: '0a01ff' },
  { id: 'js-map-entry', text: 'message R { map<fixed64, int32> a = 1; }', payload: '0a021001' },
  {
    id: 'js-required-in-parts',
    text: 'message R { optional X a = 1; } message X { required int32 q = 1; }',
    payload: '0a000a020801',
  },
  { id: 'js-unknown', text: 'message R {}', payload: '0801' },
  { id: 'go-open-enum', text: CLOSED_LIST, payload: '0805' },
  { id: 'upb-required', text: 'message R { required int32 a = 1; }', payload: '' },
  { id: 'upb-map-entry', text: ENTRY, payload: '0a022801' },
  { id: 'upb-json-message', text: MESSAGE, payload: '{"a":"x"}' },
  { id: 'upb-json-enum', text: 'enum E { A = 0; B = 1; } message R { optional E a = 1; }', payload: '{"a":"1"}' },
  { id: 'upb-json-float', text: 'message R { optional double a = 1; }', payload: '{"a":true}' },
  { id: 'upb-json-bytes', text: 'message R { optional bytes a = 1; }', payload: '{"a":"a:bc="}' },
  { id: 'upb-json-field-mask', text: FIELD_MASK, payload: '{"a":"1"}' },
  { id: 'es-message-set', text: SET, payload: '0b10641a0208070c' },
  { id: 'js-message-set', text: SET, payload: '0b10641a0208070c' },
  { id: 'go-message-set', text: SET, payload: '0b10641a0208070c' },
]

/** The file of an example. */
export function exampleFile({ text }: DeviationExample): string {
  return `syntax = "proto2"; package a.v1; ${text}`
}

/** The payload of an example as readers take it. */
export function examplePayload({ payload }: DeviationExample): Uint8Array | string {
  if (payload.startsWith('{')) return payload
  return Uint8Array.from(payload.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
}
