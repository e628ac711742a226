import { Worker } from 'node:worker_threads'
import { RegistryError } from '../registry-error.ts'

/** The first message of a worker: it has loaded everything and waits for a job. */
export const WORKER_READY = 'ready'

export interface WorkerPoolOptions {
  /** A JavaScript module that posts `WORKER_READY`, then answers each message by one. */
  readonly url: URL
  readonly size: number
  /** Whether a worker is started before there is a job: for what people wait for. Loading one takes a second of a core. */
  readonly isWarm: boolean
  readonly maxQueued: number
  /** Time of one job in a worker; waiting is not counted. */
  readonly timeoutMs: number
  readonly heapMb: number
  readonly stackMb: number
  /** A worker that has had nothing to do for so long is ended: its heap stays as large as its largest job. */
  readonly idleMs: number
  /** Told of workers that die other than by a limit or on request. */
  readonly onFailure: (error: Error) => void
}

export interface WorkerPool<Job, Result> {
  /**
   * Rejects with RegistryError: `resource_exhausted` when too many jobs wait or one needs too much memory,
   * `deadline_exceeded` when it takes too long, `canceled` when the signal is aborted, `unavailable` after `close`,
   * `internal` when the worker dies otherwise.
   */
  run(job: Job, transfer: readonly ArrayBuffer[], signal: AbortSignal): Promise<Result>
  /** Whether the last worker that was started came up. */
  isReady(): boolean
  /** Ends all workers; jobs under way and waiting are rejected. */
  close(): Promise<void>
}

interface Task {
  readonly job: unknown
  readonly transfer: readonly ArrayBuffer[]
  readonly resolve: (result: unknown) => void
  readonly reject: (error: unknown) => void
}

interface Slot {
  readonly worker: Worker
  ready: boolean
  task: Task | undefined
  /** Ends the worker: of a job that takes too long, or when there has been none for a while. */
  timer: NodeJS.Timeout | undefined
}

/** Starts a pool, with one worker if it is warm; more are started when jobs wait. */
export function createWorkerPool<Job, Result>(options: WorkerPoolOptions): WorkerPool<Job, Result> {
  const pool = new Pool(options)
  if (options.isWarm) pool.start()
  return {
    run: (job, transfer, signal) => pool.run(job, transfer, signal) as Promise<Result>,
    isReady: () => pool.isReady(),
    close: () => pool.close(),
  }
}

class Pool {
  readonly #options: WorkerPoolOptions
  readonly #slots = new Set<Slot>()
  readonly #queue: Task[] = []
  #lastStartWorked = false
  #closed = false

  constructor(options: WorkerPoolOptions) {
    this.#options = options
  }

