import { randomBytes } from 'node:crypto'
import { hash, type Options, parseOptions, verify } from '@node-rs/argon2'
import { createAdmission } from '../../admission.ts'
import { MAX_HASHES_AT_ONCE, MAX_QUEUED_HASHES } from '../../limits.ts'
import { RegistryError } from '../../registry-error.ts'
import { MAX_PASSWORD_BYTES, normalizePassword } from './password-text.ts'

/**
 * The least that OWASP asks of Argon2id, which still costs an attacker 19 MiB for each guess at a time. A hash takes
 * 25 ms of one core.
 * Source: OWASP Password Storage Cheat Sheet, "Argon2id"; RFC 9106.
 */
const MEMORY_KIB = 19_456
const PASSES = 2
const LANES = 1
const OUTPUT_BYTES = 32
const SALT_BYTES = 16

/** Without `algorithm`, which then is Argon2id; a test reads it from what comes out. */
const OPTIONS: Options = { memoryCost: MEMORY_KIB, timeCost: PASSES, parallelism: LANES, outputLen: OUTPUT_BYTES }

/** Hashes run in the thread pool that also reads the disk, which a storm of logins must not have for itself. */
const admission = createAdmission({ maxInside: MAX_HASHES_AT_ONCE, maxWaiting: MAX_QUEUED_HASHES })

/** A hash that no password has, to verify against where there is none. It is chance, and took no hashing to make. */
const NOTHING = [
  '$argon2id$v=19',
  `m=${MEMORY_KIB},t=${PASSES},p=${LANES}`,
  toPhcBase64(randomBytes(SALT_BYTES)),
  toPhcBase64(randomBytes(OUTPUT_BYTES)),
].join('$')

/**
 * The salted hash of a password, in PHC form with its parameters. `invalid_argument` for a text that can be no password,
 * `resource_exhausted` when too many are being hashed. Whether the password is a good one is `passwordProblem`'s concern.
 */
export async function hashPassword(password: string): Promise<string> {
  const normalized = normalizePassword(password)
  if (normalized === undefined) {
    throw new RegistryError('invalid_argument', `a password is Unicode text of at most ${MAX_PASSWORD_BYTES} bytes`)
  }
  return admitted(() => hash(normalized, OPTIONS))
}

/**
 * Whether a hash was made of the password; one verification, whatever the answer. `resource_exhausted` when too many are
 * being hashed. Throws a plain error for a text that is no hash: what is stored is ours.
 */
export async function verifyPassword(phc: string, password: string): Promise<boolean> {
  const normalized = normalizePassword(password)
  // What can be no password takes as long as what could be one.
  const matches = await admitted(() => verify(phc, normalized ?? ''))
  return matches && normalized !== undefined
}

/** The work of `verifyPassword` for a name that nobody has, so that the time of the answer does not tell. */
export async function verifyAgainstNothing(password: string): Promise<false> {
  await verifyPassword(NOTHING, password)
  return false
}

/**
 * Whether a hash was made with less than is asked for today, so that the next login should replace it. False for one
 * made with more: an operator's older, dearer choice is no worse.
 */
export function needsRehash(phc: string): boolean {
  const { memoryCost, timeCost, outputLen } = parseOptions(phc)
  return !phc.startsWith('$argon2id$') || memoryCost < MEMORY_KIB || timeCost < PASSES || outputLen < OUTPUT_BYTES
}

/** Without padding. Source: the PHC string format. */
function toPhcBase64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}

async function admitted<T>(work: () => Promise<T>): Promise<T> {
  const leave = await admission.enter()
  try {
    return await work()
  } finally {
    leave()
  }
}
