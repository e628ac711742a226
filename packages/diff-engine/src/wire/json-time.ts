/** Seconds of 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z. Source: google/protobuf/timestamp.proto. */
const MIN_TIMESTAMP = -62_135_596_800n
const MAX_TIMESTAMP = 253_402_300_799n
/** About 10,000 years. Source: google/protobuf/duration.proto. */
const MAX_DURATION = 315_576_000_000n
const MAX_NANOS = 999_999_999n

/** The parts of a Timestamp or Duration message. */
export interface Time {
  readonly seconds: bigint
  readonly nanos: bigint
}

/** RFC 3339 in UTC with 0, 3, 6 or 9 fractional digits; undefined when the value has no such text. Source: ProtoJSON. */
export function formatTimestamp({ seconds, nanos }: Time): string | undefined {
  if (seconds < MIN_TIMESTAMP || seconds > MAX_TIMESTAMP || nanos < 0n || nanos > MAX_NANOS) return undefined
  const whole = new Date(Number(seconds) * 1000).toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length)
  return `${whole}${formatFraction(nanos)}Z`
}

/** Undefined when the text is no RFC 3339 time of the years 1 to 9999. */
export function parseTimestamp(text: string): Time | undefined {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/.exec(text)
  if (match === null) return undefined
  const [, whole = '', fraction, zone = ''] = match
  const local = Date.parse(`${whole}Z`)
  // Date takes 30 February as 1 March, which RFC 3339 does not.
  if (Number.isNaN(local) || new Date(local).toISOString().slice(0, whole.length) !== whole) return undefined
  const seconds = BigInt(Math.floor(local / 1000)) - zoneSeconds(zone)
  return seconds < MIN_TIMESTAMP || seconds > MAX_TIMESTAMP ? undefined : { seconds, nanos: parseFraction(fraction) }
}

function zoneSeconds(zone: string): bigint {
  if (zone === 'Z') return 0n
  const seconds = BigInt(zone.slice(1, 3)) * 3600n + BigInt(zone.slice(4)) * 60n
  return zone.startsWith('-') ? -seconds : seconds
}

/** Seconds with `s` behind; undefined when the value is no duration (range, mixed signs). Source: ProtoJSON. */
export function formatDuration({ seconds, nanos }: Time): string | undefined {
  const [s, n] = [absolute(seconds), absolute(nanos)]
  if (s > MAX_DURATION || n > MAX_NANOS || (seconds !== 0n && nanos !== 0n && seconds < 0n !== nanos < 0n)) {
    return undefined
  }
  return `${seconds < 0n || nanos < 0n ? '-' : ''}${s}${formatFraction(n)}s`
}

/** Undefined when the text is no duration. */
export function parseDuration(text: string): Time | undefined {
  const match = /^(-?)(\d+)(?:\.(\d{1,9}))?s$/.exec(text)
  if (match === null) return undefined
  const seconds = BigInt(match[2] ?? '')
  const nanos = parseFraction(match[3])
  if (seconds > MAX_DURATION) return undefined
  return match[1] === '-' ? { seconds: -seconds, nanos: -nanos } : { seconds, nanos }
}

function formatFraction(nanos: bigint): string {
  if (nanos === 0n) return ''
  return `.${String(nanos)
    .padStart(9, '0')
    .replace(/(?:000){1,2}$/, '')}`
}

function parseFraction(digits: string | undefined): bigint {
  return digits === undefined ? 0n : BigInt(digits.padEnd(9, '0'))
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value
}
