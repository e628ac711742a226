import type { SurveyCommit, SurveyJob, Surveyor, SurveyResult } from './commit-survey.ts'
import type { WorkerPool } from './worker-pool.ts'

/** Surveys commits in the threads of a pool. The files of a job move to the thread: the job is used up. */
export function createPooledSurveyor(pool: WorkerPool<SurveyJob, SurveyResult>): Surveyor {
  return {
    survey: (job, signal) =>
      pool.run(
        job,
        commitsOf(job).flatMap(({ files, dependencies }) => [files, ...dependencies].map(({ bytes }) => bytes.buffer)),
        signal,
      ),
  }
}

function commitsOf(job: SurveyJob): SurveyCommit[] {
  switch (job.kind) {
    case 'symbols':
    case 'image':
      return [job.commit]
    case 'retired':
      return [job.prev, job.next]
    case 'reuses':
      return [job.old, job.next]
    case 'selection':
      return []
  }
}
