import { describedCommand, type MakeCommand } from './command.ts'

/** `wireproof login`: remember a token for a registry. */
export const loginCommand: MakeCommand = ({ io, finish }) =>
  describedCommand('login', {
    summary: 'remember a token for a registry',
    description:
      'Asks for a token, tries it, and keeps it in credentials.json under $XDG_CONFIG_HOME/wireproof ' +
      '(~/.config/wireproof), which only you can read. The token is typed in unseen or comes from standard input; it is ' +
      'never an argument, since those are shown to everybody on the machine.',
    examples: [
      ['wireproof login registry.example.com', 'type the token in'],
      ['wireproof login localhost:8080 < data/admin-token', 'from a file'],
    ],
  })
    .argument('<host>', 'host[:port] of the registry')
    .option('--token-stdin', 'read the token from standard input, even if that is a terminal')
    .action(async (host: string, flags: { tokenStdin?: boolean }) => {
      const { runLogin } = await import('../session/run-login.ts')
      finish(await runLogin(io, host, { isTokenOnStdin: flags.tokenStdin === true }))
    })
