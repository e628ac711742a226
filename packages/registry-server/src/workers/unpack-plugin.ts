import { Decompress } from 'fzstd'
import { digestHex } from '../manifest.ts'

/** Node has it, too, but its types come with those of browsers only. */
declare const WebAssembly: { validate(bytes: Uint8Array): boolean }

export interface UnpackJob {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** `zstd`: one or more frames. Source: RFC 8878. */
  readonly compression: 'none' | 'zstd'
  readonly maxBytes: number
}

/** `problem` says what is wrong with the bytes, behind their name. */
export type UnpackResult =
  | { readonly bytes: Uint8Array<ArrayBuffer>; readonly digest: string }
  | { readonly problem: string }

/** Unpacks check plugins. */
export interface PluginUnpacker {
  unpack(job: UnpackJob, signal: AbortSignal): Promise<UnpackResult>
}

/**
 * The program in the bytes, with its p1 digest: SHAKE256 of what is unpacked. A problem for bytes that are no
 * WebAssembly module, and for more than `maxBytes`; never holds more than that and a window of the same size.
 */
export function unpackPlugin({ bytes, compression, maxBytes }: UnpackJob): UnpackResult {
  let unpacked = bytes
  if (compression === 'zstd') {
    const result = decompress(bytes, maxBytes)
    if ('problem' in result) return result
    unpacked = result.bytes
  }
  if (unpacked.byteLength > maxBytes) return tooLarge(maxBytes)
  if (!WebAssembly.validate(unpacked)) {
    return { problem: 'is no WebAssembly module; build the plugin for WASI (GOOS=wasip1 GOARCH=wasm go build, say)' }
  }
  return { bytes: unpacked, digest: digestHex(unpacked) }
}

function tooLarge(maxBytes: number): UnpackResult {
  return { problem: `has more than ${maxBytes} bytes when unpacked` }
}

/** Bytes of input between two looks at the size of the output. */
const CHUNK_BYTES = 64 * 1024

function decompress(packed: Uint8Array, maxBytes: number): { bytes: Uint8Array<ArrayBuffer> } | { problem: string } {
  const window = declaredWindow(packed)
  if (window === undefined) return { problem: 'is not compressed with Zstandard, as its compression_type says' }
  if (window > maxBytes) return { problem: `has more than ${maxBytes} bytes when unpacked` }
  const parts: Uint8Array[] = []
  let size = 0
  const stream = new Decompress((part) => {
    size += part.byteLength
    if (size <= maxBytes) parts.push(part)
  })
  try {
    for (let start = 0; start < packed.byteLength && size <= maxBytes; start += CHUNK_BYTES) {
      stream.push(packed.subarray(start, start + CHUNK_BYTES), start + CHUNK_BYTES >= packed.byteLength)
    }
  } catch (error) {
    return { problem: `cannot be unpacked: ${error instanceof Error ? error.message : String(error)}` }
  }
  if (size > maxBytes) return { problem: `has more than ${maxBytes} bytes when unpacked` }
  return { bytes: new Uint8Array(Buffer.concat(parts)) }
}

/** The magic number, little-endian. */
const ZSTD_MAGIC = 0xfd2fb528

/**
 * The memory that the header of the first frame asks a decoder for, in bytes; undefined when there is no header.
 * Source: RFC 8878, section 3.1.1.1.
 */
function declaredWindow(packed: Uint8Array): number | undefined {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  if (packed.byteLength < 6 || view.getUint32(0, true) !== ZSTD_MAGIC) return undefined
  const descriptor = view.getUint8(4)
  if ((descriptor & 0x20) === 0) {
    const windowByte = view.getUint8(5)
    const base = 2 ** (10 + (windowByte >> 3))
    return base + (base / 8) * (windowByte & 7)
  }
  // A single segment has no window descriptor: its content is its window.
  const at = 5 + ([0, 1, 2, 4][descriptor & 3] as number)
  const sizeOfSize = [1, 2, 4, 8][descriptor >> 6] as number
  if (at + sizeOfSize > packed.byteLength) return undefined
  if (sizeOfSize === 1) return view.getUint8(at)
  if (sizeOfSize === 2) return view.getUint16(at, true) + 256
  return sizeOfSize === 4 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true))
}
