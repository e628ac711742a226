import { describe, expect, test } from 'vitest'
import { digestHex } from '../manifest.ts'
import { unpackPlugin } from './unpack-plugin.ts'

/** The smallest WebAssembly module: its header. */
const PROGRAM = Buffer.from('\0asm\x01\0\0\0', 'latin1')
const MAGIC = [0x28, 0xb5, 0x2f, 0xfd]
const LAST = 1
const RAW = 0 << 1
const RLE = 1 << 1

/** A block: its header has 3 bytes, with the size from bit 3 on. Source: RFC 8878, section 3.1.1.2. */
function block(type: number, size: number, content: readonly number[]): number[] {
  const header = type | (size << 3)
  return [header & 0xff, (header >> 8) & 0xff, header >> 16, ...content]
}

const frame = (header: readonly number[], ...blocks: readonly number[][]) =>
  new Uint8Array([...MAGIC, ...header, ...blocks.flat()])
const single = (content: Uint8Array) => frame([0x20, content.length], block(LAST | RAW, content.length, [...content]))
const unpack = (bytes: Uint8Array<ArrayBuffer>, compression: 'none' | 'zstd', maxBytes = 1000) =>
  unpackPlugin({ bytes, compression, maxBytes })

describe('a program', () => {
  test('as it is', () => {
    expect(unpack(new Uint8Array(PROGRAM), 'none')).toEqual({
      bytes: new Uint8Array(PROGRAM),
      digest: digestHex(PROGRAM),
    })
  })

  test('compressed, in one frame or two: the digest is that of the program', () => {
    const frames = new Uint8Array([...single(PROGRAM.subarray(0, 5)), ...single(PROGRAM.subarray(5))])
    for (const bytes of [single(PROGRAM), frames]) {
      expect(unpack(bytes, 'zstd')).toMatchObject({ digest: digestHex(PROGRAM) })
    }
  })
})

describe('is refused:', () => {
  test.each<[string, Uint8Array<ArrayBuffer>, 'none' | 'zstd', string]>([
    ['a text', new Uint8Array(Buffer.from('#!/bin/sh')), 'none', 'no WebAssembly'],
    ['nothing', new Uint8Array(), 'none', 'no WebAssembly'],
    ['a compressed text', single(Buffer.from('#!/bin/sh')), 'zstd', 'no WebAssembly'],
    ['what is not compressed, but said to be', new Uint8Array(PROGRAM), 'zstd', 'not compressed'],
    ['a header only', new Uint8Array(MAGIC), 'zstd', 'not compressed'],
    ['a frame that ends early', single(PROGRAM).slice(0, -3), 'zstd', ''],
    [
      'a block of a type that there is not',
      frame([0x20, 8], block(LAST | (3 << 1), 8, [])),
      'zstd',
      'cannot be unpacked',
    ],
    ['more than the most', new Uint8Array(1001), 'none', 'more than 1000 bytes'],
    ['a declared size of exabytes', frame([0xe0, 0, 0, 0, 0, 0, 0, 0, 0x7f]), 'zstd', 'more than 1000 bytes'],
    ['a window of terabytes', frame([0x00, 0xff], block(LAST | RAW, 0, [])), 'zstd', 'more than 1000 bytes'],
  ])('%s', (_, bytes, compression, problem) => {
    const result = unpack(bytes, compression)
    expect(result).toMatchObject({ problem: expect.stringContaining(problem) })
  })

  test('a few bytes that unpack to hundreds of megabytes, before they are unpacked', () => {
    const zeros = block(RLE, 128 * 1024, [0])
    // A window of 1 KiB, and 8,000 blocks of 128 KiB behind it: a gigabyte.
    const bomb = new Uint8Array([
      ...MAGIC,
      0x00,
      0x38,
      ...Array.from({ length: 8_000 }, () => zeros).flat(),
      ...block(LAST | RAW, 0, []),
    ])
    const before = process.memoryUsage().arrayBuffers
    expect(unpackPlugin({ bytes: bomb, compression: 'zstd', maxBytes: 1 << 20 })).toMatchObject({
      problem: expect.any(String),
    })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1 << 30)
  })
})
