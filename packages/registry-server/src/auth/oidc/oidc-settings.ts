import { issuerProblem } from '../external/issuer-url.ts'

/** How the operator lets people sign in at a provider of identities. */
export interface OidcSettings {
  readonly issuer: string
  readonly clientId: string
  /** Undefined for a public client. */
  readonly clientSecretFile: string | undefined
  /** Whether somebody without an account gets one at the first login. */
  readonly isSignUpAllowed: boolean
}

/** What the operator wrote; undefined where nothing. */
export interface OidcTexts {
  readonly issuer: string | undefined
  readonly clientId: string | undefined
  readonly clientSecretFile: string | undefined
  readonly signUp: string | undefined
}

/** Undefined when nothing is set. What is wrong goes into `problems`, one line each. */
export function parseOidcSettings(texts: OidcTexts, problems: string[]): OidcSettings | undefined {
  const { issuer, clientId, clientSecretFile, signUp } = texts
  if (issuer === undefined && clientId === undefined && clientSecretFile === undefined && signUp === undefined) {
    return undefined
  }
  if (issuer === undefined || clientId === undefined) {
    problems.push('WIREPROOF_OIDC_ISSUER and WIREPROOF_OIDC_CLIENT_ID belong together; one of them is not set')
    return undefined
  }
  const problem = issuerProblem(issuer)
  if (problem !== undefined) problems.push(`WIREPROOF_OIDC_ISSUER is "${issuer}": ${problem}`)
  if (signUp !== undefined && signUp !== 'allow' && signUp !== 'deny') {
    problems.push(`WIREPROOF_OIDC_SIGN_UP is "${signUp}"; it must be allow or deny`)
  }
  return { issuer, clientId, clientSecretFile, isSignUpAllowed: signUp === 'allow' }
}
