import { afterEach, describe, expect, test } from 'vitest'
import { createWorkerPool, type WorkerPool, type WorkerPoolOptions } from './worker-pool.ts'

/** A worker as a module in a URL: it answers what `body` makes of the message `job`. */
const worker = (body: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(
      `import { parentPort } from 'node:worker_threads'
       parentPort.on('message', async (job) => { ${body} })
       parentPort.postMessage('ready')`,
    )}`,
  )

const ECHO =
  "if (job === 'hang') for (;;); if (job === 'die') process.exit(3); if (job === 'throw') throw new Error('boom'); if (job === 'eat') { const a = []; for (;;) a.push(new Array(1000).fill(a.length)) } parentPort.postMessage(['did', job])"
const never = new AbortController().signal

describe('a pool of workers', () => {
  let pool: WorkerPool<string, unknown>
  let failures: string[] = []
  const create = (options: Partial<WorkerPoolOptions> = {}) => {
    failures = []
    pool = createWorkerPool({
      url: worker(ECHO),
      size: 2,
      isWarm: true,
      maxQueued: 2,
      timeoutMs: 20_000,
      heapMb: 64,
      stackMb: 4,
      idleMs: 10_000,
      onFailure: (error) => failures.push(error.message),
      ...options,
    })
  }
  afterEach(() => pool.close())

  test('answers each job, and is ready once a worker is up', async () => {
    create()
    expect(await pool.run('a', [], never)).toEqual(['did', 'a'])
    expect(await Promise.all(['b', 'c', 'd'].map((job) => pool.run(job, [], never)))).toHaveLength(3)
    expect(pool.isReady()).toBe(true)
  })

  test('that is not warm starts a worker for its first job', async () => {
    create({ isWarm: false })
    expect(await pool.run('a', [], never)).toEqual(['did', 'a'])
  })

  test('ends a job that takes too long, and goes on', async () => {
    create({ timeoutMs: 300, size: 1 })
    const hanging = pool.run('hang', [], never)
    const next = pool.run('next', [], never)
    await expect(hanging).rejects.toMatchObject({ code: 'deadline_exceeded' })
    expect(await next).toEqual(['did', 'next'])
    expect(failures).toEqual([])
  })

  test('survives a job that takes too much memory', async () => {
    create({ size: 1 })
    await expect(pool.run('eat', [], never)).rejects.toMatchObject({ code: 'resource_exhausted' })
    expect(await pool.run('next', [], never)).toEqual(['did', 'next'])
  })

  test.each([
    ['die', 'a worker ended with exit code 3'],
    ['throw', 'boom'],
  ])('survives a worker that ends: %s', async (job, failure) => {
    create({ size: 1 })
    await expect(pool.run(job, [], never)).rejects.toMatchObject({ code: 'internal' })
    expect(failures).toEqual([failure])
    expect(await pool.run('next', [], never)).toEqual(['did', 'next'])
  })

  test('refuses more jobs than may wait', async () => {
    create({ size: 1, maxQueued: 1 })
    await pool.run('first', [], never)
    const [running, waiting] = [pool.run('hang', [], never), pool.run('waiting', [], never)]
    await expect(pool.run('too many', [], never)).rejects.toMatchObject({ code: 'resource_exhausted' })
    const closed = pool.close()
    await expect(running).rejects.toMatchObject({ code: 'unavailable' })
    await expect(waiting).rejects.toMatchObject({ code: 'unavailable' })
    await closed
    await expect(pool.run('late', [], never)).rejects.toMatchObject({ code: 'unavailable' })
  })

  test('drops the job of a caller who went away, running or waiting', async () => {
    create({ size: 1 })
    await pool.run('first', [], never)
    const [first, second] = [new AbortController(), new AbortController()]
    const [running, waiting] = [pool.run('hang', [], first.signal), pool.run('a', [], second.signal)]
    second.abort()
    await expect(waiting).rejects.toMatchObject({ code: 'canceled' })
    first.abort()
    await expect(running).rejects.toMatchObject({ code: 'canceled' })
    expect(await pool.run('next', [], never)).toEqual(['did', 'next'])
    await expect(pool.run('a', [], first.signal)).rejects.toMatchObject({ code: 'canceled' })
  })

  test('is not ready when workers cannot start, and says so to those who wait', async () => {
    create({ url: new URL('data:text/javascript,throw new Error("broken")') })
    await expect(pool.run('a', [], never)).rejects.toMatchObject({ code: 'internal' })
    expect(pool.isReady()).toBe(false)
    expect(failures).toContain('broken')
  })

  test('ends a worker without work, and starts another one for the next job', async () => {
    create({ idleMs: 20, size: 1 })
    await pool.run('a', [], never)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(pool.isReady()).toBe(true)
    expect(await pool.run('b', [], never)).toEqual(['did', 'b'])
    expect(failures).toEqual([])
  })

  test('moves memory instead of copying it', async () => {
    create({ url: worker('parentPort.postMessage(job.byteLength)') })
    const buffer = new ArrayBuffer(10)
    expect(await pool.run(buffer as unknown as string, [buffer], never)).toBe(10)
    expect(buffer.byteLength).toBe(0)
  })
})
