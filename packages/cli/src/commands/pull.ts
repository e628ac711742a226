import { describedCommand, type MakeCommand } from './command.ts'

/** `wireproof pull`: get the files of a version, byte for byte. */
export const pullCommand: MakeCommand = ({ io, finish }) =>
  describedCommand('pull', {
    summary: 'download the files of a module',
    description:
      'Writes the files of a module at a label or commit (default: the head of its default label) into a folder, byte ' +
      'for byte as they were pushed, and prints the commit. The folder appears whole or not at all. A folder that ' +
      'exists must be empty or hold just these files; with --force, files that a pull can have written are replaced.',
    examples: [
      ['wireproof pull registry.example.com/acme/orders --output orders', 'the newest version'],
      ['wireproof pull registry.example.com/acme/orders:v1 --output orders-v1', 'the version of a label'],
    ],
  })
    .argument('<module>', 'host/owner/module[:label or commit]')
    .requiredOption('-o, --output <folder>', 'where to write the files')
    .option('--force', 'replace the .proto, LICENSE and README files that are in the folder')
    .action(async (module: string, flags: { output: string; force?: boolean }) => {
      const { runPull } = await import('../pull/run-pull.ts')
      finish(await runPull(io, module, { output: flags.output, force: flags.force === true }))
    })
