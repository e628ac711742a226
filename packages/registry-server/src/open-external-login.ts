import { readFile } from 'node:fs/promises'
import { createExternalLogin } from './auth/oidc/external-login.ts'
import type { OidcSettings } from './auth/oidc/oidc-settings.ts'
import type { ServiceContext } from './services/service-context.ts'

/** Where the provider sends browsers back; it must know this path, letter for letter. */
export const CALLBACK_PATH = '/login/external/callback'

/**
 * The login at a provider that the operator has set up. The provider is asked when somebody wants to sign in: a registry
 * starts without it. Rejects with a message for operators.
 */
export async function openExternalLogin(
  settings: OidcSettings | undefined,
  { masterKey, publicOrigin }: { readonly masterKey: Uint8Array; readonly publicOrigin: string },
): Promise<ServiceContext['externalLogin']> {
  if (settings === undefined) return undefined
  const { issuer, clientId, clientSecretFile, isSignUpAllowed } = settings
  const clientSecret = clientSecretFile === undefined ? undefined : await readSecret(clientSecretFile)
  const redirectUri = `${publicOrigin}${CALLBACK_PATH}`
  const provider = createExternalLogin({ issuer, clientId, clientSecret, redirectUri, masterKey })
  return { provider, isSignUpAllowed }
}

async function readSecret(file: string): Promise<string> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`cannot read the client secret (WIREPROOF_OIDC_CLIENT_SECRET_FILE): ${reason}`, { cause: error })
  }
  const secret = text.trim()
  if (secret === '') throw new Error(`${file} (WIREPROOF_OIDC_CLIENT_SECRET_FILE) is empty`)
  return secret
}
