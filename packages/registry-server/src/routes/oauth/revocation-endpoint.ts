import { Hono } from 'hono'
import { revokePresentedToken } from '../../services/sessions/revoke-presented-token.ts'
import type { AppEnv } from '../app-env.ts'
import type { FormDeps } from '../form-body.ts'
import { orOauthError } from './oauth-error.ts'
import { readOauthForm, requireField } from './oauth-form.ts'

export const REVOCATION_PATH = '/oauth2/revoke'

/** Where clients end what they hold. The same answer for a token that is not known. Source: RFC 7009 section 2. */
export function revocationEndpoint(deps: FormDeps): Hono<AppEnv> {
  return new Hono<AppEnv>().post(REVOCATION_PATH, (c) =>
    orOauthError(c, async () => {
      await revokePresentedToken(deps.context, requireField(await readOauthForm(c, deps), 'token'))
      return c.body(null, 200)
    }),
  )
}
