/** A counter of attempts: of one limit, for whoever its number stands for. */
export interface AttemptCounter {
  readonly limit: string
  readonly counter: number
}

/** Counters that all servers share and that outlive them. Each method is atomic. */
export interface AttemptStore {
  /** Counts one attempt, the first of a new time when the last time is over, and says how many there are in it. */
  countAttempt(
    counter: AttemptCounter,
    durationMs: number,
    nowMs: number,
  ): Promise<{ readonly attempts: number; readonly expiresAtMs: number }>
  /** Takes one attempt back, if there is one. */
  takeBackAttempt(counter: AttemptCounter): Promise<void>
  forgetAttempts(counter: AttemptCounter): Promise<void>
}
