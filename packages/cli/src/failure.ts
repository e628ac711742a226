import { EXIT_CODES, type ExitCode } from './exit-code.ts'

/**
 * A run that cannot go on for a reason outside of our code. The message is for the user: what, where, and what to do
 * next, on one line (or one line for each problem); no final full stop.
 */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly exitCode: ExitCode

  constructor(exitCode: ExitCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.exitCode = exitCode
  }
}

/** Wrong usage or configuration, or a file that cannot be read or written. */
export function usageFailure(message: string, options?: ErrorOptions): Failure {
  return new Failure(EXIT_CODES.usage, message, options)
}

/** The errno name of a system error, such as `ENOENT`; undefined for any other error. */
export function errnoOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : undefined
}
