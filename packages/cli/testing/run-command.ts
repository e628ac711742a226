import { runProgram } from '../src/program.ts'
import { createTestIo, type TestIoOptions } from './test-io.ts'

export interface CommandResult {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a command in this process, in a world of its own. */
export async function runCommand(args: readonly string[], options?: TestIoOptions): Promise<CommandResult> {
  const io = createTestIo(options)
  const code = await runProgram(args, io)
  return { code, ...io.written }
}
