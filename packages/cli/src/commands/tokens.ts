import { Command, InvalidArgumentError, Option } from 'commander'
import { collectList } from './collect.ts'
import { type CommandContext, describedCommand, type MakeCommand } from './command.ts'
import { hostOption, listFormatOption } from './host-option.ts'

/** The life of a token unless another one is asked for: three months, so that forgotten ones go away. */
const USUAL_DAYS = 90
/** What a registry gives at most. */
const MAX_DAYS = 366

/** `wireproof tokens`: credentials for programs. */
export const tokensCommand: MakeCommand = (context) =>
  new Command('tokens')
    .summary('make, show and revoke tokens for programs')
    .description(
      'A token lets a program act as you, or as a robot, with no more than the scopes that it holds, until it expires. The ' +
        'registry keeps a hash of it and nothing else.',
    )
    .addCommand(createCommand(context))
    .addCommand(lsCommand(context))
    .addCommand(revokeCommand(context))

interface CreateFlags {
  readonly host?: string
  readonly note: string
  readonly scope: readonly string[]
  readonly user: string
  readonly days: number
  readonly format: 'text' | 'json'
}

const createCommand = ({ io, finish }: CommandContext) =>
  describedCommand('create', {
    summary: 'make a token',
    description:
      'Makes a token and prints it on standard output, the only time that it is shown. It never holds more than what you ' +
      'are logged in with. The registry may want a recent login first.',
    examples: [
      ['wireproof tokens create --note "CI of orders" --scope push:acme/orders', 'for one module'],
      ['wireproof tokens create --user ci-bot --scope read --days 30', 'for a robot, by an administrator'],
    ],
  })
    .addOption(hostOption())
    .option('--note <text>', 'what it is for', '')
    .addOption(
      new Option(
        '--scope <scope>',
        'read, push or admin, or one of a place: push:owner, push:owner/module; may be repeated',
      )
        .argParser(collectList)
        .default([], 'all that you are logged in with'),
    )
    .option('--user <name>', 'robot that it is for (default: you)', '')
    .option('--days <number>', 'how long it lives', parseDays, USUAL_DAYS)
    .addOption(listFormatOption())
    .action(async ({ host, scope, ...options }: CreateFlags) => {
      const { runTokensCreate } = await import('../tokens/run-tokens-create.ts')
      finish(await runTokensCreate(io, host, { ...options, scopes: scope }))
    })

const lsCommand = ({ io, finish }: CommandContext) =>
  describedCommand('ls', {
    summary: 'list tokens',
    description:
      'Lists your valid tokens, newest first: what they may do, when they were last used, and when they expire.',
    examples: [
      ['wireproof tokens ls', 'your own'],
      ['wireproof tokens ls --everyone', 'of all users and robots, for administrators'],
    ],
  })
    .addOption(hostOption())
    .addOption(new Option('--user <name>', 'whose tokens, for administrators (default: yours)').conflicts('everyone'))
    .option('--everyone', 'the tokens of all users and robots, for administrators')
    .addOption(listFormatOption())
    .action(async (flags: { host?: string; user?: string; everyone?: boolean; format: 'text' | 'json' }) => {
      const { runTokensLs } = await import('../tokens/run-tokens-ls.ts')
      const { host, user = '', everyone = false, format } = flags
      finish(await runTokensLs(io, host, { user, everyone, format }))
    })

const revokeCommand = ({ io, finish }: CommandContext) =>
  describedCommand('revoke', {
    summary: 'make tokens useless',
    description: 'Revokes tokens by their ids: they are refused at once, for ever.',
    examples: [['wireproof tokens revoke 0f3c5d7e9b1a2c4d6e8f0a1b2c3d4e5f', 'one that leaked']],
  })
    .argument('<id...>', 'ids, as `tokens ls` shows them')
    .addOption(hostOption())
    .action(async (ids: string[], { host }: { host?: string }) => {
      const { runTokensRevoke } = await import('../tokens/run-tokens-revoke.ts')
      finish(await runTokensRevoke(io, host, ids))
    })

function parseDays(text: string): number {
  const days = Number(text)
  if (/^\d+$/.test(text) && days >= 1 && days <= MAX_DAYS) return days
  throw new InvalidArgumentError(`It must be a number from 1 to ${MAX_DAYS}.`)
}
