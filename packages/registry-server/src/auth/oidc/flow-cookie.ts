import { FLOW_MS } from './external-login.ts'

/** Holds the sealed state of a login at a provider, in the one browser that began it. */
export const FLOW_COOKIE = '__Host-wireproof_login_flow'
/** Lax: the provider sends the browser back from another site. */
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Lax'

/** The `Set-Cookie` value; the browser forgets it when the flow ends anyway. */
export function serializeFlowCookie(sealedFlow: string): string {
  return `${FLOW_COOKIE}=${sealedFlow}; ${ATTRIBUTES}; Max-Age=${FLOW_MS / 1000}`
}

/** The `Set-Cookie` value that takes it away: a flow ends once. */
export function clearFlowCookie(): string {
  return `${FLOW_COOKIE}=; ${ATTRIBUTES}; Max-Age=0`
}

/** The sealed state in a `Cookie` header; empty when there is none, or not exactly one. */
export function parseFlowCookie(header: string | undefined): string {
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${FLOW_COOKIE}=`))
  return values.length === 1 ? (values[0] ?? '').slice(FLOW_COOKIE.length + 1) : ''
}
