import { Option } from 'commander'
import { describeVersionsForms } from '../history/versions-forms.ts'
import { describeInputForms } from '../inputs/input-forms.ts'
import { REPORT_FORMATS, type ReportFormat } from '../output/report-formats.ts'
import { describedCommand, type MakeCommand } from './command.ts'

/** `wireproof check`: which promises to readers and users of the old schema does the new one break? */
export const checkCommand: MakeCommand = ({ io, finish }) =>
  describedCommand('check', {
    summary: 'find breaking changes against an older version',
    description:
      'Compares an input with an older one and reports every breaking change, by the breaking rules of its buf.yaml. ' +
      'Without --against, each module is compared with the head of its default label on the registry that its name in ' +
      'buf.yaml says.',
    examples: [
      ['wireproof check --against .git#branch=main', 'the working tree against the main branch'],
      ['wireproof check proto --against registry.example.com/acme/orders:v1', 'a folder against a label of a registry'],
      [
        "wireproof check --against-all '.git#tags=v*'",
        'against the newest tag, and for numbers and names that any older one gave up',
      ],
      ['wireproof check --format json > findings.json', 'against the registry, for a machine to read'],
    ],
  })
    .argument('[input]', 'what to check', '.')
    .option('--against <input>', 'the older version to compare with (default: the registry)')
    .option(
      '--against-all <versions>',
      'many older versions: also find numbers and names that were given up in one and are back as something else',
    )
    .addOption(new Option('--format <format>', 'of the report').choices(Object.keys(REPORT_FORMATS)).default('text'))
    .option('--exclude-imports', 'leave out what is found in imported files')
    .addHelpText('after', `\n${describeInputForms()}\n\n${describeVersionsForms()}`)
    .action(async (input: string, options: Options) => {
      const { runCheck } = await import('../check/run-check.ts')
      const { against, againstAll, format, excludeImports = false } = options
      finish(await runCheck(io, { input, against, againstAll, format, excludeImports }))
    })

interface Options {
  readonly against?: string
  readonly againstAll?: string
  readonly format: ReportFormat
  readonly excludeImports?: boolean
}
