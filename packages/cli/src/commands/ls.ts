import { Option } from 'commander'
import { describedCommand, type MakeCommand } from './command.ts'
import { parseLimit } from './parse-limit.ts'

/** How many commits are listed unless asked for more. */
const DEFAULT_LIMIT = 20

/** `wireproof ls`: what is on a registry? */
export const lsCommand: MakeCommand = ({ io, finish }) =>
  describedCommand('ls', {
    summary: 'list modules, labels and commits of a registry',
    description:
      'Lists the modules of a registry or of one of its owners, or the labels and the newest commits of a module.',
    examples: [
      ['wireproof ls registry.example.com', 'all modules that you may see'],
      ['wireproof ls registry.example.com/acme', 'the modules of an owner'],
      ['wireproof ls registry.example.com/acme/orders', 'labels and commits of a module'],
    ],
  })
    .argument('<place>', 'host[/owner[/module]]')
    .option('--limit <number>', 'how many commits to list', parseLimit, DEFAULT_LIMIT)
    .addOption(new Option('--format <format>', 'of the list').choices(['text', 'json']).default('text'))
    .action(async (place: string, flags: { limit: number; format: 'text' | 'json' }) => {
      const { runLs } = await import('../list/run-ls.ts')
      finish(await runLs(io, place, flags))
    })
