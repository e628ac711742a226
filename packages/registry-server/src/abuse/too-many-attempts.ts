import { RegistryError } from '../registry-error.ts'
import type { AttemptLimit } from './limits.ts'

/** A limit is reached. The message says when to come back, and so do `headers`. */
export class TooManyAttempts extends RegistryError {
  readonly limit: AttemptLimit
  /** Seconds until the limit lets attempts through again, at least 1. */
  readonly retryAfterSeconds: number
  /** Whether this is the first attempt that the limit refuses: the one to tell somebody of. */
  readonly isFirst: boolean

  constructor(limit: AttemptLimit, refusal: { readonly retryAfterMs: number; readonly isFirst: boolean }) {
    const seconds = Math.max(1, Math.ceil(refusal.retryAfterMs / 1000))
    const advice = limit.advice === undefined ? '' : `, ${limit.advice}`
    super('resource_exhausted', `too many ${limit.what}; try again in ${inWords(seconds)}${advice}`)
    this.limit = limit
    this.retryAfterSeconds = seconds
    this.isFirst = refusal.isFirst
  }

  /**
   * What an answer says about the limit.
   * Source: RFC 9110 section 10.2.3; draft-ietf-httpapi-ratelimit-headers-09, sections 3 and 4.
   */
  override get headers(): Readonly<Record<string, string>> {
    const { name, attempts, seconds } = this.limit
    return {
      'retry-after': String(this.retryAfterSeconds),
      'ratelimit-policy': `"${name}";q=${attempts};w=${seconds}`,
      ratelimit: `"${name}";r=0;t=${this.retryAfterSeconds}`,
    }
  }
}

function inWords(seconds: number): string {
  if (seconds < 120) return `${seconds} s`
  if (seconds < 7200) return `${Math.ceil(seconds / 60)} minutes`
  return seconds < 172_800 ? `${Math.ceil(seconds / 3600)} hours` : `${Math.ceil(seconds / 86_400)} days`
}
