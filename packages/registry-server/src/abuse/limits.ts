const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** So many attempts within a time that starts with the first of them, for each key. */
export interface AttemptLimit {
  /** The name in the header `RateLimit-Policy`. */
  readonly name: string
  /** What was tried, for the message: "too many ...". */
  readonly what: string
  readonly attempts: number
  readonly seconds: number
  /** Whether all servers count together, and a restart forgets nothing. */
  readonly isLasting: boolean
  /** What else one can do, where waiting takes long. */
  readonly advice?: string
}

/** Longer than a day, no server must forget; for less, it is enough that each counts for itself. */
const limit = (name: string, what: string, attempts: number, seconds: number): AttemptLimit => ({
  name,
  what,
  attempts,
  seconds,
  isLasting: seconds > DAY,
})

/**
 * How often who may try what. Attempts to log in that succeed are taken back, so that only failures add up.
 *
 * NIST SP 800-63B-4 section 3.2.2 allows 100 failed attempts on an account in a row. Ours are 60 by strangers and 20 by
 * each device that has logged in to the account before, so that strangers do not lock out whom they imitate; after two
 * weeks without a success they are forgotten, which leaves a guesser some hundred tries a month at most.
 */
export const LIMITS = {
  /** One person who has forgotten which password it was. */
  loginByAccountAndAddress: limit('login-account-address', 'attempts to log in', 10, 15 * MINUTE),
  /** Everybody behind one address: an office that comes to work, all at once. */
  loginByAddress: limit('login-address', 'attempts to log in', 300, 15 * MINUTE),
  /** Strangers, wherever they are. */
  loginByAccount: {
    ...limit('login-account', 'attempts to log in', 60, 14 * DAY),
    advice: 'log in on a device where you did before, or ask an administrator for a new password',
  },
  /** One device that is known to the account. */
  loginByDevice: limit('login-device', 'attempts to log in', 20, 14 * DAY),
  /** Codes that devices show: 34 bits, a thousand of which may be open; nobody mistypes one ten times. RFC 8628, 5.1. */
  userCodeByAddress: limit('user-code-address', 'codes of devices', 10, 10 * MINUTE),
  /** The same for one who is signed in, and changes addresses. */
  userCodeByPrincipal: limit('user-code-principal', 'codes of devices', 20, HOUR),
  /** Each takes one of the places for open logins until it expires. */
  deviceAuthorization: limit('device-authorization', 'logins of devices', 30, 10 * MINUTE),
  /** Each writes; a client refreshes every five minutes, and many are behind one address. */
  refresh: limit('refresh', 'refreshes', 600, MINUTE),
  /** A service that asks about each token that it is shown, without a cache. */
  introspection: limit('introspection', 'questions about tokens', 3_000, MINUTE),
  /** A forgotten job with an expired token asks once in a while; who tries out tokens asks all the time. */
  unknownCredential: limit('unknown-credential', 'tokens or sessions that are not valid', 60, 5 * MINUTE),
  /** Not refused, but not told of any more: whoever goes on asking for what they may not do. */
  recordedRefusal: limit('recorded-refusal', 'refusals', 100, 10 * MINUTE),
  /** Invitations and links for new passwords. */
  oneTimeLink: limit('one-time-link', 'one-time links', 20, HOUR),
} as const satisfies Readonly<Record<string, AttemptLimit>>
