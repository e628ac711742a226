/** A moment for people, such as `2026-11-28 16:40 UTC`: a page without scripts does not know their time zone. */
export function toMinute(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
