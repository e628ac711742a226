import type { ScopeGrant } from '../storage/account-records.ts'
import { includesPermission } from './principal.ts'

const FORM = /^(read|push|admin)(?::([^\s:]+))?$/

/** Scopes in the form of RFC 6749 section 3.3: `permission` or `permission:resource`, separated by spaces. */
export function formatScopes(scopes: readonly ScopeGrant[]): string {
  return scopes
    .map(({ permission, resource }) => (resource === '' ? permission : `${permission}:${resource}`))
    .join(' ')
}

/** What `formatScopes` wrote; undefined for anything else. An empty text is an empty list. */
export function parseScopes(text: string): readonly ScopeGrant[] | undefined {
  const scopes: ScopeGrant[] = []
  for (const word of text.split(' ').filter((part) => part !== '')) {
    const [, permission, resource = ''] = FORM.exec(word) ?? []
    if (permission !== 'read' && permission !== 'push' && permission !== 'admin') return undefined
    scopes.push({ permission, resource })
  }
  return scopes
}

/** Whether all of `wanted` is within `held`: the same place or one inside it, and no higher permission. */
export function includesScopes(held: readonly ScopeGrant[], wanted: readonly ScopeGrant[]): boolean {
  return wanted.every((want) =>
    held.some((have) => includesPermission(have.permission, want.permission) && isInside(want, have)),
  )
}

function isInside(inner: ScopeGrant, outer: ScopeGrant): boolean {
  return outer.resource === '' || inner.resource === outer.resource || inner.resource.startsWith(`${outer.resource}/`)
}
