import type { Kind } from '../kind.ts'
import { isMessageKind } from './shape.ts'
import type { Scalar } from './value.ts'

/** Wire types of the binary format. Source: "Message Structure" in the Protobuf encoding specification. */
export const WireType = { Varint: 0, I64: 1, Len: 2, StartGroup: 3, EndGroup: 4, I32: 5 } as const
export type WireType = (typeof WireType)[keyof typeof WireType]

/** What a kind's values are; values of different domains are never the same in binary. */
export type Domain = 'integer' | 'float' | 'bytes' | 'message'

/** A kind of integer: its range, both ends included. */
interface IntegerRange {
  readonly min: bigint
  readonly max: bigint
}

const INT32: IntegerRange = { min: -(2n ** 31n), max: 2n ** 31n - 1n }
const INT64: IntegerRange = { min: -(2n ** 63n), max: 2n ** 63n - 1n }
const UINT32: IntegerRange = { min: 0n, max: 2n ** 32n - 1n }
const UINT64: IntegerRange = { min: 0n, max: 2n ** 64n - 1n }

/** An enum's range is that of int32, whatever it lists. */
const INTEGER_RANGES: Readonly<Partial<Record<Kind, IntegerRange>>> = {
  int32: INT32,
  sint32: INT32,
  sfixed32: INT32,
  enum: INT32,
  int64: INT64,
  sint64: INT64,
  sfixed64: INT64,
  uint32: UINT32,
  fixed32: UINT32,
  uint64: UINT64,
  fixed64: UINT64,
  bool: { min: 0n, max: 1n },
}

/** The range of an integer kind; undefined for other kinds. */
export function integerRange(kind: Kind): IntegerRange | undefined {
  return INTEGER_RANGES[kind]
}

export function domainOf(kind: Kind): Domain {
  if (isMessageKind(kind)) return 'message'
  if (kind === 'float' || kind === 'double') return 'float'
  return kind === 'string' || kind === 'bytes' ? 'bytes' : 'integer'
}

/** How one value of the kind is framed. Source: the table "Message Structure" of the encoding specification. */
export function wireTypeOf(kind: Kind): WireType {
  switch (kind) {
    case 'fixed32':
    case 'sfixed32':
    case 'float':
      return WireType.I32
    case 'fixed64':
    case 'sfixed64':
    case 'double':
      return WireType.I64
    case 'string':
    case 'bytes':
    case 'message':
      return WireType.Len
    case 'group':
      return WireType.StartGroup
    default:
      return WireType.Varint
  }
}

/** True for the kinds of which a list may be packed. Source: "Packed Repeated Fields" of the encoding specification. */
export function isPackable(kind: Kind): boolean {
  const wireType = wireTypeOf(kind)
  return wireType !== WireType.Len && wireType !== WireType.StartGroup
}

/** The zero of a scalar kind; for messages undefined. */
export function zeroOf(kind: Kind): Scalar | undefined {
  switch (domainOf(kind)) {
    case 'integer':
      return 0n
    case 'float':
      return 0
    case 'bytes':
      return new Uint8Array()
    default:
      return undefined
  }
}
