import { createHmac } from 'node:crypto'

/**
 * Counters of one limit. Whoever has a million addresses, or makes up a million names, could otherwise fill the memory
 * or the database with one counter for each; so keys share these, by a hash that nobody outside can compute. Two that
 * are in use at once rarely meet, and then have the attempts of one between them.
 */
const COUNTERS = 32_768

/** The number of the counter for a key, which says nothing of the key: it may be what somebody typed. */
export function counterNumber(secret: Uint8Array, key: string): number {
  return createHmac('sha256', secret).update(key).digest().readUInt32BE() % COUNTERS
}
