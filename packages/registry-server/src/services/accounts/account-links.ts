import { addressKey } from '../../abuse/address-key.ts'
import { LIMITS } from '../../abuse/limits.ts'
import { currentOrigin } from '../../audit/request-origin.ts'
import { generateToken, hashToken, isSameHash } from '../../auth/token.ts'
import { RegistryError } from '../../registry-error.ts'
import type { AccountLinkPurpose, AccountRecord } from '../../storage/account-records.ts'
import type { NewAccountLink } from '../../storage/account-store.ts'
import type { ServiceContext } from '../service-context.ts'

/** Marks the secret of a link for scanners of leaked secrets. */
const LINK_PREFIX = 'wpl_'
/** Long enough for a person who reads mail once a day; nobody should find one in an old mailbox. ASVS 5.0, 6.4.1. */
export const ACCOUNT_LINK_MS = 24 * 60 * 60_000

/** A link, and its secret, which is kept nowhere. */
export interface NewSecretLink {
  readonly link: NewAccountLink
  readonly secret: string
}

/** A link for an account; it is in force once it is stored. */
export function newAccountLink(
  { now }: Pick<ServiceContext, 'now'>,
  purpose: AccountLinkPurpose,
  userId: string,
  createdByUserId: string | undefined,
): NewSecretLink {
  const secret = generateToken(LINK_PREFIX)
  const expiresAtMs = now() + ACCOUNT_LINK_MS
  return { link: { ...hashToken(secret), userId, purpose, createdByUserId, expiresAtMs }, secret }
}

/** The address to hand on. The secret is the fragment: browsers send it to nobody, so that no log has it. */
export function accountLinkUrl({ publicOrigin }: Pick<ServiceContext, 'publicOrigin'>, secret: string): string {
  return `${publicOrigin}/account#${secret}`
}

export interface OpenLink {
  readonly lookup: string
  readonly purpose: AccountLinkPurpose
  readonly account: AccountRecord
}

/**
 * What a link is for. `unauthenticated` when it is unknown, used or expired, or its account may not sign in;
 * `resource_exhausted` after too many such attempts from one address.
 */
export async function findAccountLink(
  context: Pick<ServiceContext, 'store' | 'now' | 'limiter'>,
  secret: string,
  purposes: readonly AccountLinkPurpose[] = ['invite', 'reset'],
): Promise<OpenLink> {
  // Counted before it is compared, so that many at once are counted, too.
  const address = addressKey(currentOrigin().address)
  await context.limiter.count(LIMITS.oneTimeLink, address)
  const { lookup, hash } = hashToken(secret.trim())
  const link = await context.store.findAccountLink(lookup)
  const isOpen = link !== undefined && isSameHash(link.hash, hash) && link.expiresAtMs > context.now()
  const rights = isOpen && purposes.includes(link.purpose) ? await context.store.findAccount(link.userId) : undefined
  if (link === undefined || rights?.account.state !== 'active') throw linkIsDead()
  // A whole office may come through one address on its first day.
  await context.limiter.takeBack(LIMITS.oneTimeLink, address)
  return { lookup, purpose: link.purpose, account: rights.account }
}

/** The one answer to every link that is not good. */
export function linkIsDead(): RegistryError {
  return new RegistryError(
    'unauthenticated',
    'this link or code is not valid: it is mistyped, used, expired, or replaced by a newer one; ask for another',
  )
}
