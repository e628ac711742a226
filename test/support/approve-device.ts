import { COOKIE, cookieOf, SESSIONS, send } from './session-client.ts'

/**
 * Lets a device in as a person does who signs in with a token and sends the form of the registry's page. Throws when the
 * registry refuses.
 */
export async function approveDevice(
  host: string,
  token: string,
  userCode: string,
  grant: { readonly scope?: 'read' | 'push' | 'admin'; readonly days?: number } = {},
): Promise<void> {
  const page = { origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }
  const login = await send(host, `/${SESSIONS}/CreateSession`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...page },
    body: JSON.stringify({ token: { token }, strategy: 'STRATEGY_COOKIE' }),
  })
  const { forgeryToken = '' } = login.body as { forgeryToken?: string }
  const fields = {
    user_code: userCode,
    forgery_token: forgeryToken,
    decision: 'approve',
    scope: grant.scope ?? 'admin',
    resource: '',
    days: String(grant.days ?? 30),
  }
  const answer = await send(host, '/oauth2/device', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: `${COOKIE}=${cookieOf(login)}`, ...page },
    body: new URLSearchParams(fields).toString(),
  })
  if (answer.status !== 200) throw new Error(`the device was not let in: ${answer.status} ${answer.text}`)
}
