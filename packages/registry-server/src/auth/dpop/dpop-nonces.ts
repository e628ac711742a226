import { createHmac, timingSafeEqual } from 'node:crypto'

/** A nonce is taken for this long at least and twice as long at most: one conversation, on any node. */
const NONCE_WINDOW_MS = 5 * 60_000
const WINDOW_BYTES = 6
const TAG_BYTES = 16

/** Proofs that hold a nonce of ours were made lately, whatever the client's clock says. Source: RFC 9449 section 8. */
export interface DpopNonces {
  /** The one to give to clients now. */
  current(nowMs: number): string
  /** Whether a nonce was given lately. */
  isRecent(nonce: string, nowMs: number): boolean
}

/** Nonces that need no store: the number of a stretch of time, and proof that a holder of the master key wrote it. */
export function createDpopNonces(masterKey: Uint8Array): DpopNonces {
  const key = createHmac('sha256', masterKey).update('wireproof dpop nonce key').digest()
  const nonceOf = (window: number): Buffer => {
    const number = Buffer.alloc(WINDOW_BYTES)
    number.writeUIntBE(window, 0, WINDOW_BYTES)
    const tag = createHmac('sha256', key).update(number).digest().subarray(0, TAG_BYTES)
    return Buffer.concat([number, tag])
  }
  const windowAt = (nowMs: number) => Math.floor(nowMs / NONCE_WINDOW_MS)
  return {
    current: (nowMs) => nonceOf(windowAt(nowMs)).toString('base64url'),
    isRecent(nonce, nowMs) {
      const bytes = Buffer.from(nonce, 'base64url')
      if (bytes.length !== WINDOW_BYTES + TAG_BYTES) return false
      const window = windowAt(nowMs)
      // The next one as well: another node's clock may be ahead.
      return [window - 1, window, window + 1].some((near) => timingSafeEqual(nonceOf(near), bytes))
    },
  }
}
