/** The thread that checks pushes: one job at a time, each answered by one message. */
import { parentPort } from 'node:worker_threads'
import { MAX_CACHED_SOURCE_BYTES } from '../limits.ts'
import { checkPush } from './check-push.ts'
import { ModuleCaches } from './module-caches.ts'
import type { PushJob } from './push-check.ts'
import { WORKER_READY } from './worker-pool.ts'

const caches = new ModuleCaches(MAX_CACHED_SOURCE_BYTES)

parentPort?.on('message', (job: PushJob) => {
  // An error that escapes ends the thread, which the pool reports; a thread that failed once is not used again.
  parentPort?.postMessage(checkPush(job, caches))
  caches.trim()
})
parentPort?.postMessage(WORKER_READY)
