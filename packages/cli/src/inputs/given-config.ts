import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { usageFailure } from '../failure.ts'
import { describeErrno } from '../io.ts'

/** A buf.yaml that was given on the command line, in place of what an input has of its own. */
export interface ConfigText {
  /** As the user wrote it; undefined for a text. */
  readonly path: string | undefined
  readonly text: string
}

/** Endings that make the value of a flag the path of a file; anything else is the configuration itself. Source: buf 1.75. */
const FILE_ENDING = /\.(json|yaml|yml)$/

/** Reads what `--config` and `--against-config` take: a file, or YAML or JSON. Undefined when empty. Throws a Failure. */
export function readGivenConfig(value: string | undefined, cwd: string): ConfigText | undefined {
  if (value === undefined || value === '') return undefined
  if (!FILE_ENDING.test(value)) return { path: undefined, text: value }
  try {
    return { path: value, text: readFileSync(resolve(cwd, value), 'utf8') }
  } catch (error) {
    throw usageFailure(`cannot read the configuration "${value}": ${describeErrno(error)}`, { cause: error })
  }
}
