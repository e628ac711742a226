import { Command, Option } from 'commander'
import { collectList } from './collect.ts'
import { type CommandContext, describedCommand, type MakeCommand } from './command.ts'
import { parseLimit } from './parse-limit.ts'

/** How many decisions are listed unless asked for more. */
const DEFAULT_LIMIT = 20

const PLACE = 'host for the registry, host/owner, or host/owner/module'

/** `wireproof policy`: what does a registry hold pushes to, and what has it decided? */
export const policyCommand: MakeCommand = (context) =>
  new Command('policy')
    .summary('show and set what a registry holds pushes to, and show what it decided')
    .description(
      'A policy says which breaking changes and which lapses of style a registry refuses (block), and which it only ' +
        'records and tells (warn). It is ' +
        'set for the whole registry, for an owner or for a module; the strictest of the three holds.',
    )
    .addCommand(getCommand(context))
    .addCommand(setCommand(context))
    .addCommand(logCommand(context))

const getCommand = ({ io, finish }: CommandContext) =>
  describedCommand('get', {
    summary: 'show a policy',
    description: 'Prints what is set at a place, in the form that `wireproof policy set` reads.',
    examples: [
      ['wireproof policy get registry.example.com/acme', 'what is set for an owner'],
      [
        'wireproof policy get registry.example.com/acme/orders --effective',
        'what holds for a module, all taken together',
      ],
    ],
  })
    .argument('<place>', PLACE)
    .option('--effective', 'show each rule that holds for a module, whichever level says so')
    .action(async (place: string, { effective = false }: { effective?: boolean }) => {
      const { runPolicyEffective, runPolicyGet } = await import('../policy/run-policy-get.ts')
      finish(await (effective ? runPolicyEffective : runPolicyGet)(io, place))
    })

interface SetFlags {
  readonly block: readonly string[]
  readonly warn: readonly string[]
  readonly off: readonly string[]
  readonly uniqueTypes?: boolean
  readonly uniquePaths?: boolean
  readonly clear?: boolean
}

const setCommand = ({ io, finish }: CommandContext) =>
  describedCommand('set', {
    summary: 'replace a policy',
    description:
      'Replaces what is set at a place by what a file says (YAML or JSON), or by what the flags say. Needs a token with the ' +
      'scope admin.',
    examples: [
      ['wireproof policy set registry.example.com --block FILE --block WIRE_EXACT', 'for every module of the registry'],
      ['wireproof policy set registry.example.com/acme policy.yaml', 'for an owner, from a file'],
      ['wireproof policy set registry.example.com/acme/orders --clear', 'take away what is set for a module'],
    ],
  })
    .argument('<place>', PLACE)
    .argument('[file]', 'the policy, as `policy get` prints it; "-" is standard input')
    .addOption(listOption('--block <id>', 'rule or category that refuses a push; may be repeated'))
    .addOption(listOption('--warn <id>', 'rule or category that is recorded and told; may be repeated'))
    .addOption(listOption('--off <id>', 'rule or category to leave out; may be repeated'))
    .option('--unique-types', 'refuse types that another module of the owner declares')
    .option('--unique-paths', 'refuse paths that another module of the owner has')
    .option('--clear', 'take away what is set')
    .action(async (place: string, file: string | undefined, flags: SetFlags) => {
      const { runPolicySet } = await import('../policy/run-policy-set.ts')
      const { uniqueTypes = false, uniquePaths = false, clear = false, ...lists } = flags
      finish(await runPolicySet(io, place, file, { ...lists, uniqueTypes, uniquePaths, clear }))
    })

const listOption = (flags: string, description: string) =>
  new Option(flags, description).argParser(collectList).default([], 'none')

const logCommand = ({ io, finish }: CommandContext) =>
  describedCommand('log', {
    summary: 'show what the registry decided about pushes',
    description:
      'Lists what was accepted and refused when labels were to move, newest first: when, what, by whom, and with which ' +
      'findings. For all modules at once it needs a token with the scope admin.',
    examples: [['wireproof policy log registry.example.com/acme/orders', 'of a module']],
  })
    .argument('<place>', 'host/owner/module, or host for all modules')
    .option('--limit <number>', 'how many decisions to list', parseLimit, DEFAULT_LIMIT)
    .addOption(new Option('--format <format>', 'of the list').choices(['text', 'json']).default('text'))
    .action(async (place: string, flags: { limit: number; format: 'text' | 'json' }) => {
      const { runPolicyLog } = await import('../policy/run-policy-log.ts')
      finish(await runPolicyLog(io, place, flags))
    })
