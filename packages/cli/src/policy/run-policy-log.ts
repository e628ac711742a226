import { timestampDate } from '@bufbuild/protobuf/wkt'
import { registryV1 } from '@wireproof/registry-api'
import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { usageFailure } from '../failure.ts'
import type { Io } from '../io.ts'
import { collectPages } from '../list/collect-pages.ts'
import { printable } from '../printable.ts'
import { createRegistries } from '../registry/registry.ts'
import { parseRegistryPlace, type RegistryPlace } from '../registry/registry-place.ts'
import { moduleRefOf } from './policy-messages.ts'

export interface PolicyLogOptions {
  readonly limit: number
  readonly format: 'text' | 'json'
}

/** A decision as it is printed; the fields are those of the JSON. */
interface PrintedDecision {
  readonly time: string
  readonly module: string
  readonly label: string
  readonly outcome: 'accepted' | 'refused'
  readonly user: string
  /** Null when it was refused before there was one. */
  readonly commit: string | null
  readonly against: string | null
  readonly policyDigest: string
  readonly engineVersion: string
  readonly findings: readonly {
    readonly action: 'block' | 'warn'
    readonly rule: string
    readonly symbol: string
    readonly path: string
    readonly line: number | null
    readonly column: number | null
    readonly message: string
    readonly fingerprint: string
  }[]
  readonly findingTotal: number
}

/** Prints what the registry decided when labels were to move, newest first. Rejects with a Failure. */
export async function runPolicyLog(io: Io, placeText: string, options: PolicyLogOptions): Promise<ExitCode> {
  const place = parseRegistryPlace(placeText)
  const registries = createRegistries(io.env)
  registries.nameHosts([place.host])
  const registry = registries.at(place.host)
  const moduleRef = refOf(place)
  const decisions = await collectPages(options.limit, async (pageToken, pageSize) => {
    const request = { pageToken, pageSize, ...(moduleRef === undefined ? {} : { moduleRef }) }
    const answer = await registry.ask((client) => client.decisions.listDecisions(request))
    return { items: answer.decisions, nextPageToken: answer.nextPageToken }
  })
  const printed = decisions.map(toPrinted)
  await io.stdout.write(
    options.format === 'json' ? `${JSON.stringify(printed, undefined, 2)}\n` : printed.flatMap(describe).join(''),
  )
  return EXIT_CODES.clean
}

function refOf({ owner, module }: RegistryPlace) {
  if (owner === undefined) return undefined
  if (module === undefined)
    throw usageFailure('decisions are about a module, or about all: give host/owner/module or host')
  return moduleRefOf(owner, module)
}

function toPrinted(decision: registryV1.Decision): PrintedDecision {
  const { module, label, userName, commitId, againstCommitId, policyDigest, engineVersion, findingTotal } = decision
  return {
    time: decision.decideTime === undefined ? '' : timestampDate(decision.decideTime).toISOString(),
    module,
    label,
    outcome: decision.outcome === registryV1.DecisionOutcome.REFUSED ? 'refused' : 'accepted',
    user: userName,
    commit: commitId === '' ? null : commitId,
    against: againstCommitId === '' ? null : againstCommitId,
    policyDigest,
    engineVersion,
    findings: decision.findings.map(({ action, rule, symbol, message, at, fingerprint }) => ({
      action: action === registryV1.PolicyAction.BLOCK ? 'block' : 'warn',
      rule,
      symbol,
      path: at?.path ?? '',
      line: at?.start?.line ?? null,
      column: at?.start?.column ?? null,
      message,
      fingerprint,
    })),
    findingTotal,
  }
}

function describe({ time, module, label, outcome, user, commit, findings, findingTotal }: PrintedDecision): string[] {
  const what = commit === null ? '' : ` ${commit}`
  const left = findingTotal - findings.length
  return [
    `${time} ${outcome} ${module}:${label}${what} by ${user}`,
    ...findings.map(({ action, rule, path, line, column }) => {
      const place = [path, line, column].filter((part) => part !== null).join(':')
      return `    ${action} ${rule} ${place}`
    }),
    ...(left > 0 ? [`    ... and ${left} more`] : []),
  ].map((line) => `${printable(line)}\n`)
}
