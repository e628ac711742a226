import { Option } from 'commander'
import { describedCommand, type MakeCommand } from './command.ts'

/** `wireproof whoami`: as whom does a registry know me? */
export const whoamiCommand: MakeCommand = ({ io, finish }) =>
  describedCommand('whoami', {
    summary: 'show as whom a registry knows you',
    description:
      'Asks a registry whose token or session is in use, and prints the user name; with --long also what it is, what it ' +
      'may do, and when it ends. Works as a test of a token, too.',
    examples: [
      ['wireproof whoami registry.example.com', 'who am I there?'],
      ['wireproof whoami --long', 'and what may I do, until when?'],
    ],
  })
    .argument('[host]', 'host[:port] of the registry (default: the only one you are logged in to)')
    .option('--long', 'show the credential, its scopes and its end')
    .addOption(new Option('--format <format>', 'of the answer').choices(['text', 'json']).default('text'))
    .action(async (host: string | undefined, flags: { long?: boolean; format: 'text' | 'json' }) => {
      const { runWhoami } = await import('../session/run-whoami.ts')
      finish(await runWhoami(io, host, { format: flags.format, isLong: flags.long === true }))
    })
