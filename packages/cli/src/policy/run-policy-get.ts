import { formatRegistryPolicy } from '@wireproof/module'
import { registryV1 } from '@wireproof/registry-api'
import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { usageFailure } from '../failure.ts'
import type { Io } from '../io.ts'
import { writeNote } from '../output/notes.ts'
import { printable } from '../printable.ts'
import { createRegistries } from '../registry/registry.ts'
import { parseRegistryPlace } from '../registry/registry-place.ts'
import { fromPolicyMessage, levelOf, moduleRefOf } from './policy-messages.ts'

const ACTIONS: Readonly<Record<number, string>> = {
  [registryV1.PolicyAction.BLOCK]: 'block',
  [registryV1.PolicyAction.WARN]: 'warn',
}

/** Prints what is set at a place, in the form that `policy set` reads. Rejects with a Failure. */
export async function runPolicyGet(io: Io, placeText: string): Promise<ExitCode> {
  const place = parseRegistryPlace(placeText)
  const registries = createRegistries(io.env)
  registries.nameHosts([place.host])
  const { policy } = await registries
    .at(place.host)
    .ask((client) => client.policies.getPolicy({ level: levelOf(place) }))
  if (policy === undefined) await writeNote(io, `no policy is set for ${placeText}`)
  else await io.stdout.write(formatRegistryPolicy(fromPolicyMessage(policy)))
  return EXIT_CODES.clean
}

/** Prints what holds for a module when all levels are taken together: a line for each rule. Rejects with a Failure. */
export async function runPolicyEffective(io: Io, placeText: string): Promise<ExitCode> {
  const { host, owner, module } = parseRegistryPlace(placeText)
  if (owner === undefined || module === undefined) {
    throw usageFailure('--effective is about a module: give host/owner/module')
  }
  const registries = createRegistries(io.env)
  registries.nameHosts([host])
  const effective = await registries
    .at(host)
    .ask((client) => client.policies.getEffectivePolicy({ moduleRef: moduleRefOf(owner, module) }))
  const lines = [...effective.rules, ...effective.lintRules].map(({ id, action, isPartial }) => {
    return `${(ACTIONS[action] ?? 'unknown').padEnd(6)}${printable(id)}${isPartial ? ' (not everywhere)' : ''}\n`
  })
  if (effective.uniqueTypes) lines.push('block types that another module of the owner declares\n')
  if (effective.uniquePaths) lines.push('block paths that another module of the owner has\n')
  await io.stdout.write(lines.join(''))
  return EXIT_CODES.clean
}
