import type { Io } from '../io.ts'
import { printable } from '../printable.ts'
import { colorsFor } from './colors.ts'

/** Tells on standard error something that stops nothing. */
export async function writeNote(io: Io, message: string): Promise<void> {
  await io.stderr.write(`${colorsFor(io.stderr, io.env).dim('note:')} ${printable(message)}\n`)
}

/** Warns on standard error. */
export async function writeWarning(io: Io, message: string): Promise<void> {
  await io.stderr.write(`${colorsFor(io.stderr, io.env).yellow('warning:')} ${printable(message)}\n`)
}

/** Says on standard error why the run ends. Each line of the message is a problem of its own. */
export async function writeError(io: Io, message: string): Promise<void> {
  const label = colorsFor(io.stderr, io.env).red('error:')
  const lines = message.split('\n').map((line) => `${label} ${printable(line)}\n`)
  await io.stderr.write(lines.join(''))
}

/** Shows on standard error what is being done, if a person is watching there; `clear` takes the line away, once. */
export function startProgress(io: Io, message: string): { clear(): Promise<void> } {
  if (!io.stderr.isTerminal || io.env.TERM === 'dumb') return { clear: async () => {} }
  let shown: Promise<void> | undefined = io.stderr.write(`${printable(message)}…`)
  return {
    async clear() {
      const before = shown
      shown = undefined
      if (before === undefined) return
      await before
      await io.stderr.write('\r\x1b[K')
    },
  }
}
