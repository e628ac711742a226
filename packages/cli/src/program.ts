import { Command, CommanderError } from 'commander'
import { buildCommand } from './commands/build.ts'
import { checkCommand } from './commands/check.ts'
import type { CommandContext } from './commands/command.ts'
import { diffCommand } from './commands/diff.ts'
import { explainCommand } from './commands/explain.ts'
import { lintCommand } from './commands/lint.ts'
import { loginCommand } from './commands/login.ts'
import { logoutCommand } from './commands/logout.ts'
import { lsCommand } from './commands/ls.ts'
import { policyCommand } from './commands/policy.ts'
import { pullCommand } from './commands/pull.ts'
import { pushCommand } from './commands/push.ts'
import { searchCommand } from './commands/search.ts'
import { sessionsCommand } from './commands/sessions.ts'
import { tokensCommand } from './commands/tokens.ts'
import { whoamiCommand } from './commands/whoami.ts'
import { describeExitCodes, EXIT_CODES, type ExitCode } from './exit-code.ts'
import { Failure } from './failure.ts'
import type { Io } from './io.ts'
import { writeError } from './output/notes.ts'
import { VERSION } from './version.ts'

/** All commands, in the order in which one meets them. */
const COMMANDS = [
  checkCommand,
  diffCommand,
  lintCommand,
  explainCommand,
  buildCommand,
  pushCommand,
  pullCommand,
  lsCommand,
  searchCommand,
  policyCommand,
  loginCommand,
  logoutCommand,
  whoamiCommand,
  sessionsCommand,
  tokensCommand,
]

/** Where to tell of a bug. */
const REPORT_TEXT = 'please report it with the command and the output of `wireproof --version`'

/**
 * Runs the command that `args` (without the program's own name) ask for and resolves to its exit code. Never rejects:
 * what goes wrong has been told on standard error then, a bug of our own with its stack if WIREPROOF_DEBUG is set.
 */
export async function runProgram(args: readonly string[], io: Io): Promise<ExitCode> {
  const output: CommandOutput = { out: '', err: '' }
  let code: ExitCode = EXIT_CODES.clean
  try {
    const program = createProgram({ io, finish: (result) => (code = result) }, output)
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    code = await tellError(io, error, output)
  }
  return code
}

/** What commander would have written; it goes out in one piece, where a failing write is noticed. */
interface CommandOutput {
  out: string
  err: string
}

function createProgram(context: CommandContext, output: CommandOutput): Command {
  const program = new Command('wireproof')
  const { io } = context
  const settings = {
    writeOut: (text: string) => {
      output.out += text
    },
    writeErr: (text: string) => {
      output.err += text
    },
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  }
  program
    .description('Finds every breaking change of your Protobuf schemas before it ships.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'explain the command')
    .helpCommand('help [command]', 'explain a command')
    .showHelpAfterError('(see --help)')
    .showSuggestionAfterError()
    .configureOutput(settings)
    .exitOverride()
    .addHelpText('after', GUIDE)
  for (const makeCommand of COMMANDS) {
    const command = makeCommand({ io, finish: context.finish })
    adopt(program, command)
    program.addCommand(command)
  }
  return program
}

/** Hands the settings of a command down to one below it, and to those below that. */
function adopt(parent: Command, command: Command): void {
  command.copyInheritedSettings(parent).helpOption('-h, --help', 'explain this command')
  for (const child of command.commands) adopt(command, child)
}

const GUIDE = `
Getting started:
  $ wireproof check --against .git#branch=main    # in a folder with a buf.yaml, no server needed
  $ wireproof login registry.example.com          # then, with "name: registry.example.com/acme/orders" in buf.yaml:
  $ wireproof push --create                       # the first version
  $ wireproof check                               # in CI: fails on a breaking change
  $ wireproof help check                          # examples and flags of a command

${describeExitCodes()}

Environment:
  WIREPROOF_TOKEN   token for the registry that the command is about, or a list: token@host,token@host
  WIREPROOF_DEBUG   set to anything to see the stack of an internal error
  NODE_EXTRA_CA_CERTS   file with the certificate of a private CA
  NO_COLOR          no colours, even on a terminal`

async function tellError(io: Io, error: unknown, output: CommandOutput): Promise<ExitCode> {
  if (error instanceof CommanderError) {
    try {
      await io.stdout.write(output.out)
      await io.stderr.write(output.err)
      return error.exitCode === 0 ? EXIT_CODES.clean : EXIT_CODES.usage
    } catch (failed) {
      return tellError(io, failed, output)
    }
  }
  // When not even this can be written, the exit code still says it.
  await tellFailure(io, error).catch(() => {})
  return error instanceof Failure ? error.exitCode : EXIT_CODES.internal
}

async function tellFailure(io: Io, error: unknown): Promise<void> {
  if (error instanceof Failure) return writeError(io, error.message)
  const text = error instanceof Error ? error.message : String(error)
  await writeError(io, `internal error: ${text.split('\n', 1)[0]}; ${REPORT_TEXT}`)
  if (io.env.WIREPROOF_DEBUG) await io.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
}
