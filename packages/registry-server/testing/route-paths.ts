import type { createApp } from '../src/app.ts'

/** A path for each route of the app, with something in the place of parameters. Middleware has no path of its own. */
export function routePaths(app: ReturnType<typeof createApp>): string[] {
  const paths = app.routes.map(({ path }) => path).filter((path) => path !== '/*' && path !== '*')
  return [...new Set(paths)].map((path) => path.replace(/:(\w+)(\{[^}]*\})?/g, 'x'))
}
