import { describedCommand, type MakeCommand } from './command.ts'

/** `wireproof whoami`: as whom does a registry know me? */
export const whoamiCommand: MakeCommand = ({ io, finish }) =>
  describedCommand('whoami', {
    summary: 'show as whom a registry knows you',
    description: 'Asks a registry whose token is in use, and prints the user name. Works as a test of a token, too.',
    examples: [['wireproof whoami registry.example.com', 'who am I there?']],
  })
    .argument('[host]', 'host[:port] of the registry (default: the only one you are logged in to)')
    .action(async (host: string | undefined) => {
      const { runWhoami } = await import('../session/run-whoami.ts')
      finish(await runWhoami(io, host))
    })
