import { recordChange } from '../../audit/record-event.ts'
import { requireRight } from '../../auth/access.ts'
import { COMMON_CLAIMS } from '../../auth/external/claim-match.ts'
import { issuerProblem } from '../../auth/external/issuer-url.ts'
import type { Caller } from '../../auth/principal.ts'
import { REGISTRY } from '../../auth/rights.ts'
import {
  MAX_DESCRIPTION_CHARS,
  MAX_TRUST_RULE_CLAIMS,
  MAX_TRUST_RULE_VALUE_CHARS,
  MAX_TRUST_RULES,
  MAX_URL_CHARS,
} from '../../limits.ts'
import { RegistryError } from '../../registry-error.ts'
import type { ScopeGrant } from '../../storage/account-records.ts'
import type { Page } from '../../storage/page.ts'
import type { TrustRuleRecord } from '../../storage/trust-rule-store.ts'
import { requestedScopes } from '../credentials/requested-scopes.ts'
import { type PageParameters, toPageRequest } from '../page-token.ts'
import type { ServiceContext } from '../service-context.ts'

export interface TrustRuleToCreate {
  /** The account that the jobs act as. */
  readonly userName: string
  readonly issuer: string
  /** Empty: the registry's public origin. */
  readonly audience: string
  readonly claims: Readonly<Record<string, string>>
  readonly scopes: readonly ScopeGrant[]
  readonly note: string
}

/**
 * Makes a rule by which tokens of another issuer are traded for one of an account; needs the right to administer the
 * registry, which asks every issuer that a rule names. `not_found` when there is no such account.
 */
export async function createTrustRule(
  context: ServiceContext,
  caller: Caller,
  request: TrustRuleToCreate,
): Promise<TrustRuleRecord> {
  const principal = requireRight(caller, 'own', REGISTRY)
  const problem = problemOf(request)
  if (problem !== undefined) throw new RegistryError('invalid_argument', problem)
  const scopes = await requestedScopes(context, principal, request.scopes)
  const rights = await context.store.findAccountByName(request.userName)
  if (rights === undefined || rights.account.state === 'deleted') {
    throw new RegistryError('not_found', `there is no account ${request.userName}; make it first`)
  }
  const rule = {
    id: context.newId(),
    userId: rights.account.id,
    issuer: request.issuer,
    audience: request.audience || context.publicOrigin,
    claims: request.claims,
    scopes,
    note: request.note,
    createdByUserId: principal.userId,
  }
  return recordChange(
    context,
    (store) => store.createTrustRule(rule, MAX_TRUST_RULES, context.now()),
    ({ id, userName }) => ({
      action: 'trust-rule.created',
      actor: principal,
      target: { kind: 'rule', id, name: userName },
      details: { issuer: rule.issuer, claims: JSON.stringify(rule.claims) },
    }),
  )
}

/** All rules; needs the right to administer the registry. */
export async function listTrustRules(
  context: ServiceContext,
  caller: Caller,
  page: PageParameters,
): Promise<Page<TrustRuleRecord>> {
  requireRight(caller, 'own', REGISTRY)
  return context.store.listTrustRules(toPageRequest(page))
}

/** Deletes a rule, and ends the tokens that came of it; needs the right to administer the registry. */
export async function deleteTrustRule(context: ServiceContext, caller: Caller, id: string): Promise<void> {
  const principal = requireRight(caller, 'own', REGISTRY)
  await recordChange(
    context,
    async (store) => {
      const deleted = await store.deleteTrustRule(id, context.now())
      if (deleted === undefined) throw new RegistryError('not_found', `there is no trust rule with the id ${id}`)
      return deleted
    },
    ({ userName, issuer }) => ({
      action: 'trust-rule.deleted',
      actor: principal,
      target: { kind: 'rule', id, name: userName },
      details: { issuer },
    }),
  )
}

function problemOf({ issuer, audience, claims, scopes, note }: TrustRuleToCreate): string | undefined {
  const named = Object.entries(claims)
  if (named.length === 0) {
    return 'name at least one claim, such as repository: without one, every job of every customer of the issuer would be let in'
  }
  if (named.length > MAX_TRUST_RULE_CLAIMS) return `a rule names at most ${MAX_TRUST_RULE_CLAIMS} claims`
  for (const [name, value] of named) {
    if (COMMON_CLAIMS.has(name)) return `the claim ${name} is checked for itself; name one that says who the job is`
    if (name === '' || value === '') return 'a claim has a name and a value'
    if (name.length + value.length > MAX_TRUST_RULE_VALUE_CHARS) return `the claim ${name.slice(0, 40)} is too long`
  }
  if (named.every(([name]) => name === 'ref')) {
    return 'a ref alone lets in every repository that has such a branch; name the repository as well'
  }
  if (scopes.length === 0) return 'say what the jobs may do: at least one scope'
  if (audience.length > MAX_URL_CHARS) return `an audience has at most ${MAX_URL_CHARS} characters`
  if (note.length > MAX_DESCRIPTION_CHARS) return `a note has at most ${MAX_DESCRIPTION_CHARS} characters`
  return issuerProblem(issuer)
}
