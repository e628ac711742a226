import { spawnSync } from 'node:child_process'
import { errnoOf, usageFailure } from '../failure.ts'
import { describeErrno, type Io } from '../io.ts'
import { MAX_INPUT_BYTES } from './limits.ts'

export interface GitResult {
  readonly isOk: boolean
  readonly stdout: Buffer
  readonly stderr: string
}

export interface GitSurroundings {
  readonly cwd: string
  readonly env: Io['env']
  /** What git reads from its standard input. */
  readonly input: string | undefined
}

/** The listing of a large repository and the bytes of its files arrive in one piece. */
const MAX_OUTPUT_BYTES = MAX_INPUT_BYTES + 64 * 1024 ** 2

/** A git that waits for something that will not come (a lock, a network drive) must not hang a pipeline. */
const TIMEOUT_MS = 10 * 60_000

/**
 * Runs git without a shell and without a way to ask for anything. A failing git is an answer; the Failure is for a git
 * that is not there, does not end or says too much.
 */
export function runGit(args: readonly string[], surroundings: GitSurroundings): GitResult {
  const { cwd, env, input } = surroundings
  const result = spawnSync('git', args, {
    cwd,
    input,
    maxBuffer: MAX_OUTPUT_BYTES,
    timeout: TIMEOUT_MS,
    windowsHide: true,
    env: { ...env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' },
  })
  if (result.error !== undefined) {
    const code = errnoOf(result.error)
    if (code === 'ENOENT') {
      throw usageFailure(
        'git is not installed or not on the PATH; install it, or give a folder, an image or an archive',
      )
    }
    if (code === 'ENOBUFS') throw usageFailure(`git gave more than ${MAX_OUTPUT_BYTES} bytes; choose a smaller subdir`)
    if (code === 'ETIMEDOUT') throw usageFailure(`git did not end within ${TIMEOUT_MS / 60_000} minutes`)
    throw usageFailure(`cannot run git: ${describeErrno(result.error)}`, { cause: result.error })
  }
  return { isOk: result.status === 0, stdout: result.stdout, stderr: result.stderr.toString('utf8').trim() }
}
