import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { usageFailure } from '../failure.ts'
import type { CompiledInput } from '../inputs/compiled-input.ts'
import { describeErrno } from '../io.ts'
import { writeAtomically } from '../write-atomically.ts'
import type { FixedModule } from './fix-modules.ts'

/** A file that is to be written, made or, without a text, removed. */
interface FileChange {
  /** What the user knows it by. */
  readonly shown: string
  readonly file: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/**
 * Writes what was fixed into the folder that the input was read from, each file whole or not at all, and returns the
 * changed files as the user knows them. Throws a Failure, before anything is written, when a file is no longer what was
 * checked: somebody has edited it meanwhile.
 */
export function writeFixedFiles(input: CompiledInput, modules: readonly FixedModule[], cwd: string): string[] {
  const changes = modules.flatMap((module) => listChanges(input, module, cwd))
  for (const change of changes) assertUnchanged(change)
  for (const { file, after } of changes) {
    if (after === undefined) rmSync(file)
    else {
      mkdirSync(dirname(file), { recursive: true })
      writeAtomically(file, Buffer.from(after))
    }
  }
  return changes.map(({ shown }) => shown)
}

function listChanges(input: CompiledInput, { before, after }: FixedModule, cwd: string): FileChange[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort()
  return paths
    .filter((path) => before.get(path) !== after.get(path))
    .map((path) => {
      const shown = before.has(path) ? input.show(path) : showNew(input, before, path)
      const file = resolve(cwd, shown)
      // A link stays a link to the file that is written.
      return {
        shown,
        file: existsSync(file) ? realpathSync(file) : file,
        before: before.get(path),
        after: after.get(path),
      }
    })
}

/** Where a file goes that the module does not have: to where its import path leads from the folder of the others. */
function showNew(input: CompiledInput, before: FixedModule['before'], path: string): string {
  for (const known of before.keys()) {
    const shown = input.show(known)
    if (shown.endsWith(known)) return shown.slice(0, shown.length - known.length) + path
  }
  throw usageFailure(`cannot tell in which folder ${path} is to be restored; restore it by hand`)
}

function assertUnchanged({ shown, file, before }: FileChange): void {
  if (before === undefined) {
    if (!existsSync(file)) return
    throw usageFailure(`${shown} is to be restored, and there is a file of that name; move it away and run again`)
  }
  let now: Buffer
  try {
    now = readFileSync(file)
  } catch (error) {
    throw usageFailure(`cannot read ${shown} again: ${describeErrno(error)}`, { cause: error })
  }
  if (!now.equals(Buffer.from(before))) {
    throw usageFailure(`${shown} was changed while it was being checked; nothing was fixed, run again`)
  }
}
