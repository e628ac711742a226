import type { FileDescriptorProto } from '@bufbuild/protobuf/wkt'
import type { MessageShape, WireFormat } from '../shape.ts'
import type { MessageValue } from '../value.ts'

/** What a decoder made of a payload. */
export type Observation =
  | { readonly value: MessageValue; readonly error?: never }
  | { readonly value?: never; readonly error: string }

/** A real implementation of Protobuf, set up with the descriptors of one side. */
export interface Decoder {
  /** The name that the table of deviations uses. */
  readonly name: DecoderName
  readonly formats: readonly WireFormat[]
  /** Reads a payload (bytes in binary, text in JSON) as the type of `shape`. Never throws. */
  read(shape: MessageShape, payload: Uint8Array | string): Observation
  /** Reads a payload and writes it again in the same format; undefined when it is rejected. */
  relay(shape: MessageShape, payload: Uint8Array | string): Uint8Array | string | undefined
}

/** es: @bufbuild/protobuf; js: protobufjs; go: what buf is built with; upb: the C core of Python's protobuf. */
export type DecoderName = 'es' | 'js' | 'go' | 'upb'

/** Makes a decoder for linked files, imports in front of the files that use them. Throws when it can't use them. */
export type MakeDecoder = (files: readonly FileDescriptorProto[]) => Decoder

/** Runs what may throw, as decoders do for payloads that they reject. */
export function observe(read: () => MessageValue): Observation {
  try {
    return { value: read() }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}
