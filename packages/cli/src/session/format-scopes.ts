import { sessionV1 } from '@wireproof/registry-api'

const NAMES: Readonly<Partial<Record<sessionV1.Permission, string>>> = {
  [sessionV1.Permission.READ]: 'read',
  [sessionV1.Permission.PUSH]: 'push',
  [sessionV1.Permission.ADMIN]: 'admin',
}

/** Scopes as they are typed: `permission` or `permission:owner[/module]`. */
export function formatScopes(scopes: readonly sessionV1.Scope[]): string[] {
  return scopes.map(
    ({ permission, resource }) => `${NAMES[permission] ?? 'unknown'}${resource === '' ? '' : `:${resource}`}`,
  )
}
