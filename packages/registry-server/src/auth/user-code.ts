import { randomInt } from 'node:crypto'

/** No vowels, so that no words come out; nothing that is mistaken for a digit. Source: RFC 8628 section 6.1. */
const ALPHABET = 'BCDFGHJKLMNPQRSTVWXZ'
/** 34 bits: with a life of minutes, and a token needed to try one, nobody finds another's. */
const LENGTH = 8

/** A code that a person compares, and types if need be. */
export function generateUserCode(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}

/** With a hyphen in the middle, as it is shown. */
export function formatUserCode(code: string): string {
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`
}

/** What a person typed, in the form that is stored; undefined when it can be no code. */
export function parseUserCode(text: string): string | undefined {
  const letters = text.toUpperCase().replace(/[\s-]/g, '')
  return new RegExp(`^[${ALPHABET}]{${LENGTH}}$`).test(letters) ? letters : undefined
}
