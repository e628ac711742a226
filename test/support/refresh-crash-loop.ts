import { freePort } from '../../packages/registry-server/testing/free-port.ts'
import { approveDevice } from './approve-device.ts'
import { callRegistry } from './registry-calls.ts'
import { startRegistry } from './registry-process.ts'
import { SESSIONS } from './session-client.ts'

const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code'
const GET_CURRENT_USER = 'buf.registry.owner.v1.UserService/GetCurrentUser'
/** Some refreshes; more than one that is slow. */
const MAX_LIFE_MS = 160

export interface RefreshCrashReport {
  /** Refreshes that were answered. */
  readonly answered: number
  /** Refreshes that were cut off, each tried again after the restart with the token that the client had. */
  readonly cutOff: number
  readonly problems: readonly string[]
}

interface Tokens {
  readonly access_token: string
  readonly refresh_token: string
}

/**
 * Kills a registry without warning while a client refreshes its session, again and again. The client does as it should:
 * it keeps the last answer that it got, and asks again with that. It must never be locked out, there must never be a
 * second session, and a refresh token from before must stay dead.
 */
export async function refreshCrashLoop(folder: string, kills: number): Promise<RefreshCrashReport> {
  const port = await freePort()
  const problems: string[] = []
  const past: string[] = []
  let [answered, cutOff] = [0, 0]
  let tokens: Tokens | undefined
  for (let round = 0; round < kills; round++) {
    const { host, token, process: server } = await startRegistry(folder, {}, port)
    tokens ??= await logIn(host, token)
    const ended = new Promise((resolve) => server.once('exit', resolve))
    // The first answer of a start takes longer than all others together.
    const first = await refresh(host, tokens.refresh_token)
    if ('problem' in first) problems.push(`round ${round}: ${first.problem}`)
    else tokens = remember(first, tokens)
    setTimeout(() => server.kill('SIGKILL'), 5 + MAX_LIFE_MS * ((round * 0.37) % 1))
    for (let count = 0; ; count++) {
      const next: Tokens | { problem: string } | undefined = await refresh(host, tokens.refresh_token).catch(
        () => undefined,
      )
      if (next === undefined) break
      if ('problem' in next) problems.push(`round ${round}, refresh ${count}: ${next.problem}`)
      else tokens = remember(next, tokens)
      // Shown or not: a lost answer may be asked for again in both cases.
      if (count % 2 === 0) await callRegistry(host, GET_CURRENT_USER, {}, tokens.access_token).catch(() => undefined)
    }
    cutOff++
    await ended
  }
  const { host, token, stop } = await startRegistry(folder, {}, port)
  const { body } = await callRegistry(host, `${SESSIONS}/ListSessions`, {}, token)
  const sessions = (body.sessions as { strategy: string }[]).filter(({ strategy }) => strategy === 'STRATEGY_TOKEN')
  if (sessions.length !== 1) problems.push(`there are ${sessions.length} sessions; there must be one`)
  const last = await refresh(host, tokens?.refresh_token ?? '')
  if ('problem' in last) problems.push(`at the end: ${last.problem}`)
  else {
    const [oldest = ''] = past
    if (!('problem' in (await refresh(host, oldest)))) problems.push('the first refresh token is taken again')
    if (!('problem' in (await refresh(host, last.refresh_token))))
      problems.push('the family outlives the reuse of a token')
  }
  await stop()
  return { answered, cutOff, problems }

  function remember(next: Tokens, previous: Tokens): Tokens {
    answered++
    past.push(previous.refresh_token)
    return next
  }
}

async function refresh(host: string, token: string): Promise<Tokens | { problem: string }> {
  const { status, body } = await postForm(host, '/oauth2/token', { grant_type: 'refresh_token', refresh_token: token })
  return status === 200 ? (body as unknown as Tokens) : { problem: `${status} ${JSON.stringify(body)}` }
}

async function logIn(host: string, adminToken: string): Promise<Tokens> {
  const started = await postForm(host, '/oauth2/device/authorization', { client_id: 'client' })
  const { device_code: deviceCode = '', user_code: userCode = '' } = started.body
  await approveDevice(host, adminToken, userCode)
  const redeemed = await postForm(host, '/oauth2/token', { grant_type: DEVICE_CODE, device_code: deviceCode })
  if (redeemed.status !== 200) throw new Error(`the device got no session: ${JSON.stringify(redeemed.body)}`)
  return redeemed.body as unknown as Tokens
}

async function postForm(host: string, path: string, fields: Record<string, string>) {
  const response = await fetch(`http://${host}${path}`, { method: 'POST', body: new URLSearchParams(fields) })
  return { status: response.status, body: (await response.json()) as Record<string, string> }
}
