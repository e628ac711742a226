import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ConfigError, formatRegistryPolicy, type RegistryPolicy, readRegistryPolicy } from '@wireproof/module'
import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { errnoOf, usageFailure } from '../failure.ts'
import { describeErrno, type Io } from '../io.ts'
import { writeNote } from '../output/notes.ts'
import { createRegistries } from '../registry/registry.ts'
import { parseRegistryPlace } from '../registry/registry-place.ts'
import { fromPolicyMessage, levelOf, toPolicyMessage } from './policy-messages.ts'

/** A policy of a thousand ids and paths, the most that a registry takes, has a tenth of this. */
const MAX_POLICY_BYTES = 1024 * 1024

/** What a policy is made of on the command line. */
export interface PolicyFlags {
  readonly block: readonly string[]
  readonly warn: readonly string[]
  readonly off: readonly string[]
  readonly uniqueTypes: boolean
  readonly uniquePaths: boolean
  /** Take away what is set. */
  readonly clear: boolean
}

/** Replaces what is set at a place by a file, by flags, or by nothing; prints what is set then. Rejects with a Failure. */
export async function runPolicySet(
  io: Io,
  placeText: string,
  file: string | undefined,
  flags: PolicyFlags,
): Promise<ExitCode> {
  const place = parseRegistryPlace(placeText)
  const policy = await choosePolicy(io, file, flags)
  const registries = createRegistries(io.env)
  registries.nameHosts([place.host])
  const answer = await registries.at(place.host).ask((client) =>
    client.policies.setPolicy({
      level: levelOf(place),
      ...(policy === undefined ? {} : { policy: toPolicyMessage(policy) }),
    }),
  )
  if (answer.policy === undefined) await writeNote(io, `no policy is set for ${placeText} any more`)
  else await io.stdout.write(formatRegistryPolicy(fromPolicyMessage(answer.policy)))
  return EXIT_CODES.clean
}

async function choosePolicy(io: Io, file: string | undefined, flags: PolicyFlags): Promise<RegistryPolicy | undefined> {
  const { block, warn, off, uniqueTypes, uniquePaths, clear } = flags
  const isBreaking = block.length + warn.length + off.length > 0
  const ways = [file !== undefined, isBreaking || uniqueTypes || uniquePaths, clear].filter((is) => is).length
  if (ways !== 1) {
    throw usageFailure('say what to set in one way: by a file ("-" is standard input), by flags, or --clear')
  }
  if (clear) return undefined
  if (file !== undefined) return readPolicyFile(io, file)
  const breaking = { block, warn, off, ignore: [], ignoreOnly: {}, ignoreUnstablePackages: false }
  return { breaking: isBreaking ? breaking : undefined, lint: undefined, uniqueTypes, uniquePaths }
}

async function readPolicyFile(io: Io, file: string): Promise<RegistryPolicy> {
  try {
    const content = file === '-' ? await io.stdin.readAll(MAX_POLICY_BYTES) : await readFile(resolve(io.cwd, file))
    return readRegistryPolicy(file === '-' ? 'standard input' : file, content)
  } catch (error) {
    if (error instanceof ConfigError) throw usageFailure(error.message)
    if (errnoOf(error) === undefined) throw error
    throw usageFailure(`cannot read the policy "${file}": ${describeErrno(error)}`, { cause: error })
  }
}