  isReady(): boolean {
    // After a failed start nobody else would try again: only a ready server is sent pushes.
    if (!this.#lastStartWorked && this.#slots.size === 0 && !this.#closed) this.start()
    return this.#lastStartWorked && !this.#closed
  }

  run(job: unknown, transfer: readonly ArrayBuffer[], signal: AbortSignal): Promise<unknown> {
    if (this.#closed) return Promise.reject(shuttingDown())
    if (signal.aborted) return Promise.reject(canceled())
    const isBusy = this.#idle() === undefined && this.#slots.size >= this.#options.size
    if (isBusy && this.#queue.length >= this.#options.maxQueued) {
      return Promise.reject(
        new RegistryError('resource_exhausted', 'the registry is checking too many pushes at once; try again later'),
      )
    }
    return this.#enqueue(job, transfer, signal)
  }

  async #enqueue(job: unknown, transfer: readonly ArrayBuffer[], signal: AbortSignal): Promise<unknown> {
    let abort = () => {}
    try {
      return await new Promise((resolve, reject) => {
        const task: Task = { job, transfer, resolve, reject }
        abort = () => this.#cancel(task)
        signal.addEventListener('abort', abort)
        this.#queue.push(task)
        this.#dispatch()
      })
    } finally {
      signal.removeEventListener('abort', abort)
    }
  }

  start(): void {
    const worker = new Worker(this.#options.url, {
      resourceLimits: { maxOldGenerationSizeMb: this.#options.heapMb, stackSizeMb: this.#options.stackMb },
      // What a thread prints would end up between the lines of the log.
      stdout: true,
      stderr: true,
    })
    const slot: Slot = { worker, ready: false, task: undefined, timer: undefined }
    this.#slots.add(slot)
    worker.on('message', (message) => this.#receive(slot, message))
    worker.on('error', (error) => this.#fail(slot, toError(error)))
    worker.on('exit', (code) => this.#fail(slot, new Error(`a worker ended with exit code ${code}`)))
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const task of this.#queue.splice(0)) task.reject(shuttingDown())
    await Promise.all(Array.from(this.#slots, (slot) => this.#discard(slot, shuttingDown())))
  }

  #idle(): Slot | undefined {
    for (const slot of this.#slots) if (slot.ready && slot.task === undefined) return slot
    return undefined
  }

  #dispatch(): void {
    for (let slot = this.#idle(); slot !== undefined && this.#queue.length > 0; slot = this.#idle()) {
      this.#assign(slot, this.#queue.shift() as Task)
    }
    const starting = [...this.#slots].filter(({ ready }) => !ready).length
    if (this.#queue.length > starting && this.#slots.size < this.#options.size && !this.#closed) this.start()
  }

  #assign(slot: Slot, task: Task): void {
    clearTimeout(slot.timer)
    slot.task = task
    slot.timer = setTimeout(() => {
      const seconds = Math.round(this.#options.timeoutMs / 1000)
      const message = `the check took longer than the ${seconds} s that the registry allows; push fewer files at once`
      void this.#discard(slot, new RegistryError('deadline_exceeded', message)).then(() => this.#dispatch())
    }, this.#options.timeoutMs)
    slot.worker.postMessage(task.job, [...task.transfer])
  }

  #receive(slot: Slot, message: unknown): void {
    if (message === WORKER_READY) {
      slot.ready = true
      this.#lastStartWorked = true
    } else {
      clearTimeout(slot.timer)
      const { task } = slot
      slot.task = undefined
      task?.resolve(message)
    }
    this.#dispatch()
    if (message !== WORKER_READY && slot.task === undefined) this.#retireLater(slot)
  }

  #retireLater(slot: Slot): void {
    slot.timer = setTimeout(() => void this.#discard(slot, shuttingDown()), this.#options.idleMs)
    slot.timer.unref()
  }

  /** A worker that ended by itself. */
  #fail(slot: Slot, error: Error): void {
    if (!this.#slots.has(slot)) return
    const isOutOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    if (!isOutOfMemory) this.#options.onFailure(error)
    if (!slot.ready) {
      this.#lastStartWorked = false
      // Those who wait would wait for ever: a worker that cannot start will not start the next time either.
      for (const task of this.#queue.splice(0)) task.reject(died(error))
    }
    void this.#discard(slot, isOutOfMemory ? outOfMemory(this.#options.heapMb, error) : died(error)).then(() =>
      this.#dispatch(),
    )
  }

  #cancel(task: Task): void {
    const position = this.#queue.indexOf(task)
    if (position >= 0) {
      this.#queue.splice(position, 1)
      task.reject(canceled())
      return
    }
    for (const slot of this.#slots) {
      if (slot.task === task) void this.#discard(slot, canceled()).then(() => this.#dispatch())
    }
  }

  async #discard(slot: Slot, reason: RegistryError): Promise<void> {
    this.#slots.delete(slot)
    clearTimeout(slot.timer)
    slot.task?.reject(reason)
    slot.task = undefined
    await slot.worker.terminate()
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}

function canceled(): RegistryError {
  return new RegistryError('canceled', 'the caller went away')
}

function shuttingDown(): RegistryError {
  return new RegistryError('unavailable', 'the registry is shutting down; try again')
}

function outOfMemory(heapMb: number, cause: Error): RegistryError {
  const message = `the check needs more memory than the ${heapMb} MB that the registry allows; push fewer files at once`
  return new RegistryError('resource_exhausted', message, { cause })
}

function died(cause: Error): RegistryError {
  return new RegistryError('internal', 'the check ended unexpectedly; the log of the registry says why', { cause })
}
