import { Hono } from 'hono'
import { SIGNING_ALGORITHM, toJwks } from '../../auth/keys/signing-key.ts'
import type { AppEnv } from '../app-env.ts'
import type { FormDeps } from '../form-body.ts'
import { INTROSPECTION_PATH } from './introspection-endpoint.ts'
import { REVOCATION_PATH } from './revocation-endpoint.ts'
import { GRANT_TYPES, TOKEN_PATH } from './token-endpoint.ts'

const JWKS_PATH = '/.well-known/jwks.json'
/** How long others may keep the keys, in seconds: a key is published for a day before it signs. */
const JWKS_MAX_AGE_S = 3_600

/**
 * What third parties need to know of the registry as an issuer of tokens, and the keys that they verify with. Who verifies
 * by the keys alone learns of a revocation when the token ends, in five minutes at most; who asks the introspection
 * endpoint, at once.
 * Source: RFC 8414 section 3; RFC 7517 section 5; RFC 9068 section 4.
 */
export function metadataEndpoint({ context, publicOrigin }: FormDeps): Hono<AppEnv> {
  const metadata = {
    issuer: publicOrigin,
    token_endpoint: `${publicOrigin}${TOKEN_PATH}`,
    device_authorization_endpoint: `${publicOrigin}/oauth2/device/authorization`,
    registration_endpoint: `${publicOrigin}/oauth2/device/registration`,
    revocation_endpoint: `${publicOrigin}${REVOCATION_PATH}`,
    introspection_endpoint: `${publicOrigin}${INTROSPECTION_PATH}`,
    jwks_uri: `${publicOrigin}${JWKS_PATH}`,
    grant_types_supported: GRANT_TYPES,
    response_types_supported: [],
    scopes_supported: ['read', 'push', 'admin'],
    token_endpoint_auth_methods_supported: ['none'],
    revocation_endpoint_auth_methods_supported: ['none'],
    dpop_signing_alg_values_supported: ['ES256', SIGNING_ALGORITHM],
    tls_client_certificate_bound_access_tokens: true,
  }
  return new Hono<AppEnv>()
    .get('/.well-known/oauth-authorization-server', (c) => c.json(metadata))
    .get(JWKS_PATH, async (c) => {
      const keys = await context.keyRing.publishedKeys()
      c.header('cache-control', `public, max-age=${JWKS_MAX_AGE_S}`)
      return c.json(toJwks(keys))
    })
}
