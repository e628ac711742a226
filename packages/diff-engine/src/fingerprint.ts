import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** Changes with the meaning of fingerprints, so that an old waiver is never taken for a new finding. */
const SCHEME = 'wp1'
/** 16 hex digits: 64 bits, so that among a million findings a collision is still a one in 30 million matter. */
const HEX_DIGITS = 16

/**
 * The identity of a finding across commits: it depends on the rule, the symbol and the nature of the change, and on
 * nothing that moves when somebody edits the file elsewhere.
 */
export function fingerprint(rule: string, symbol: string, nature: string): string {
  const digest = sha256(utf8ToBytes([rule, symbol, nature].join('\0')))
  return `${SCHEME}:${bytesToHex(digest).slice(0, HEX_DIGITS)}`
}
