/** The thread that surveys stored commits: one job at a time, each answered by one message. */
import { parentPort } from 'node:worker_threads'
import { type SurveyJob, survey } from './commit-survey.ts'
import { WORKER_READY } from './worker-pool.ts'

parentPort?.on('message', (job: SurveyJob) => {
  // An error that escapes ends the thread, which the pool reports; a thread that failed once is not used again.
  parentPort?.postMessage(survey(job))
})
parentPort?.postMessage(WORKER_READY)
