import { html } from 'hono/html'
import type { Html } from '../page-shell.ts'

/** A moment for people, such as `2026-11-28 16:40 UTC`: a page without scripts does not know their time zone. */
export function toMinute(atMs: number): Html {
  const iso = new Date(atMs).toISOString()
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`
}
