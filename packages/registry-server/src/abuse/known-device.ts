import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * The cookie by which a browser shows that an account was logged in to on it before. It opens nothing: attempts from a
 * known device are counted apart, so that strangers who guess passwords lock out nobody but themselves.
 */
export const DEVICE_COOKIE = '__Host-wireproof_device'

/** Accounts that one browser keeps a mark for: one person with some accounts, or a family. */
const MAX_MARKS = 4
/** As long as browsers keep a cookie: 400 days. Source: RFC 6265bis section 5.5. */
const MAX_AGE_SECONDS = 400 * 24 * 3600
/** Names a device among those of an account; nobody guesses one, and the signature would not fit. */
const ID_BYTES = 16
const ID_CHARS = Math.ceil((ID_BYTES * 4) / 3)
/** SHA-256 in base64url. */
const MAC_CHARS = 43

const MARK = new RegExp(`^[\\w-]{${ID_CHARS}}[.][\\w-]{${MAC_CHARS}}$`)

/** Makes and reads the marks. `key` is a secret of the registry, used for nothing else. */
export interface KnownDevices {
  /** The id of the device, if the `Cookie` header has a mark for the account; undefined for a stranger. */
  find(cookieHeader: string | undefined, accountId: string): string | undefined
  /** The `Set-Cookie` value that adds a mark for the account; undefined when there is one already. */
  remember(cookieHeader: string | undefined, accountId: string): string | undefined
}

export function createKnownDevices(key: Uint8Array): KnownDevices {
  const sign = (accountId: string, deviceId: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify(['wireproof device 1', accountId, deviceId]))
      .digest('base64url')
  const find = (cookieHeader: string | undefined, accountId: string): string | undefined => {
    for (const mark of marksOf(cookieHeader)) {
      const [deviceId = '', mac = ''] = mark.split('.')
      if (timingSafeEqual(Buffer.from(mac), Buffer.from(sign(accountId, deviceId)))) return deviceId
    }
    return undefined
  }
  return {
    find,
    remember(cookieHeader, accountId) {
      if (find(cookieHeader, accountId) !== undefined) return undefined
      const deviceId = randomBytes(ID_BYTES).toString('base64url')
      const marks = [`${deviceId}.${sign(accountId, deviceId)}`, ...marksOf(cookieHeader)].slice(0, MAX_MARKS)
      return `${DEVICE_COOKIE}=${marks.join('~')}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=${MAX_AGE_SECONDS}`
    },
  }
}

/** The marks in a `Cookie` header that have their form; whatever else is in it is passed over. */
function marksOf(cookieHeader: string | undefined): string[] {
  const pairs = (cookieHeader ?? '').split(';').map((pair) => pair.trim())
  const value = pairs.find((pair) => pair.startsWith(`${DEVICE_COOKIE}=`))?.slice(DEVICE_COOKIE.length + 1) ?? ''
  return value
    .split('~')
    .slice(0, MAX_MARKS)
    .filter((mark) => MARK.test(mark))
}
