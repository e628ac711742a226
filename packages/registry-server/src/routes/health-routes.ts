import { Hono } from 'hono'
import type { AppEnv } from './app-env.ts'

/** The parts that must work for the registry to be of use. */
export interface Readiness {
  readonly database: boolean
  readonly workers: boolean
  /** False once the server was told to stop. */
  readonly accepting: boolean
}

/** `/healthz`: the process is alive. `/readyz`: it can serve; 503 and what is missing otherwise. */
export function healthRoutes(deps: { readonly readiness: () => Promise<Readiness> }): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get('/healthz', (c) => c.json({ status: 'ok' }))
    .get('/readyz', async (c) => {
      const parts = await deps.readiness()
      const ready = Object.values(parts).every((part) => part)
      return c.json({ status: ready ? 'ok' : 'unavailable', ...parts }, ready ? 200 : 503)
    })
}
