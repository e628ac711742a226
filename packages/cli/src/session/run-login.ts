import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { usageFailure } from '../failure.ts'
import type { Io } from '../io.ts'
import { printable } from '../printable.ts'
import { credentialsPath, readCredentials, writeCredentials } from '../registry/credentials-file.ts'
import { openRegistry } from '../registry/registry.ts'
import { parseRegistryHost } from '../registry/registry-host.ts'
import { assertToken } from '../registry/select-token.ts'
import { fetchUserName } from './fetch-user-name.ts'

/** A token is a line of text; anything much longer is the wrong file. */
const MAX_TOKEN_BYTES = 64 * 1024

/** Tries a token on a registry and stores it if it is good. Rejects with a Failure; then nothing has changed. */
export async function runLogin(io: Io, hostText: string, options: { isTokenOnStdin: boolean }): Promise<ExitCode> {
  const host = parseRegistryHost(hostText)
  const isTyped = io.stdin.isTerminal && !options.isTokenOnStdin
  const source = isTyped ? 'the terminal' : 'standard input'
  const text = isTyped
    ? await io.stdin.readHiddenLine(`Token for ${host}: `)
    : new TextDecoder().decode(await io.stdin.readAll(MAX_TOKEN_BYTES))
  const token = text.trim()
  if (token === '') throw usageFailure(`there is no token on ${source}; give it as \`wireproof login ${host} < FILE\``)
  assertToken(token, source)
  const user = await fetchUserName(openRegistry(host, { token, source }))
  writeCredentials(io.env, new Map(readCredentials(io.env)).set(host, { user, token }))
  await io.stderr.write(`logged in to ${host} as ${printable(user)}; the token is in ${credentialsPath(io.env)}\n`)
  return EXIT_CODES.clean
}
