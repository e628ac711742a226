/** Longest password in bytes of UTF-8: many times the 64 characters that must be taken, and nothing to flood us with. */
export const MAX_PASSWORD_BYTES = 1_024

/**
 * A password in the form that is compared: NFC, so that the same characters typed on another keyboard or system are the
 * same password. Undefined when it cannot be one: it is too long (never cut: the rest would count for nothing), or no
 * Unicode text. Nothing else is changed; spaces count.
 * Source: RFC 8265 section 4.2 (OpaqueString); NIST SP 800-63B-4 section 3.1.1.2.
 */
export function normalizePassword(password: string): string | undefined {
  // Checked before the work as well: normalisation may lengthen a text, but never shortens one to a third.
  if (password.length > MAX_PASSWORD_BYTES * 3 || /\p{Surrogate}/u.test(password)) return undefined
  const normalized = password.normalize('NFC')
  return Buffer.byteLength(normalized) > MAX_PASSWORD_BYTES ? undefined : normalized
}
