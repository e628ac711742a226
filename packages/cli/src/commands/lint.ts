import { Option } from 'commander'
import { describeInputForms } from '../inputs/input-forms.ts'
import type { LintFormat } from '../lint/lint-formats.ts'
import { collectList } from './collect.ts'
import { describedCommand, type MakeCommand } from './command.ts'

/** `wireproof lint`: where do the schemas leave the style that their buf.yaml asks for? */
export const lintCommand: MakeCommand = ({ io, finish }) =>
  describedCommand('lint', {
    summary: 'find what leaves the style that was chosen',
    description:
      'Compiles an input and reports what leaves the style that the "lint" rules of its buf.yaml ask for: names, ' +
      'packages, comments. Without such rules they are those of the category STANDARD. ' +
      'A comment "buf:lint:ignore RULE_ID" before an element silences a rule there.',
    examples: [
      ['wireproof lint', 'the working directory'],
      ['wireproof lint proto --path proto/acme/orders', 'a part of a folder'],
      ["wireproof lint --config '{version: v2, lint: {use: [MINIMAL]}}'", 'with other rules than those of the input'],
      ['wireproof lint --format json > findings.json', 'for a machine to read'],
    ],
  })
    .argument('[input]', 'what to lint', '.')
    .addOption(new Option('--format <format>', 'of the report').choices(FORMATS).default('text'))
    .option('--path <path>', 'lint only this file or folder; may be said more than once', collectList, [])
    .option('--exclude-path <path>', 'leave this file or folder out; may be said more than once', collectList, [])
    .option('--config <config>', 'a buf.yaml in place of that of the input: a .yaml or .json file, or its text')
    .addHelpText('after', `\n${describeInputForms()}`)
    .action(async (input: string, { format, path: paths, excludePath: excludePaths, config }: Options) => {
      const { runLint } = await import('../lint/run-lint.ts')
      finish(await runLint(io, { input, format, paths, excludePaths, config }))
    })

interface Options {
  readonly format: LintFormat
  readonly path: readonly string[]
  readonly excludePath: readonly string[]
  readonly config?: string
}

// Not the keys of the formats, which would be loaded for a help text.
const FORMATS: readonly LintFormat[] = ['text', 'json']
