import { Code } from '@connectrpc/connect'

/**
 * Every way in which a request can fail: the code on the wire, its number in Connect and the HTTP status it travels
 * with. Source: Connect protocol, "Error Codes".
 */
export const ERROR_CODES = {
  canceled: { connect: Code.Canceled, http: 499 },
  unknown: { connect: Code.Unknown, http: 500 },
  invalid_argument: { connect: Code.InvalidArgument, http: 400 },
  deadline_exceeded: { connect: Code.DeadlineExceeded, http: 504 },
  not_found: { connect: Code.NotFound, http: 404 },
  already_exists: { connect: Code.AlreadyExists, http: 409 },
  permission_denied: { connect: Code.PermissionDenied, http: 403 },
  resource_exhausted: { connect: Code.ResourceExhausted, http: 429 },
  failed_precondition: { connect: Code.FailedPrecondition, http: 400 },
  aborted: { connect: Code.Aborted, http: 409 },
  out_of_range: { connect: Code.OutOfRange, http: 400 },
  unimplemented: { connect: Code.Unimplemented, http: 501 },
  internal: { connect: Code.Internal, http: 500 },
  unavailable: { connect: Code.Unavailable, http: 503 },
  data_loss: { connect: Code.DataLoss, http: 500 },
  unauthenticated: { connect: Code.Unauthenticated, http: 401 },
} as const satisfies Record<string, { readonly connect: Code; readonly http: number }>

export type ErrorCode = keyof typeof ERROR_CODES

const BY_CONNECT_CODE = new Map<number, ErrorCode>(
  Object.entries(ERROR_CODES).map(([name, { connect }]) => [connect, name as ErrorCode]),
)

/** The name of a Connect code; `unknown` for a number that Connect does not define. */
export function errorCodeOf(code: Code): ErrorCode {
  return BY_CONNECT_CODE.get(code) ?? 'unknown'
}
