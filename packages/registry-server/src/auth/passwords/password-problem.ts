import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { MAX_PASSWORD_BYTES, normalizePassword } from './password-text.ts'

/** Fewest characters where the password is the only factor, as it is here. Source: NIST SP 800-63B-4 section 3.1.1.2. */
export const MIN_PASSWORD_CHARS = 15

/**
 * Guesses within which a list of leaked passwords, with the variations that people make, reaches it: ten billion, where
 * zxcvbn's scale ends. Attempts are limited, so that this is far out of reach online; offline, as many Argon2 hashes take
 * a core eight years. Random characters of the least length are at 10^15.
 */
const MIN_GUESSES = 1e10

/** As much of a password as is judged: more only adds to the guesses, and the work grows with the square. */
const JUDGED_CHARS = 64

/** What nobody should build a password of. */
export interface PasswordContext {
  readonly userName: string
  /** The host by which people know the registry. */
  readonly registryName: string
}

let estimator: ZxcvbnFactory | undefined

/**
 * Says why a text may not become a password; undefined when it may. Length, and a blocklist: 49,000 leaked passwords, the
 * names of the account and the registry, and what is made of them by repeating, appending, writing backwards, walking over
 * the keyboard or swapping characters for similar ones. No rules about kinds of characters. Never repeats the text.
 * Source: NIST SP 800-63B-4 section 3.1.1.2; OWASP ASVS 5.0, 6.2.
 */
export function passwordProblem(password: string, context: PasswordContext): string | undefined {
  const normalized = normalizePassword(password)
  if (normalized === undefined) return `must be Unicode text of at most ${MAX_PASSWORD_BYTES} bytes`
  const characters = [...normalized]
  if (characters.length < MIN_PASSWORD_CHARS) {
    return `must have at least ${MIN_PASSWORD_CHARS} characters; a few words that do not belong together do well`
  }
  estimator ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
  const judged = characters.slice(0, JUDGED_CHARS).join('')
  const words = [context.userName, context.registryName, ...context.registryName.split(/[^\p{L}\d]+/u), 'wireproof']
  const { guesses } = estimator.check(
    judged,
    words.filter((word) => word.length > 2),
  )
  if (guesses >= MIN_GUESSES) return undefined
  return 'is too easy to guess: it is, or is made of, a well-known password, a name, a repetition or a row of keys; take a few words that do not belong together'
}
