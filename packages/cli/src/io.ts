import { fstatSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import { isatty } from 'node:tty'
import { errnoOf, usageFailure } from './failure.ts'

export interface Output {
  readonly isTerminal: boolean
  /** Resolves when the data has been taken; rejects with a Failure when it cannot be (a full disk, say). */
  write(data: string | Uint8Array): Promise<void>
}

export interface Input {
  readonly isTerminal: boolean
  /** Everything up to the end; rejects with a Failure when there are more bytes than `maxBytes`. */
  readAll(maxBytes: number): Promise<Uint8Array>
  /** Asks on the terminal for one line without showing it. */
  readHiddenLine(prompt: string): Promise<string>
}

/** The world around one run of the command: the only door to the process, so that tests can put another there. */
export interface Io {
  /** Absolute path of the working directory. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: Input
  /** For the report and nothing else. */
  readonly stdout: Output
  /** For everything else: errors, diagnostics, notes, progress. */
  readonly stderr: Output
  /** The script that a second thread of a build starts with; undefined where there is none, and one thread does it all. */
  readonly threadScript?: string | undefined
}

/** The real process. A stream of it is opened when it is first used: it takes milliseconds, and few runs need all. */
export function processIo(threadScript?: string): Io {
  return {
    cwd: process.cwd(),
    env: process.env,
    stdin: {
      get isTerminal() {
        return isTerminal(0)
      },
      readAll: (maxBytes) => readStream(process.stdin, maxBytes),
      readHiddenLine: (prompt) => readHiddenLine(prompt),
    },
    stdout: outputOf(1, () => process.stdout, 'standard output'),
    stderr: outputOf(2, () => process.stderr, 'standard error'),
    threadScript,
  }
}

/** Whether a file descriptor is a terminal. What is no device is none, and that is known without loading streams. */
function isTerminal(descriptor: number): boolean {
  return (process.platform === 'win32' || fstatSync(descriptor).isCharacterDevice()) && isatty(descriptor)
}

function outputOf(descriptor: number, open: () => NodeJS.WriteStream, name: string): Output {
  let opened: NodeJS.WriteStream | undefined
  const stream = () => {
    // Without a listener a failed write would end the process with a stack trace; the callback below reports it.
    opened ??= open().on('error', () => {})
    return opened
  }
  return {
    get isTerminal() {
      return isTerminal(descriptor)
    },
    write: (data) =>
      new Promise((resolve, reject) => {
        if (data.length === 0) return resolve()
        stream().write(data, (error) => {
          // A reader that has seen enough (`| head`) is no failure: the exit code still says what was found.
          if (!error || errnoOf(error) === 'EPIPE') resolve()
          else reject(usageFailure(`cannot write to ${name}: ${describeErrno(error)}`, { cause: error }))
        })
      }),
  }
}

/** What a system error means and what to do, in words. */
export function describeErrno(error: unknown): string {
  const code = errnoOf(error)
  const known = code === undefined ? undefined : ERRNO_TEXTS[code]
  if (known !== undefined) return known
  return error instanceof Error ? error.message : String(error)
}

const ERRNO_TEXTS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied; check who owns it and its mode',
  EPERM: 'operation not permitted; check who owns it and its mode',
  ENOENT: 'no such file or folder; check the path',
  ENOTDIR: 'a part of the path is a file, not a folder; check the path',
  EISDIR: 'it is a folder; give the path of a file',
  ENOSPC: 'no space left on the device; free some and try again',
  EDQUOT: 'the disk quota is used up; free some space and try again',
  EFBIG: 'the file would be larger than the file system allows',
  EROFS: 'the file system is read-only; choose another place',
  EMFILE: 'too many open files; raise the limit (ulimit -n)',
  ENAMETOOLONG: 'the path is too long',
  ELOOP: 'symbolic links lead in a circle',
  EIO: 'the device reports an input/output error',
}

async function readStream(stream: NodeJS.ReadStream, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of stream) {
      const bytes: Uint8Array = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      size += bytes.length
      if (size > maxBytes)
        throw usageFailure(`standard input has more than the ${maxBytes} bytes that are read from it`)
      chunks.push(bytes)
    }
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    throw usageFailure(`cannot read standard input: ${describeErrno(error)}`, { cause: error })
  }
  return Buffer.concat(chunks)
}

/** Keys that a terminal in raw mode hands over instead of acting on them. */
const KEYS = { interrupt: '\x03', endOfInput: '\x04', backspace: '\x7f', erase: '\b' } as const

async function readHiddenLine(prompt: string): Promise<string> {
  const { stdin, stderr } = process
  stderr.write(prompt)
  stdin.setRawMode(true)
  const decoder = new StringDecoder('utf8')
  let line = ''
  try {
    for await (const chunk of stdin) {
      for (const key of decoder.write(chunk)) {
        if (key === '\r' || key === '\n' || key === KEYS.endOfInput) return line
        if (key === KEYS.interrupt) throw usageFailure('interrupted')
        if (key === KEYS.backspace || key === KEYS.erase) line = line.slice(0, -1)
        else line += key
      }
    }
    return line
  } finally {
    stdin.setRawMode(false)
    stdin.pause()
    stderr.write('\n')
  }
}
