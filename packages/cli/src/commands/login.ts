import { describedCommand, type MakeCommand } from './command.ts'

interface LoginFlags {
  readonly tokenStdin?: boolean
  readonly browser: boolean
}

/** `wireproof login`: sign in to a registry, or remember a token for it. */
export const loginCommand: MakeCommand = ({ io, finish }) =>
  describedCommand('login', {
    summary: 'sign in to a registry',
    description:
      'On a terminal, opens the registry in a browser, where you sign in and approve a code; what you get is a session ' +
      'that renews itself, and that is worth nothing without a key which stays on this machine. Elsewhere, or with ' +
      '--token-stdin, it tries a token and remembers it. Both are kept in credentials.json under ' +
      '$XDG_CONFIG_HOME/wireproof (~/.config/wireproof), which only you can read. A token is never an argument, since those ' +
      'are shown to everybody on the machine.',
    examples: [
      ['wireproof login registry.example.com', 'in the browser'],
      ['wireproof login registry.example.com --no-browser', 'on a machine without one: open the address anywhere'],
      ['wireproof login localhost:8080 < data/admin-token', 'with a token from a file, as in CI'],
    ],
  })
    .argument('<host>', 'host[:port] of the registry')
    .option('--token-stdin', 'read a token from standard input; on a terminal, type it in unseen')
    .option('--no-browser', 'show the address without opening it')
    .action(async (host: string, { tokenStdin = false, browser }: LoginFlags) => {
      const { runLogin } = await import('../session/run-login.ts')
      finish(await runLogin(io, host, { isTokenOnStdin: tokenStdin, isBrowserOpened: browser }))
    })
