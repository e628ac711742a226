import { type Code, ConnectError } from '@connectrpc/connect'
import { type ErrorCode, errorCodeOf } from '@wireproof/registry-api'
import { EXIT_CODES } from '../exit-code.ts'
import { Failure } from '../failure.ts'
import { printable } from '../printable.ts'
import type { SelectedCredential } from './select-token.ts'

/** A registry said no. */
export class RegistryFailure extends Failure {
  readonly code: ErrorCode
  override readonly cause: ConnectError

  constructor(code: ErrorCode, message: string, cause: ConnectError) {
    super(EXIT_CODES.server, message)
    this.code = code
    this.cause = cause
  }
}

/** What a failed call was about. */
export interface CallContext {
  readonly host: string
  readonly token: SelectedCredential | undefined
  /** Whether WIREPROOF_TOKEN was kept back because it does not say which host it is for. */
  readonly isTokenWithheld: boolean
}

/** Puts what a call to a registry threw into words: what, where and what to do. Anything else comes back as it is. */
export function explainCallError(error: unknown, context: CallContext): unknown {
  if (!(error instanceof ConnectError)) return error
  // What the transport found out about the network is said already.
  if (error.cause instanceof Failure) return error.cause
  const code = errorCodeOf(error.code as Code)
  return new RegistryFailure(code, describe(code, printable(error.rawMessage), context), error)
}

function describe(code: ErrorCode, message: string, context: CallContext): string {
  const { host } = context
  switch (code) {
    case 'unauthenticated':
      return describeUnauthenticated(context)
    case 'permission_denied':
      // The words with which a registry asks for it.
      return message.startsWith('prove again who you are')
        ? `${host} wants to know again who you are before it does this: run \`wireproof login ${host}\`, then repeat it`
        : `${host} does not allow this: ${message}; use a token that has the right`
    case 'not_found':
      return `${message} (on ${host}); look what is there with \`wireproof ls ${host}\``
    case 'deadline_exceeded':
    case 'canceled':
      return `${host} did not answer in time; try again, or look at the registry's log`
    case 'resource_exhausted':
      return `${host} is too busy or a limit is reached: ${message}`
    case 'unavailable':
      return `${host} is not available now: ${message}; try again later`
    case 'unimplemented':
      return `${host} does not know this request: ${message}; is it a Wireproof registry, and not older than this command?`
    case 'internal':
    case 'unknown':
    case 'data_loss':
      return `${host} failed: ${message}; its log says more`
    default:
      return `${host} refuses: ${message}`
  }
}

function describeUnauthenticated({ host, token, isTokenWithheld }: CallContext): string {
  if (isTokenWithheld) {
    return `${host} asks for a token, and WIREPROOF_TOKEN does not say whose it is; write WIREPROOF_TOKEN=<token>@${host}`
  }
  if (token === undefined) {
    return `${host} asks for a token; run \`wireproof login ${host}\` or set WIREPROOF_TOKEN`
  }
  return token.source === 'WIREPROOF_TOKEN'
    ? `${host} does not take the token in WIREPROOF_TOKEN; set one that is valid there`
    : `${host} does not take the token from ${token.source}; log in anew with \`wireproof login ${host}\``
}
