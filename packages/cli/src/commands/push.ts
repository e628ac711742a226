import { Option } from 'commander'
import { collect } from './collect.ts'
import { describedCommand, type MakeCommand } from './command.ts'

interface PushFlags {
  readonly create?: boolean
  readonly createVisibility: 'public' | 'private'
  readonly label: readonly string[]
}

/** `wireproof push`: hand a new version to the registry, which takes it only if it breaks nothing. */
export const pushCommand: MakeCommand = ({ io, finish }) =>
  describedCommand('push', {
    summary: 'push a new version to the registry',
    description:
      'Sends the files of each named module to the registry that its name in buf.yaml says. The registry compiles ' +
      'them, compares them with the head of each label by its own policy, and takes all of them or none. Prints the ' +
      'commit of each module. Pushing the same content again gives the same commit.',
    examples: [
      ['wireproof push', 'to the default label'],
      ['wireproof push --create', 'make the owner and the module first if they are not there'],
      ['wireproof push --label v1.2.0 --label main', 'to labels of your choice'],
    ],
  })
    .argument('[input]', 'folder, git ref or archive with the module or workspace', '.')
    .option('--create', 'make the module, and its owner where the token may, if they do not exist')
    .addOption(
      new Option('--create-visibility <who>', 'who sees a module made by --create')
        .choices(['public', 'private'])
        .default('private'),
    )
    .option(
      '--label <name>',
      'label to move to the new commit; may be repeated (default: the default label)',
      collect,
      [],
    )
    .action(async (input: string, flags: PushFlags) => {
      const { runPush } = await import('../push/run-push.ts')
      const { create = false, createVisibility: visibility, label: labels } = flags
      finish(await runPush(io, input, { create, visibility, labels }))
    })
