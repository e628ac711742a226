/** What the launcher runs: the program, and the process that it runs in. */
export { processIo } from './io.ts'
export { runProgram } from './program.ts'

/** What a second thread of a build runs. */
export async function runBuildThread(): Promise<void> {
  const thread = await import('./build/build-thread.ts')
  thread.runBuildThread()
}
