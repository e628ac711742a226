import { Option } from 'commander'
import type { DifferenceFormat } from '../diff/difference-formats.ts'
import { describeInputForms } from '../inputs/input-forms.ts'
import { describedCommand, type MakeCommand } from './command.ts'

/** As in `DIFFERENCE_FORMATS`, whose code is not needed to tell their names. */
const FORMATS: readonly DifferenceFormat[] = ['text', 'json', 'markdown']

/** `wireproof diff`: what changed, harmless or not, and how big is it? */
export const diffCommand: MakeCommand = ({ io, finish }) =>
  describedCommand('diff', {
    summary: 'list all changes against an older version, and how big they are',
    description:
      'Lists every change between an older version and an input, also harmless ones, and says whether together they ask ' +
      'for a major, a minor or a patch version. Major means that a promise of the breaking rules is broken, those of the ' +
      "input's buf.yaml. Without --against, each module is compared with the head of its default label on the registry. " +
      'Differences are no failure: use check to fail on what breaks.',
    examples: [
      ['wireproof diff --against .git#branch=main', 'the working tree against the main branch'],
      ['wireproof diff --against .git#tag=v1.2.0 --format markdown', 'a changelog for a release or a pull request'],
      [
        'wireproof diff proto --against release.binpb --format json',
        'a folder against an image, for a machine to read',
      ],
    ],
  })
    .argument('[input]', 'the newer version', '.')
    .option('--against <input>', 'the older version to compare with (default: the registry)')
    .addOption(new Option('--format <format>', 'of the list').choices(FORMATS).default('text'))
    .addHelpText('after', `\n${describeInputForms()}`)
    .action(async (input: string, { against, format }: { against?: string; format: DifferenceFormat }) => {
      const { runDiff } = await import('../diff/run-diff.ts')
      finish(await runDiff(io, { input, against, format }))
    })
