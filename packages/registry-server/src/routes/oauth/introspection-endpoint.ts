import { Hono } from 'hono'
import { RegistryError } from '../../registry-error.ts'
import { introspectToken } from '../../services/sessions/introspect-token.ts'
import { type AppEnv, peerOf } from '../app-env.ts'
import { authenticateHeader } from '../authenticate-header.ts'
import type { FormDeps } from '../form-body.ts'
import { oauthError, orOauthError } from './oauth-error.ts'
import { readOauthForm, requireField } from './oauth-form.ts'

export const INTROSPECTION_PATH = '/oauth2/introspect'

/**
 * Where services ask about tokens that they are shown, with a token of their own. A dead token has no other field than
 * `active`. Source: RFC 7662 section 2.
 */
export function introspectionEndpoint(deps: FormDeps): Hono<AppEnv> {
  const { context, trustedProxies, publicOrigin } = deps
  return new Hono<AppEnv>().post(INTROSPECTION_PATH, (c) =>
    orOauthError(c, async () => {
      const header = c.req.header('authorization')
      if (header === undefined) return oauthError(c, 401, 'invalid_client', 'introspection needs a token of your own')
      const caller = await authenticateHeader(context, header, peerOf(c), trustedProxies).catch((error: unknown) => {
        if (error instanceof RegistryError && error.code === 'unauthenticated') return error
        throw error
      })
      if (caller instanceof RegistryError) {
        for (const [name, value] of Object.entries(caller.headers)) c.header(name, value)
        return oauthError(c, 401, 'invalid_client', caller.message)
      }
      c.set('userName', caller?.userName)
      const form = await readOauthForm(c, deps)
      const found = await introspectToken(context, caller, requireField(form, 'token'))
      if (found === undefined) return c.json({ active: false })
      const { session, account, scope, issuedAtMs, expiresAtMs } = found
      return c.json({
        active: true,
        scope,
        username: account.name,
        sub: account.id,
        iss: publicOrigin,
        aud: publicOrigin,
        iat: Math.floor(issuedAtMs / 1000),
        ...(expiresAtMs !== undefined && { exp: Math.floor(expiresAtMs / 1000) }),
        ...(session !== undefined && { sid: session.id, client_id: session.clientName }),
        ...(session?.binding?.kind === 'dpop' && { token_type: 'DPoP', cnf: { jkt: session.binding.thumbprint } }),
        ...(session?.binding?.kind === 'mtls' && { cnf: { 'x5t#S256': session.binding.thumbprint } }),
      })
    }),
  )
}
