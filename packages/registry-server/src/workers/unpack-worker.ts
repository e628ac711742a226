/** The thread that unpacks plugins: one at a time, each answered by one message. */
import { parentPort } from 'node:worker_threads'
import { type UnpackJob, unpackPlugin } from './unpack-plugin.ts'
import { WORKER_READY } from './worker-pool.ts'

parentPort?.on('message', (job: UnpackJob) => {
  const result = unpackPlugin(job)
  parentPort?.postMessage(result, 'bytes' in result ? [result.bytes.buffer] : [])
})
parentPort?.postMessage(WORKER_READY)
