/** Why a payload can't be read; the whole message is then lost. */
export type RejectReason =
  | 'malformed'
  | 'invalid UTF-8'
  | 'missing required field'
  | 'out of range'
  | 'wrong JSON type'
  | 'unknown JSON key'
  | 'unknown enum value'
  | 'oneof already set'
  | 'unknown type in Any'
  | 'too deep'

/** A payload that a reader rejects: made by the readers of this folder, and given out as a value. */
export class ReadError extends Error {
  readonly reason: RejectReason
  /** Numbers of the reader's fields from the top message to where it failed; list elements have no step. */
  readonly path: readonly number[]
  /** The JSON key that is not known, in the message that `path` leads to. */
  readonly key: string | undefined

  constructor(reason: RejectReason, detail: string, path: readonly number[] = [], key?: string) {
    super(detail)
    this.name = 'ReadError'
    this.reason = reason
    this.path = path
    this.key = key
  }
}

/** The result of reading a payload. */
export type ReadResult<T> =
  | { readonly value: T; readonly error?: never }
  | { readonly value?: never; readonly error: ReadError }

/** An error for JSON of another type than the reader takes; `json` is its text. */
export function wrongType(json: string, wanted: string, path: readonly number[]): ReadError {
  return new ReadError('wrong JSON type', `${json} is no ${wanted}`, path)
}

/** Runs a reader; what it rejects becomes a value. Other exceptions are bugs and go on. */
export function attemptRead<T>(read: () => T): ReadResult<T> {
  try {
    return { value: read() }
  } catch (error) {
    if (error instanceof ReadError) return { error }
    throw error
  }
}
