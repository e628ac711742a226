import { recordEvent } from '../audit/record-event.ts'
import { currentOrigin } from '../audit/request-origin.ts'
import type { ServiceContext } from '../services/service-context.ts'
import { addressKey } from './address-key.ts'
import { LIMITS } from './limits.ts'
import { TooManyAttempts } from './too-many-attempts.ts'

/**
 * To be called for each token or session that is not valid, before that is said. Throws `TooManyAttempts` instead when
 * its address has presented too many, and tells the audit log of the first such time. Valid ones are not looked at: they
 * work from the same address as before.
 */
export async function noticeUnknownCredential(
  context: Pick<ServiceContext, 'store' | 'now' | 'limiter'>,
): Promise<void> {
  try {
    await context.limiter.count(LIMITS.unknownCredential, addressKey(currentOrigin().address))
  } catch (error) {
    if (error instanceof TooManyAttempts && error.isFirst) {
      await recordEvent(context, { action: 'unknown-credentials.flood', actor: undefined, outcome: 'refused' })
    }
    throw error
  }
}
