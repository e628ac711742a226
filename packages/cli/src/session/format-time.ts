import { type Timestamp, timestampDate } from '@bufbuild/protobuf/wkt'

/** For programs: RFC 3339; null for what is not set. */
export function toIsoTime(time: Timestamp | undefined): string | null {
  return time === undefined ? null : timestampDate(time).toISOString()
}

/** For people: to the minute, in UTC; `-` for what is not set. */
export function toShortTime(isoTime: string | null): string {
  return isoTime === null ? '-' : `${isoTime.slice(0, 16).replace('T', ' ')}Z`
}
