import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { Peer } from '../auth/peer.ts'
import type { Caller } from '../auth/principal.ts'
import type { SessionRecord } from '../storage/session-records.ts'

/** What Hono handlers find in their context. */
export interface AppEnv {
  /** Empty when a request is made without a connection, as tests do. */
  Bindings: Partial<HttpBindings>
  Variables: {
    requestId: string
    userName: string | undefined
    rpcCode: string | undefined
    /** Who makes the request, once `authenticateRequest` or `authenticateCookie` has looked. */
    caller: Caller
    /** The session whose cookie came along; undefined for other callers. */
    session: SessionRecord | undefined
    /** What shows that a request is from a page of that session. */
    forgeryToken: string | undefined
    /** A cookie came along that is not of a live session. */
    hasDeadCookie: boolean | undefined
  }
}

/** The other end of the connection. A request without one is from the process itself. */
export function peerOf(c: Context<AppEnv>): Peer {
  const socket = c.env?.incoming?.socket
  return {
    address: socket === undefined ? '127.0.0.1' : socket.remoteAddress,
    encrypted: socket !== undefined && 'encrypted' in socket && socket.encrypted === true,
    forwardedProto: c.req.header('x-forwarded-proto'),
    forwardedFor: c.req.header('x-forwarded-for') ?? c.req.header('forwarded') ?? c.req.header('via'),
  }
}
