import type { PackedFiles } from './packed-files.ts'
import type { PushChecker, PushJob, PushVerdict } from './push-check.ts'
import type { WorkerPool } from './worker-pool.ts'

/** Checks pushes in the threads of a pool. The files of a job move to the thread: the job is used up. */
export function createPooledChecker(pool: WorkerPool<PushJob, PushVerdict>): PushChecker {
  return {
    check: (job, signal) =>
      pool.run(
        job,
        [...filesOf(job)].map(({ bytes }) => bytes.buffer),
        signal,
      ),
  }
}

function* filesOf(job: PushJob): Iterable<PackedFiles> {
  for (const { files, heads } of job.contents) {
    yield files
    for (const head of heads) yield head.files
  }
  for (const { files } of [...job.dependencies, ...job.headDependencies]) yield files
}
