import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { EXIT_CODES } from '../exit-code.ts'
import { Failure } from '../failure.ts'
import type { Io } from '../io.ts'
import { printable } from '../printable.ts'
import type { StoredSession } from '../registry/credentials-file.ts'
import { baseUrlOf } from '../registry/registry-host.ts'
import { generateDpopKey } from './dpop-proof.ts'
import { askOauth, type OauthAnswer, type ProofState, textOf } from './oauth-request.ts'
import { openBrowser } from './open-browser.ts'
import { toStoredSession } from './to-stored-session.ts'

const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:device_code'
/** What "slow down" adds. Source: RFC 8628 section 3.5. */
const SLOW_DOWN_SECONDS = 5
/** Where the registry does not say. Source: RFC 8628 section 3.2. */
const USUAL_INTERVAL_SECONDS = 5

/**
 * Begins a session that a person approves in a browser, here or on another device, bound to a new key of this machine.
 * Rejects with a Failure when it is denied, or not approved in time. Source: RFC 8628; RFC 9449 section 5.
 */
export async function loginByDevice(
  io: Io,
  host: string,
  options: { isBrowserOpened: boolean },
): Promise<StoredSession> {
  await assertIssuer(host)
  const name = JSON.stringify({ client_name: `wireproof on ${hostname()}` })
  const registration = await askOauth(host, '/oauth2/device/registration', name)
  const clientId = needed(host, registration, 'client_id')
  const started = await askOauth(host, '/oauth2/device/authorization', new URLSearchParams({ client_id: clientId }))
  const [deviceCode, userCode] = [needed(host, started, 'device_code'), needed(host, started, 'user_code')]
  const address = textOf(started, 'verification_uri_complete') || needed(host, started, 'verification_uri')
  await io.stderr.write(
    `Open ${printable(address)}\nand approve the login with the code ${printable(userCode)}. Waiting...\n`,
  )
  // An address of another program would be opened by it.
  if (options.isBrowserOpened && address.startsWith(`${baseUrlOf(host)}/`)) openBrowser(address, io.env)
  const proof: ProofState = { key: generateDpopKey(), nonce: '' }
  const fields = new URLSearchParams({ grant_type: GRANT_TYPE, device_code: deviceCode, client_id: clientId })
  const { interval } = started.body
  for (let seconds = typeof interval === 'number' ? interval : USUAL_INTERVAL_SECONDS; ; ) {
    await sleep(seconds * 1000)
    const answer = await askOauth(host, '/oauth2/token', fields, proof)
    if (answer.status === 200) return toStoredSession(host, answer, proof)
    const error = textOf(answer, 'error')
    if (error === 'slow_down') seconds += SLOW_DOWN_SECONDS
    else if (error !== 'authorization_pending') throw new Failure(EXIT_CODES.server, describe(host, error, answer))
  }
}

/** Proofs name the registry by the one address that it has for itself, and so do the names of its modules. */
async function assertIssuer(host: string): Promise<void> {
  const answer = await askOauth(host, '/.well-known/oauth-authorization-server', undefined)
  const issuer = textOf(answer, 'issuer')
  if (issuer === baseUrlOf(host)) return
  throw new Failure(
    EXIT_CODES.server,
    issuer === ''
      ? `${host} has no login in the browser; give it a token: \`wireproof login ${host} --token-stdin\``
      : `${host} calls itself ${printable(issuer)}; log in by that name, or with a token (--token-stdin)`,
  )
}

function needed(host: string, answer: OauthAnswer, name: string): string {
  const text = textOf(answer, name)
  if (answer.status === 200 && text !== '') return text
  throw new Failure(EXIT_CODES.server, describe(host, textOf(answer, 'error'), answer))
}

function describe(host: string, error: string, answer: OauthAnswer): string {
  if (error === 'access_denied') return `the login was denied at ${host}`
  if (error === 'expired_token') return `nobody approved the login at ${host} in time; run the command again`
  const reason = textOf(answer, 'error_description') || error || `HTTP ${answer.status}`
  return `${host} does not log you in: ${printable(reason)}`
}
