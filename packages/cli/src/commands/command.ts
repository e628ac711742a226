import { Command } from 'commander'
import type { ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'

/** What a command needs of the program that it is part of. */
export interface CommandContext {
  readonly io: Io
  /** Takes the exit code of the command that ran. */
  finish(code: ExitCode): void
}

/** Makes the commander command of one file in this folder. */
export type MakeCommand = (context: CommandContext) => Command

/** A command with its one-line summary, a longer description and examples (command line and what it does). */
export function describedCommand(
  name: string,
  texts: { summary: string; description: string; examples: readonly (readonly [line: string, meaning: string])[] },
): Command {
  const examples = texts.examples.map(([line, meaning]) => `  # ${meaning}\n  $ ${line}`)
  return new Command(name)
    .summary(texts.summary)
    .description(texts.description)
    .addHelpText('after', `\nExamples:\n${examples.join('\n\n')}`)
}
