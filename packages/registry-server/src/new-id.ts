import { randomBytes } from 'node:crypto'

/** A new id: 128 random bits as 32 hex digits, the only form that clients of the registry protocol take. */
export function newId(): string {
  return randomBytes(16).toString('hex')
}
