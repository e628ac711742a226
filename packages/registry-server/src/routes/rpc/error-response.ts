import { Code, ConnectError } from '@connectrpc/connect'
import { errorToJsonBytes } from '@connectrpc/connect/protocol-connect'
import { ERROR_CODES, errorCodeOf } from '@wireproof/registry-api'
import { RegistryError } from '../../registry-error.ts'

/** Told of errors that nobody should see but the operator. */
export type ReportBug = (error: unknown, requestId: string) => void

/**
 * What a caller is told of an error. Whatever is not meant for callers becomes `internal` with the request id, after
 * it was reported.
 */
export function toConnectError(error: unknown, requestId: string, report: ReportBug): ConnectError {
  if (error instanceof RegistryError) {
    if (error.cause !== undefined || error.code === 'internal' || error.code === 'data_loss') report(error, requestId)
    const details = error.details.map(({ desc, value }) => ({ desc, value }))
    return new ConnectError(error.message, ERROR_CODES[error.code].connect, error.headers, details, error.cause)
  }
  if (error instanceof ConnectError) return error
  report(error, requestId)
  const message = `the registry failed; if it happens again, tell its administrator the request id ${requestId}`
  return new ConnectError(message, Code.Internal)
}

/** The error as an HTTP response. Source: Connect protocol, "Unary-Response" of a failed call. */
export function toErrorResponse(error: ConnectError): Response {
  const headers = new Headers(error.metadata)
  headers.set('content-type', 'application/json')
  return new Response(errorToJsonBytes(error, undefined), {
    status: ERROR_CODES[errorCodeOf(error.code)].http,
    headers,
  })
}
