import { describedCommand, type MakeCommand } from './command.ts'

/** `wireproof logout`: end the session at a registry, or forget the token for it. */
export const logoutCommand: MakeCommand = ({ io, finish }) =>
  describedCommand('logout', {
    summary: 'sign out of a registry',
    description:
      'Removes what `wireproof login` stored for a registry on this machine. A session ends at the registry, too, at once; ' +
      'a token that you gave stays valid there (see `wireproof tokens revoke`).',
    examples: [['wireproof logout registry.example.com', 'sign out']],
  })
    .argument('<host>', 'host[:port] of the registry')
    .action(async (host: string) => {
      const { runLogout } = await import('../session/run-logout.ts')
      finish(await runLogout(io, host))
    })
