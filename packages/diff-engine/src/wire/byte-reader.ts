import { ReadError } from './read-error.ts'
import { WireType } from './scalar-kind.ts'

/** Source: "Assigning Field Numbers" of the language guide; numbers take 29 bits of a tag. */
const MAX_FIELD_NUMBER = 536_870_911n
/** Source: encoding specification: 64 bits take at most ten groups of seven. */
const MAX_VARINT_BYTES = 10
/** Nesting of groups in unknown data; the limit that protoc's C++ runtime has for messages. */
const MAX_GROUP_DEPTH = 100

/** Takes the primitives of the binary format apart. Throws ReadError (malformed) where the bytes are none. */
export class ByteReader {
  readonly bytes: Uint8Array
  pos = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.pos >= this.bytes.length
  }

  /** The 64 bits of a varint; bits beyond are lost. */
  varint(): bigint {
    let value = 0n
    for (let i = 0; i < MAX_VARINT_BYTES; i++) {
      const byte = this.#byte()
      value |= BigInt(byte & 0x7f) << BigInt(7 * i)
      if (byte < 0x80) return BigInt.asUintN(64, value)
    }
    throw new ReadError('malformed', `a varint is longer than ${MAX_VARINT_BYTES} bytes`)
  }

  tag(): { number: number; wireType: WireType } {
    const tag = this.varint()
    const number = tag >> 3n
    const wireType = Number(tag & 7n)
    if (number < 1n || number > MAX_FIELD_NUMBER) throw new ReadError('malformed', `${number} is no field number`)
    if (!isWireType(wireType)) throw new ReadError('malformed', `${wireType} is no wire type`)
    return { number: Number(number), wireType }
  }

  /** `size` bytes, least significant first. */
  fixed(size: 4 | 8): bigint {
    let value = 0n
    this.raw(size).forEach((byte, i) => {
      value |= BigInt(byte) << BigInt(8 * i)
    })
    return value
  }

  raw(length: number): Uint8Array {
    if (length > this.bytes.length - this.pos) throw new ReadError('malformed', 'the payload ends inside a field')
    this.pos += length
    return this.bytes.subarray(this.pos - length, this.pos)
  }

  lengthPrefixed(): Uint8Array {
    const length = this.varint()
    if (length > BigInt(this.bytes.length)) throw new ReadError('malformed', 'the payload ends inside a field')
    return this.raw(Number(length))
  }

  /** Steps over a value whose tag was read. */
  skip(number: number, wireType: WireType, depth = 0): void {
    if (wireType === WireType.Varint) this.varint()
    else if (wireType === WireType.I64) this.raw(8)
    else if (wireType === WireType.I32) this.raw(4)
    else if (wireType === WireType.Len) this.lengthPrefixed()
    else if (wireType === WireType.StartGroup) this.#skipGroup(number, depth)
    else throw new ReadError('malformed', `group ${number} ends without a start`)
  }

  #skipGroup(number: number, depth: number): void {
    if (depth >= MAX_GROUP_DEPTH) throw new ReadError('too deep', `groups are nested deeper than ${MAX_GROUP_DEPTH}`)
    for (;;) {
      const inner = this.tag()
      if (inner.wireType === WireType.EndGroup) {
        if (inner.number === number) return
        throw new ReadError('malformed', `group ${number} ends as group ${inner.number}`)
      }
      this.skip(inner.number, inner.wireType, depth + 1)
    }
  }

  #byte(): number {
    const byte = this.bytes[this.pos]
    if (byte === undefined) throw new ReadError('malformed', 'the payload ends inside a field')
    this.pos++
    return byte
  }
}

function isWireType(wireType: number): wireType is WireType {
  return wireType <= WireType.I32
}
