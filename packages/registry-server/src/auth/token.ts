import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Marks a token of ours for people and for scanners of leaked secrets. */
const PREFIX = 'wp_'
/** 256 random bits: nobody guesses one. */
const SECRET_BYTES = 32
/** Shortest token that an operator may give: 128 bits in hex. */
const MIN_CHARS = 32
/** Longer ones are not ours, and hashing is not free. */
const MAX_CHARS = 512

/** What is kept of a token: enough to recognise it, not enough to use it. */
export interface TokenHash {
  /** The first half of the hash, in hex: finds the row. */
  readonly lookup: string
  /** The whole hash, in hex. */
  readonly hash: string
}

/** A new token. Only letters, digits, `-` and `_`: the stock client's BUF_TOKEN splits at `@`, `,` and `:`. */
export function generateToken(prefix = PREFIX): string {
  return prefix + randomBytes(SECRET_BYTES).toString('base64url')
}

/**
 * The hash of a token under which it is stored. A plain SHA-256 is enough, and no slow password hash is needed: a token
 * is 256 random bits, so that there is no dictionary to try, and each request must be cheap to check.
 */
export function hashToken(token: string): TokenHash {
  const hash = createHash('sha256').update(token).digest('hex')
  return { lookup: hash.slice(0, hash.length / 2), hash }
}

/**
 * Whether two hashes are the same, in a time that does not depend on where they differ. (The look-up by the first half
 * compares in the database; what it may tell is about a hash, which nobody can steer to a value.)
 */
export function isSameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a, 'hex'), Buffer.from(b, 'hex')]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** Says why a text cannot be a token; undefined when it can. Never repeats the text. */
export function tokenProblem(token: string): string | undefined {
  if (token.length < MIN_CHARS) return `must have at least ${MIN_CHARS} characters, all of them random`
  if (token.length > MAX_CHARS) return `must have at most ${MAX_CHARS} characters`
  if (!/^[\w.~+/=-]+$/.test(token)) return 'may contain only letters, digits and - _ . ~ + / ='
  return undefined
}
