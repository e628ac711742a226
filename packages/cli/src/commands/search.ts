import { InvalidArgumentError, Option } from 'commander'
import { describedCommand, type MakeCommand } from './command.ts'

/** How many hits are listed unless asked for more. */
const DEFAULT_LIMIT = 50

/** `wireproof search`: where is it? */
export const searchCommand: MakeCommand = ({ io, finish }) =>
  describedCommand('search', {
    summary: 'find modules, packages, types and fields on a registry',
    description:
      'Finds modules, packages, types and their members by parts of their names, in the newest version of each module.',
    examples: [
      ['wireproof search registry.example.com order', 'whatever is called so, begins so or contains it'],
      ['wireproof search registry.example.com acme orders.v1.Order', 'all parts count'],
      ['wireproof search registry.example.com price --in member', 'fields, methods and enum values only'],
    ],
  })
    .argument('<host>', 'of the registry')
    .argument('<part...>', 'of a name')
    .addOption(
      new Option('--in <scope>', 'what to look among; can be given several times')
        .choices(['module', 'package', 'type', 'member'])
        .argParser(collectScopes),
    )
    .option('--limit <number>', 'how many hits to list', parseLimit, DEFAULT_LIMIT)
    .addOption(new Option('--format <format>', 'of the list').choices(['text', 'json']).default('text'))
    .action(async (host: string, parts: string[], flags: { in?: string[]; limit: number; format: 'text' | 'json' }) => {
      const { runSearch } = await import('../search/run-search.ts')
      finish(await runSearch(io, host, { ...flags, query: parts.join(' '), scopes: flags.in ?? [] }))
    })

function parseLimit(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a number from 1 to 999999.')
}

function collectScopes(value: string, previous: string[] | undefined): string[] {
  if (!['module', 'package', 'type', 'member'].includes(value)) {
    throw new InvalidArgumentError('Allowed choices are module, package, type, member.')
  }
  return [...(previous ?? []), value]
}
