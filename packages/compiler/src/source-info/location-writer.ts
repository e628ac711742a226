import { getTextEncoding } from '@bufbuild/protobuf/wire'
import type { Location } from './location-list.ts'

/** The numbers of descriptor.proto, `SourceCodeInfo` and `SourceCodeInfo.Location`. */
const Field = { Location: 1, Path: 1, Span: 2, Leading: 3, Trailing: 4, Detached: 6 } as const

/** Wire type 2: length, then bytes. */
const LENGTH_DELIMITED = 2

/** What the longest number takes: seven bits a byte of 32. */
const MAX_VARINT_BYTES = 5

/** Room to start with; it doubles whenever it is used up. */
const FIRST_BYTES = 4096

/**
 * Writes the locations of one file. A large tree has millions of them, each of a few numbers and seldom a text, so they
 * go straight into one buffer: a general writer would make objects for each of them.
 */
export class LocationWriter {
  readonly #encodeUtf8 = getTextEncoding().encodeUtf8
  #bytes: Uint8Array
  #at: number

  /** Goes on behind what has been written already. */
  constructor(before: Uint8Array) {
    this.#bytes = new Uint8Array(before.length + FIRST_BYTES)
    this.#bytes.set(before)
    this.#at = before.length
  }

  /** Adds one entry of `SourceCodeInfo.location`. */
  write(location: Location): void {
    this.#reserve(2)
    this.#bytes[this.#at++] = (Field.Location << 3) | LENGTH_DELIMITED
    const start = this.#at++
    this.#path(location.path)
    this.#span(location)
    if (location.leading !== '') this.#text(Field.Leading, location.leading)
    if (location.trailing !== '') this.#text(Field.Trailing, location.trailing)
    for (const text of location.detached) this.#text(Field.Detached, text)
    this.#writeLength(start)
  }

  /** All that was written. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#at)
  }

  #path(path: readonly number[]): void {
    if (path.length === 0) return
    this.#reserve(2 + path.length * MAX_VARINT_BYTES)
    this.#bytes[this.#at++] = (Field.Path << 3) | LENGTH_DELIMITED
    const start = this.#at++
    for (let index = 0; index < path.length; index++) this.#varint(path[index] as number)
    this.#writeLength(start)
  }

  #span({ line, column, endLine, endColumn }: Location): void {
    this.#reserve(2 + 4 * MAX_VARINT_BYTES)
    this.#bytes[this.#at++] = (Field.Span << 3) | LENGTH_DELIMITED
    const start = this.#at++
    this.#varint(line)
    this.#varint(column)
    if (endLine !== line) this.#varint(endLine)
    this.#varint(endColumn)
    this.#bytes[start] = this.#at - start - 1
  }

  #text(field: number, text: string): void {
    this.#reserve(1 + MAX_VARINT_BYTES + text.length)
    this.#bytes[this.#at++] = (field << 3) | LENGTH_DELIMITED
    const start = this.#at
    this.#varint(text.length)
    const bytes = this.#bytes
    let at = this.#at
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      if (code >= 0x80) {
        this.#at = start
        this.#otherText(text)
        return
      }
      bytes[at++] = code
    }
    this.#at = at
  }

  /** A text that is not ASCII only, without its tag. */
  #otherText(text: string): void {
    const encoded = this.#encodeUtf8(text)
    this.#reserve(MAX_VARINT_BYTES + encoded.length)
    this.#varint(encoded.length)
    this.#bytes.set(encoded, this.#at)
    this.#at += encoded.length
  }

  /** Writes the length of what follows the byte at `start`, which was left free for it; longer ones push that back. */
  #writeLength(start: number): void {
    const length = this.#at - start - 1
    if (length < 0x80) {
      this.#bytes[start] = length
      return
    }
    this.#reserve(MAX_VARINT_BYTES)
    const content = start + varintSize(length)
    this.#bytes.copyWithin(content, start + 1, this.#at)
    this.#at = start
    this.#varint(length)
    this.#at += length
  }

  /** Needs room for five bytes. */
  #varint(value: number): void {
    let rest = value
    while (rest > 0x7f) {
      this.#bytes[this.#at++] = (rest & 0x7f) | 0x80
      rest >>>= 7
    }
    this.#bytes[this.#at++] = rest
  }

  #reserve(count: number): void {
    const needed = this.#at + count
    if (needed <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2))
    larger.set(this.#bytes.subarray(0, this.#at))
    this.#bytes = larger
  }
}

/** How many bytes a number takes: seven bits in each. */
function varintSize(value: number): number {
  let size = 1
  for (let rest = value; rest > 0x7f; rest >>>= 7) size++
  return size
}
