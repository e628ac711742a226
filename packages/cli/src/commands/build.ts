import { describeInputForms } from '../inputs/input-forms.ts'
import { describedCommand, type MakeCommand } from './command.ts'

interface BuildFlags {
  readonly output?: string
  readonly excludeImports?: boolean
  readonly excludeSourceInfo?: boolean
  readonly asFileDescriptorSet?: boolean
}

/** `wireproof build`: does it compile, and what does it compile to? */
export const buildCommand: MakeCommand = ({ io, finish }) =>
  describedCommand('build', {
    summary: 'compile, and write an image if asked',
    description:
      'Compiles an input with everything that it imports. What is wrong goes to standard error as ' +
      'path:line:column: message. With -o the result is written as an image: a FileDescriptorSet that says of each ' +
      'file whether it is an import.',
    examples: [
      ['wireproof build', 'does the module in this folder compile?'],
      ['wireproof build proto -o image.binpb', 'write an image (also .binpb.gz and .json)'],
      ['wireproof build -o - | wireproof check - --against .git#tag=v1', 'check what was just built'],
    ],
  })
    .argument('[input]', 'what to build', '.')
    .option('-o, --output <file>', 'write the image to this .binpb, .binpb.gz or .json file; - is standard output')
    .option('--exclude-imports', 'leave imported files out of the image')
    .option('--exclude-source-info', 'leave comments and positions out of the image')
    .option('--as-file-descriptor-set', 'write a plain FileDescriptorSet, without what only images have')
    .addHelpText('after', `\n${describeInputForms()}`)
    .action(async (input: string, flags: BuildFlags) => {
      const { runBuild } = await import('../build/run-build.ts')
      finish(await runBuild(io, input, flags))
    })
