import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { usageFailure } from '../failure.ts'
import type { Io } from '../io.ts'
import { printable } from '../printable.ts'
import { type Credential, credentialsPath, readCredentials, writeCredentials } from '../registry/credentials-file.ts'
import { openRegistry } from '../registry/registry.ts'
import { parseRegistryHost } from '../registry/registry-host.ts'
import { assertToken } from '../registry/select-token.ts'
import { loginByDevice } from './device-login.ts'
import { endSession } from './end-session.ts'
import { fetchUserName } from './fetch-user-name.ts'
import { createSessionCaller } from './session-caller.ts'

/** A token is a line of text; anything much longer is the wrong file. */
const MAX_TOKEN_BYTES = 64 * 1024

export interface LoginOptions {
  readonly isTokenOnStdin: boolean
  /** False: only the address is shown, also when there is no terminal. */
  readonly isBrowserOpened: boolean
}

/**
 * Begins a session in the browser, or tries a token and keeps it if it is good. Without a terminal the token comes from
 * standard input unless a browser was spoken of. Rejects with a Failure; then nothing has changed.
 */
export async function runLogin(io: Io, hostText: string, options: LoginOptions): Promise<ExitCode> {
  const host = parseRegistryHost(hostText)
  const isByDevice = !options.isTokenOnStdin && (io.stdin.isTerminal || !options.isBrowserOpened)
  return isByDevice ? loginInBrowser(io, host, options) : loginWithToken(io, host)
}

async function loginInBrowser(io: Io, host: string, options: LoginOptions): Promise<ExitCode> {
  const before = readCredentials(io.env).get(host)
  const session = await loginByDevice(io, host, options)
  // Stored first: who is asked renews what is stored.
  keep(io, host, { user: '', session })
  try {
    const caller = createSessionCaller(io.env, host)
    const registry = openRegistry(host, { source: 'wireproof login', openSession: async () => caller })
    const user = await fetchUserName(registry)
    const stored = readCredentials(io.env).get(host)?.session ?? session
    keep(io, host, { user, session: stored })
    // What was there before cannot be used any more; where it cannot be ended, it ends by itself.
    if (before?.session !== undefined) await endSession(host, before.session.refreshToken).catch(() => {})
    await io.stderr.write(
      `logged in to ${host} as ${printable(user)}; the session is in ${credentialsPath(io.env)}, bound to a key there\n`,
    )
    return EXIT_CODES.clean
  } catch (error) {
    if (before !== undefined) keep(io, host, before)
    throw error
  }
}

async function loginWithToken(io: Io, host: string): Promise<ExitCode> {
  const isTyped = io.stdin.isTerminal
  const source = isTyped ? 'the terminal' : 'standard input'
  const text = isTyped
    ? await io.stdin.readHiddenLine(`Token for ${host}: `)
    : new TextDecoder().decode(await io.stdin.readAll(MAX_TOKEN_BYTES))
  const token = text.trim()
  if (token === '') throw usageFailure(`there is no token on ${source}; give it as \`wireproof login ${host} < FILE\``)
  assertToken(token, source)
  const user = await fetchUserName(openRegistry(host, { token, source }))
  keep(io, host, { user, token })
  await io.stderr.write(`logged in to ${host} as ${printable(user)}; the token is in ${credentialsPath(io.env)}\n`)
  return EXIT_CODES.clean
}

function keep(io: Io, host: string, credential: Credential): void {
  writeCredentials(io.env, new Map(readCredentials(io.env)).set(host, credential))
}
