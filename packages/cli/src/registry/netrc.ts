import { readFileSync } from 'node:fs'
import { homedir, platform } from 'node:os'
import { join } from 'node:path'
import type { Io } from '../io.ts'

/**
 * The password that a netrc file holds for a `host[:port]`, which is where `buf registry login` puts its token.
 * Undefined when there is no file, none that can be read, or no entry for exactly this host: a `default` entry is meant
 * for other things than a registry's token.
 * Source: the netrc format (GNU inetutils manual, "The .netrc file"); the file's place as buf looks for it.
 */
export function findNetrcPassword(env: Io['env'], host: string): string | undefined {
  const name = platform() === 'win32' ? '_netrc' : '.netrc'
  let text: string
  try {
    text = readFileSync(env.NETRC || join(env.HOME || homedir(), name), 'utf8')
  } catch {
    return undefined
  }
  return parseNetrc(text).get(host)
}

function parseNetrc(text: string): Map<string, string> {
  const passwords = new Map<string, string>()
  let machine: string | undefined
  // A macro definition goes on to the next empty line and may hold anything.
  const tokens = text.replace(/^\s*macdef\b[\s\S]*?(\n\s*\n|$)/gm, '').split(/\s+/)
  for (let index = 0; index < tokens.length; index++) {
    const word = tokens[index]
    if (word === 'default') machine = undefined
    else if (word === 'machine') machine = tokens[++index]
    else if (word === 'login' || word === 'account') index++
    else if (word === 'password') {
      const password = tokens[++index]
      if (machine !== undefined && password && !passwords.has(machine)) passwords.set(machine, password)
    }
  }
  return passwords
}
