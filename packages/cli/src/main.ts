/** What the launcher runs: the program, and the process that it runs in. */
export { processIo } from './io.ts'
export { runProgram } from './program.ts'
