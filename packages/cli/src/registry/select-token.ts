import { usageFailure } from '../failure.ts'
import type { Io } from '../io.ts'
import type { SessionCaller } from '../session/session-caller.ts'
import { readCredentials } from './credentials-file.ts'
import { findNetrcPassword } from './netrc.ts'

/** A token, and where it came from, for the message when the registry does not take it. */
export interface SelectedToken {
  readonly token: string
  readonly source: string
}

/** A session that `login` began, which is opened when it is first used. */
export interface SelectedSession {
  readonly token?: undefined
  readonly source: string
  openSession(): Promise<SessionCaller>
}

export type SelectedCredential = SelectedToken | SelectedSession

const LOGIN_SOURCE = 'wireproof login'

export const TOKEN_VARIABLE = 'WIREPROOF_TOKEN'

/**
 * Finds the token for a `host[:port]`: WIREPROOF_TOKEN, then what `login` stored, then netrc. Undefined means that the
 * registry is asked without one. A session of `login` renews its own tokens.
 *
 * WIREPROOF_TOKEN is either a list `token@host[:port],token@host`, of which each goes to its host only, or a bare token.
 * A bare token says nothing of where it belongs, so it goes only to `explicitHost`: the one registry that the command
 * line, or the name of the module that the command works on, speaks of. A host that is merely met on the way, such as
 * that of a dependency, never sees it. Throws a Failure for a variable that cannot be read.
 */
export function selectToken(
  env: Io['env'],
  host: string,
  explicitHost: string | undefined,
): SelectedCredential | undefined {
  const variable = env[TOKEN_VARIABLE]?.trim()
  if (variable) {
    const tokens = parseTokenVariable(variable)
    const token = typeof tokens === 'string' ? (host === explicitHost ? tokens : undefined) : tokens.get(host)
    if (token !== undefined) return { token, source: TOKEN_VARIABLE }
  }
  const stored = readCredentials(env).get(host)
  if (stored?.token !== undefined) return { token: stored.token, source: LOGIN_SOURCE }
  if (stored !== undefined) {
    const openSession = async () => (await import('../session/session-caller.ts')).createSessionCaller(env, host)
    return { source: LOGIN_SOURCE, openSession }
  }
  const password = findNetrcPassword(env, host)
  return password === undefined ? undefined : { token: password, source: 'netrc' }
}

/** Whether WIREPROOF_TOKEN is a bare token. */
export function isBareToken(env: Io['env']): boolean {
  const variable = env[TOKEN_VARIABLE]?.trim()
  return variable !== undefined && variable !== '' && !variable.includes('@')
}

function parseTokenVariable(variable: string): string | ReadonlyMap<string, string> {
  if (!variable.includes('@')) {
    assertToken(variable, TOKEN_VARIABLE)
    return variable
  }
  const tokens = new Map<string, string>()
  for (const part of variable.split(',')) {
    const at = part.lastIndexOf('@')
    const [token, host] = [part.slice(0, at).trim(), part.slice(at + 1).trim()]
    if (at < 1 || host === '') {
      throw usageFailure(`${TOKEN_VARIABLE} is neither a token nor a list of the form token@host,token@host`)
    }
    if (tokens.has(host)) throw usageFailure(`${TOKEN_VARIABLE} has two tokens for ${host}`)
    assertToken(token, TOKEN_VARIABLE)
    tokens.set(host, token)
  }
  return tokens
}

/** Throws a Failure for a text that cannot be a token: it would not survive in a header. Never shows it. */
export function assertToken(token: string, where: string): void {
  if (token === '') throw usageFailure(`the token from ${where} is empty`)
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw usageFailure(`the token from ${where} holds spaces or characters that no token has; copy it anew`)
  }
}
