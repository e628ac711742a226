import type { MessageInitShape } from '@bufbuild/protobuf'
import type { HandlerContext } from '@connectrpc/connect'
import type { sessionV1 } from '@wireproof/registry-api'
import { forgeryTokenOf } from '../../auth/forgery.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import { issueTokenSet } from '../../services/sessions/issue-token-set.ts'
import type { CreatedSession } from '../../services/sessions/sign-in.ts'
import { sessionCookies } from '../session-cookies.ts'
import { toSessionMessage, toTokenSetMessage } from './session-messages.ts'

/** What answers to a login and to the renewal of a session have in common. */
interface LoginAnswer {
  readonly session: MessageInitShape<typeof sessionV1.SessionSchema>
  readonly tokens?: MessageInitShape<typeof sessionV1.TokenSetSchema>
  readonly forgeryToken?: string
}

/** A session with the cookie strategy has its secret in the `Set-Cookie` header and nowhere else. */
export async function answerLogin(
  context: ServiceContext,
  created: CreatedSession,
  call: HandlerContext,
): Promise<LoginAnswer> {
  const { session, account, secret } = created
  const message = toSessionMessage(session, account, session.id)
  call.responseHeader.set('cache-control', 'no-store')
  if (session.strategy !== 'cookie') {
    return { session: message, tokens: toTokenSetMessage(await issueTokenSet(context, created)) }
  }
  const cookies = sessionCookies(context, created, call.requestHeader.get('cookie') ?? undefined)
  for (const cookie of cookies) call.responseHeader.append('set-cookie', cookie)
  return { session: message, forgeryToken: forgeryTokenOf(secret) }
}
