import type { ModuleSubject, OwnerSubject } from '../auth/rights.ts'
import type { AuditEvent } from './record-event.ts'

type AuditTarget = NonNullable<AuditEvent['target']>

/** A module, plugin or policy under its full name, as it is at that moment. */
export function resourceTarget(
  kind: 'module' | 'artifact',
  { id, ownerName, name }: Pick<ModuleSubject, 'ownerName' | 'name'> & { readonly id: string },
): AuditTarget {
  return { kind, id, name: `${ownerName}/${name}` }
}

export function ownerTarget({ ownerId, ownerName }: OwnerSubject): AuditTarget {
  return { kind: 'owner', id: ownerId, name: ownerName }
}

export function accountTarget({ id, name }: { readonly id: string; readonly name: string }): AuditTarget {
  return { kind: 'account', id, name }
}

/** The registry as a whole. */
export const REGISTRY_TARGET: AuditTarget = { kind: 'registry', id: '', name: '' }
