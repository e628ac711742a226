/** A list that was cut, and how long it was. */
export interface Cut<T> {
  readonly entries: readonly T[]
  readonly total: number
}

export function cut<T>(entries: readonly T[], max: number): Cut<T> {
  return { entries: entries.slice(0, max), total: entries.length }
}
