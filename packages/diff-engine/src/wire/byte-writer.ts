import type { WireType } from './scalar-kind.ts'

/** Collects the primitives of the binary format. Source: Protobuf encoding specification. */
export class ByteWriter {
  readonly #bytes: number[] = []

  /** A base-128 varint of the low 64 bits of `value`: a negative number takes ten bytes. */
  varint(value: bigint): this {
    let rest = BigInt.asUintN(64, value)
    while (rest > 0x7fn) {
      this.#bytes.push(Number(rest & 0x7fn) | 0x80)
      rest >>= 7n
    }
    this.#bytes.push(Number(rest))
    return this
  }

  tag(number: number, wireType: WireType): this {
    return this.varint((BigInt(number) << 3n) | BigInt(wireType))
  }

  /** The low `size * 8` bits of `value`, least significant byte first. */
  fixed(value: bigint, size: 4 | 8): this {
    for (let i = 0; i < size; i++) this.#bytes.push(Number((value >> BigInt(8 * i)) & 0xffn))
    return this
  }

  raw(bytes: Uint8Array): this {
    // Not spread into one call: a long payload would exceed the number of arguments that engines allow.
    for (const byte of bytes) this.#bytes.push(byte)
    return this
  }

  lengthPrefixed(bytes: Uint8Array): this {
    return this.varint(BigInt(bytes.length)).raw(bytes)
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.#bytes)
  }
}
