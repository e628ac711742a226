import { recordChange } from '../../audit/record-event.ts'
import { highestPermission } from '../../auth/principal.ts'
import { generateToken, hashToken } from '../../auth/token.ts'
import { EXCHANGED_TOKEN_MS, MAX_DESCRIPTION_CHARS } from '../../limits.ts'
import type { TokenRecord } from '../../storage/records.ts'
import type { ServiceContext } from '../service-context.ts'
import { verifyExternalToken } from './verify-external-token.ts'

/**
 * Trades the token that a CI provider gives to a job for one of ours, which ends within minutes and with the rule that
 * it comes of. There is nothing to refresh it with: a job that runs for longer asks again. The secret is returned here
 * and kept nowhere.
 * Source: RFC 8693; the "trusted publishing" of package registries.
 */
export async function exchangeExternalToken(
  context: ServiceContext,
  idToken: string,
): Promise<{ readonly token: TokenRecord; readonly secret: string }> {
  const { rights, rule, subject } = await verifyExternalToken(context, idToken)
  const { account } = rights
  const secret = generateToken()
  const nowMs = context.now()
  const token = {
    id: context.newId(),
    userId: account.id,
    ...hashToken(secret),
    scope: highestPermission(rule.scopes),
    scopes: rule.scopes,
    origin: 'issued',
    note: `${rule.issuer}: ${subject}`.slice(0, MAX_DESCRIPTION_CHARS),
    expiresAtMs: nowMs + EXCHANGED_TOKEN_MS,
  } as const
  const stored = await recordChange(
    context,
    (store) => store.insertExchangedToken(token, rule.id, nowMs),
    ({ id, note }) => ({
      action: 'token.created',
      actor: { userId: account.id, userName: account.name },
      target: { kind: 'token', id, name: note },
      details: { rule: rule.id },
    }),
  )
  return { token: stored, secret }
}
