import { Option } from 'commander'
import { describedCommand, type MakeCommand } from './command.ts'

/** `wireproof explain`: what does a rule mean, whom does a break hurt, and what can be done? */
export const explainCommand: MakeCommand = ({ io, finish }) =>
  describedCommand('explain', {
    summary: 'explain a rule, with an example and a payload that shows the harm',
    description:
      'Explains a rule about breaking changes: its promise, who is hurt when it is broken, what to do instead, and the ' +
      'smallest example. The example is run: the payload that is shown was written by one version and read by the other. ' +
      'Without a rule all of them are listed.',
    examples: [
      ['wireproof explain FIELD_SAME_TYPE', 'what a finding of a check means'],
      ['wireproof explain', 'all rules'],
    ],
  })
    .argument('[rule]', 'id of the rule, as a check prints it in parentheses')
    .addOption(new Option('--format <format>', 'of the explanation').choices(['text', 'json']).default('text'))
    .action(async (rule: string | undefined, { format }: { format: 'text' | 'json' }) => {
      const { runExplain } = await import('../explain/run-explain.ts')
      finish(await runExplain(io, { rule, format }))
    })
