import { WireType } from '@bufbuild/protobuf/wire'

/** Room for a small file. */
const INITIAL_BYTES = 4_096
/** Up to here characters are written one by one; beyond, a call of the platform's encoder costs less than they do. */
const SHORT_CHARS = 96

const encoder = new TextEncoder()

/**
 * Writes the binary format from its end to its start, into one buffer that grows: when the head of a message is written, its
 * length is known. So fields are written last one first, and what a field holds before its head.
 * Source: Protocol Buffers documentation, "Encoding".
 */
export class ReverseWriter {
  #bytes = new Uint8Array(INITIAL_BYTES)
  #start = INITIAL_BYTES

  /** Of what was written since the last `finish`. */
  get length(): number {
    return this.#bytes.length - this.#start
  }

  /** What was written, as a copy. The writer is empty then, and keeps its room. */
  finish(): Uint8Array {
    const written = this.#bytes.slice(this.#start)
    this.#start = this.#bytes.length
    return written
  }

  /** A field of the wire type LEN whose content, `length` bytes, has just been written. */
  head(number: number, length: number): void {
    this.#varint(length)
    this.tag(number, WireType.LengthDelimited)
  }

  tag(number: number, wireType: WireType): void {
    this.#varint(((number << 3) | wireType) >>> 0)
  }

  string(number: number, value: string): void {
    const before = this.length
    if (value.length > SHORT_CHARS || !this.#ascii(value)) this.raw(encoder.encode(value))
    this.head(number, this.length - before)
  }

  bytes(number: number, value: Uint8Array): void {
    this.raw(value)
    this.head(number, value.length)
  }

  /** A negative value takes ten bytes, as if it had 64 bits. */
  int32(number: number, value: number): void {
    if (value < 0) this.#negative(value)
    else this.#varint(value)
    this.tag(number, WireType.Varint)
  }

  bool(number: number, value: boolean): void {
    this.#varint(value ? 1 : 0)
    this.tag(number, WireType.Varint)
  }

  /** Bytes as they are. */
  raw(value: Uint8Array): void {
    this.#reserve(value.length)
    this.#start -= value.length
    this.#bytes.set(value, this.#start)
  }

  /** Writes a text of one byte a character; false, and nothing is written, for another one. */
  #ascii(value: string): boolean {
    this.#reserve(value.length)
    const bytes = this.#bytes
    const start = this.#start - value.length
    for (let at = 0; at < value.length; at++) {
      const code = value.charCodeAt(at)
      if (code > 0x7f) return false
      bytes[start + at] = code
    }
    this.#start = start
    return true
  }

  /** An unsigned number of 32 bits. */
  #varint(value: number): void {
    this.#reserve(5)
    const bytes = this.#bytes
    let at = this.#start - (value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x200000 ? 3 : value < 0x10000000 ? 4 : 5)
    this.#start = at
    let rest = value
    while (rest > 0x7f) {
      bytes[at++] = (rest & 0x7f) | 0x80
      rest >>>= 7
    }
    bytes[at] = rest
  }

  #negative(value: number): void {
    this.#reserve(10)
    const bytes = this.#bytes
    const at = this.#start - 10
    this.#start = at
    for (let index = 0; index < 4; index++) bytes[at + index] = (value >>> (7 * index)) | 0x80
    // The last four bits of the 32, and the ones that follow them.
    bytes[at + 4] = (value >>> 28) | 0xf0
    bytes.fill(0xff, at + 5, at + 9)
    bytes[at + 9] = 1
  }

  /** Makes room in front of what was written. */
  #reserve(count: number): void {
    if (this.#start >= count) return
    const { length } = this
    const bytes = new Uint8Array(Math.max(2 * this.#bytes.length, length + count))
    bytes.set(this.#bytes.subarray(this.#start), bytes.length - length)
    this.#bytes = bytes
    this.#start = bytes.length - length
  }
}
