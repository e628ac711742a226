import { Worker } from 'node:worker_threads'
import { RegistryError } from '../../registry-error.ts'
import type { StatementResult } from './statement-cache.ts'
import type { WriterAnswer, WriterData, WriterRequest } from './writer-messages.ts'

/** Runs statements one after the other on a connection that writes. */
export interface Writer {
  /** Rejects with what SQLite says, or with RegistryError `unavailable` when the thread is gone: nothing was written. */
  run(sql: string, parameters: readonly unknown[]): Promise<StatementResult>
}

/**
 * The connection that writes, in a thread of its own: a large commit takes tens of milliseconds, and waits for the disk,
 * during which the thread that answers requests must not stand still. A thread that died is replaced; what it had begun
 * is rolled back by SQLite.
 */
export class WriterThread {
  readonly #url: URL
  readonly #data: WriterData
  #current: RunningWriter | undefined
  #isClosed = false

  /** `url` is the built module `writer-worker`. */
  constructor(url: URL, data: WriterData) {
    this.#url = url
    this.#data = data
  }

  /** The thread that runs now: a transaction stays with the one that it began in. */
  current(): Writer {
    if (this.#isClosed) throw new RegistryError('unavailable', 'the registry is shutting down')
    if (this.#current === undefined || this.#current.isGone) {
      this.#current = new RunningWriter(new Worker(this.#url, { workerData: this.#data }))
    }
    return this.#current
  }

  /** Ends the thread once it has done everything that it was asked for. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#current?.close()
  }
}

interface Waiting {
  readonly resolve: (result: StatementResult) => void
  readonly reject: (error: unknown) => void
}

class RunningWriter implements Writer {
  readonly #worker: Worker
  readonly #waiting: Waiting[] = []
  readonly #ended: Promise<void>
  isGone = false

  constructor(worker: Worker) {
    this.#worker = worker
    // It must not keep a process alive that is otherwise done.
    worker.unref()
    worker.on('message', (answer: WriterAnswer) => this.#settle(answer))
    // What went wrong is told to those who wait, when it exits.
    worker.on('error', () => {})
    this.#ended = new Promise((resolve) => {
      worker.once('exit', () => {
        this.isGone = true
        for (const { reject } of this.#waiting.splice(0)) reject(gone())
        resolve()
      })
    })
  }

  run(sql: string, parameters: readonly unknown[]): Promise<StatementResult> {
    if (this.isGone) return Promise.reject(gone())
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      this.#worker.ref()
      const request: WriterRequest = { sql, parameters }
      this.#worker.postMessage(request)
    })
  }

  async close(): Promise<void> {
    if (!this.isGone) this.#worker.postMessage('close' satisfies WriterRequest)
    await this.#ended
  }

  #settle(answer: WriterAnswer): void {
    const waiting = this.#waiting.shift()
    if (this.#waiting.length === 0) this.#worker.unref()
    if ('error' in answer) {
      const { message, code } = answer.error
      waiting?.reject(Object.assign(new Error(message), code === undefined ? {} : { code }))
    } else waiting?.resolve({ ...answer.result, rows: answer.result.rows.map(withBuffers) })
  }
}

/** Between threads a Buffer becomes a Uint8Array. */
function withBuffers(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row
  const columns = row as Record<string, unknown>
  for (const [name, value] of Object.entries(columns)) {
    if (value instanceof Uint8Array) columns[name] = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  }
  return columns
}

function gone(): RegistryError {
  return new RegistryError('unavailable', 'the database of the registry was not reached; nothing was stored, try again')
}
