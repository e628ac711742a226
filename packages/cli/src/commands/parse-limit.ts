import { InvalidArgumentError } from 'commander'

/** Reads how many items a list is to have at most. */
export function parseLimit(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a number from 1 to 999999.')
}
