import { Command } from 'commander'
import { type CommandContext, describedCommand, type MakeCommand } from './command.ts'
import { hostOption, listFormatOption } from './host-option.ts'

/** `wireproof sessions`: where am I signed in? */
export const sessionsCommand: MakeCommand = (context) =>
  new Command('sessions')
    .summary('show and end your sessions at a registry')
    .description(
      'Each browser, command line and service that you signed in to a registry with has a session there. A session ' +
        'that is ended is refused at once, on every server of the registry.',
    )
    .addCommand(lsCommand(context))
    .addCommand(revokeCommand(context))

const lsCommand = ({ io, finish }: CommandContext) =>
  describedCommand('ls', {
    summary: 'list your sessions',
    description: 'Lists your live sessions, last used first, with the client and the address that used them.',
    examples: [['wireproof sessions ls', 'where am I signed in?']],
  })
    .addOption(hostOption())
    .addOption(listFormatOption())
    .action(async ({ host, format }: { host?: string; format: 'text' | 'json' }) => {
      const { runSessionsLs } = await import('../sessions/run-sessions-ls.ts')
      finish(await runSessionsLs(io, host, format))
    })

const revokeCommand = ({ io, finish }: CommandContext) =>
  describedCommand('revoke', {
    summary: 'end sessions',
    description:
      'Ends sessions by their ids, or by the beginnings of ids that no other session has; all but this one; or all. The ' +
      'registry may want a recent login first.',
    examples: [
      ['wireproof sessions revoke 3f2a9c', 'a lost laptop'],
      ['wireproof sessions revoke --others', 'all but this one'],
    ],
  })
    .argument('[id...]', 'ids, as `sessions ls` shows them')
    .addOption(hostOption())
    .option('--others', 'end all sessions but the one in use')
    .option('--all', 'end all sessions')
    .action(async (ids: string[], flags: { host?: string; others?: boolean; all?: boolean }) => {
      const { runSessionsRevoke } = await import('../sessions/run-sessions-revoke.ts')
      const { host, others = false, all = false } = flags
      finish(await runSessionsRevoke(io, host, { ids, others, all }))
    })
