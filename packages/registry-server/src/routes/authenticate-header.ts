import type { BlockList } from 'node:net'
import { clientAddress, isConfidential, type Peer } from '../auth/peer.ts'
import type { Caller } from '../auth/principal.ts'
import { RegistryError } from '../registry-error.ts'
import { type AuthenticationContext, authenticate } from '../services/authenticate.ts'

/** Who sends an `Authorization` header. `permission_denied` when others on the network could read it. */
export async function authenticateHeader(
  context: AuthenticationContext,
  header: string | undefined,
  peer: Peer,
  trustedProxies: BlockList | undefined,
): Promise<Caller> {
  if (header !== undefined && !isConfidential(peer, trustedProxies)) {
    throw new RegistryError(
      'permission_denied',
      'this registry takes no tokens over plain HTTP: others on the network could read them, and may have read this one. ' +
        'Have its administrator set up TLS (wireproof-server --help), and the token revoked',
    )
  }
  return authenticate(context, header, clientAddress(peer, trustedProxies) ?? '')
}
