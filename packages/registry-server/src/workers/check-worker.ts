/** The thread that checks pushes: one job at a time, each answered by one message. */
import { parentPort } from 'node:worker_threads'
import { checkPush } from './check-push.ts'
import type { PushJob } from './push-check.ts'
import { WORKER_READY } from './worker-pool.ts'

parentPort?.on('message', (job: PushJob) => {
  // An error that escapes ends the thread, which the pool reports; a thread that failed once is not used again.
  parentPort?.postMessage(checkPush(job))
})
parentPort?.postMessage(WORKER_READY)
