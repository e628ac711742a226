import { describedCommand, type MakeCommand } from './command.ts'

/** `wireproof logout`: forget the token for a registry. */
export const logoutCommand: MakeCommand = ({ io, finish }) =>
  describedCommand('logout', {
    summary: 'forget the token for a registry',
    description:
      'Removes what `wireproof login` stored for a registry on this machine. The token itself stays valid there.',
    examples: [['wireproof logout registry.example.com', 'forget its token']],
  })
    .argument('<host>', 'host[:port] of the registry')
    .action(async (host: string) => {
      const { runLogout } = await import('../session/run-logout.ts')
      finish(await runLogout(io, host))
    })
