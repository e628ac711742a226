import { createHmac, randomBytes } from 'node:crypto'

/** How secrets begin. Source: Standard Webhooks specification, "Signature scheme". */
const SECRET_PREFIX = 'whsec_'
/** Between the 24 and 64 bytes that the specification asks for. */
const SECRET_BYTES = 32

/** A new secret, in the form in which receivers' libraries take it. */
export function newWebhookSecret(): string {
  return `${SECRET_PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`
}

/**
 * The headers by which a receiver knows who sent a body, and that it is new: HMAC-SHA256 over id, time and body.
 * Source: Standard Webhooks specification, "Webhook Headers".
 */
export function signWebhook(message: {
  /** The same in every attempt. */
  readonly id: string
  readonly secret: string
  readonly body: string
  /** Of this attempt. */
  readonly nowMs: number
}): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const { id, secret, body, nowMs } = message
  const timestamp = String(Math.floor(nowMs / 1000))
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}
