import type { DescMessage, MessageInitShape } from '@bufbuild/protobuf'
import type { ErrorCode } from '@wireproof/registry-api'

/** A message that travels with an error for programs to read. */
export interface ErrorDetail<Desc extends DescMessage = DescMessage> {
  readonly desc: Desc
  readonly value: MessageInitShape<Desc>
}

/**
 * A request that cannot be done. `message` is shown to the caller: what, where, and what to do next. Anything else
 * that is thrown is a bug, and the caller learns no more than the request id.
 */
export class RegistryError extends Error {
  override readonly name = 'RegistryError'
  readonly code: ErrorCode
  readonly details: readonly ErrorDetail[]

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; details?: readonly ErrorDetail[] } = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.details = options.details ?? []
  }

  /** What the answer says beside the error, for programs: HTTP headers. */
  get headers(): Readonly<Record<string, string>> {
    return {}
  }
}
