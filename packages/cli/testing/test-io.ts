import type { Io } from '../src/io.ts'

/** A world for one run that keeps what is written. */
export interface TestIo extends Io {
  readonly written: { out: string; err: string }
}

export interface TestIoOptions {
  readonly cwd?: string
  readonly env?: Io['env']
  readonly stdin?: string | Uint8Array
  /** What is typed on a terminal; without it standard input is none. */
  readonly typed?: string
}

/** Makes a world without terminals, in which nothing of the real environment is seen. */
export function createTestIo(options: TestIoOptions = {}): TestIo {
  const written = { out: '', err: '' }
  const decode = (data: string | Uint8Array) => (typeof data === 'string' ? data : Buffer.from(data).toString('latin1'))
  return {
    written,
    cwd: options.cwd ?? process.cwd(),
    env: { HOME: '/nonexistent', ...options.env },
    stdin: {
      isTerminal: options.typed !== undefined,
      readAll: async () => Buffer.from(options.stdin ?? ''),
      readHiddenLine: async () => options.typed ?? '',
    },
    stdout: {
      isTerminal: false,
      write: async (data) => {
        written.out += decode(data)
      },
    },
    stderr: {
      isTerminal: false,
      write: async (data) => {
        written.err += decode(data)
      },
    },
  }
}
