import type { FindingDirection } from '@wireproof/diff-engine'
import { Option } from 'commander'
import { describeVersionsForms } from '../history/versions-forms.ts'
import { describeInputForms } from '../inputs/input-forms.ts'
import { REPORT_FORMATS, type ReportFormat } from '../output/report-formats.ts'
import { collectList } from './collect.ts'
import { describedCommand, type MakeCommand } from './command.ts'

/** `wireproof check`: which promises to readers and users of the old schema does the new one break? */
export const checkCommand: MakeCommand = ({ io, finish }) =>
  describedCommand('check', {
    summary: 'find breaking changes against an older version',
    description:
      'Compares an input with an older one and reports every breaking change, by the breaking rules of its buf.yaml and ' +
      'wireproof.yaml, with payloads that show it. ' +
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
    .option('--fix', 'first put right in the files of the input what can be put right without a decision')
    .option('--path <path>', 'check only this file or folder; may be said more than once', collectList, [])
    .option('--exclude-path <path>', 'leave this file or folder out; may be said more than once', collectList, [])
    .option('--exclude-imports', 'leave out what is found in imported files')
    .option('--limit-to-input-files', 'of the older version take only files that the input has, too')
    .option('--config <config>', 'a buf.yaml in place of that of the input: a .yaml or .json file, or its text')
    .option('--against-config <config>', 'the same for the older version')
    .addOption(
      new Option(
        '--direction <direction>',
        'whom to protect: new readers of old data (backward), old readers of new data (forward), or both ' +
          '(default: what wireproof.yaml says)',
      ).choices(DIRECTIONS),
    )
    .addHelpText('after', `\n${describeInputForms()}\n\n${describeVersionsForms()}`)
    .action(async (input: string, options: Options) => {
      const { runCheck } = await import('../check/run-check.ts')
      const {
        against,
        path: paths,
        excludePath: excludePaths,
        limitToInputFiles,
        excludeImports = false,
        ...rest
      } = options
      const isLimitedToInput = limitToInputFiles ?? false
      finish(await runCheck(io, { input, against, paths, excludePaths, isLimitedToInput, excludeImports, ...rest }))
    })

interface Options {
  readonly against?: string
  readonly againstAll?: string
  readonly format: ReportFormat
  readonly path: readonly string[]
  readonly excludePath: readonly string[]
  readonly excludeImports?: boolean
  readonly fix?: boolean
  readonly limitToInputFiles?: boolean
  readonly config?: string
  readonly againstConfig?: string
  readonly direction?: FindingDirection
}

// Not the list of the diff engine, which is too large to load for a help text.
const DIRECTIONS: readonly FindingDirection[] = ['backward', 'forward', 'both']
