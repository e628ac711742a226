import type { moduleV1, ownerV1 } from '@wireproof/registry-api'
import { MAX_BATCH } from '../../limits.ts'
import { RegistryError } from '../../registry-error.ts'
import type { LabelRef, ModuleRef, OwnerRef, ResourceRef } from '../../services/refs.ts'

/** What an oneof of a message looks like, whichever version of the package it is from. */
export type Oneof<Name> =
  | { readonly case: 'id'; readonly value: string }
  | { readonly case: 'name'; readonly value: Name }
  | { readonly case: undefined; readonly value?: undefined }

/** An empty list means nothing; a long one is refused. Source: the registry protocol, section on batches. */
export function assertBatch(items: readonly unknown[]): void {
  if (items.length > MAX_BATCH) {
    throw new RegistryError('invalid_argument', `a request names at most ${MAX_BATCH} things, not ${items.length}`)
  }
}

export function toModuleRef(ref: { value: Oneof<{ owner: string; module: string }> } | undefined): ModuleRef {
  if (ref?.value.case === 'id') return { id: ref.value.value }
  if (ref?.value.case === 'name') return { owner: ref.value.value.owner, module: ref.value.value.module }
  throw unset('module')
}

/** A `ref` and a `label_name` that are set but empty are taken as absent: clients send them so. */
export function toResourceRef(
  ref: { value: Oneof<Pick<moduleV1.ResourceRef_Name, 'owner' | 'module' | 'child'>> } | undefined,
): ResourceRef {
  if (ref?.value.case === 'id') return { id: ref.value.value }
  if (ref?.value.case !== 'name') throw unset('resource')
  const { owner, module, child } = ref.value.value
  return {
    owner,
    module,
    label: child.case === 'labelName' ? child.value : undefined,
    ref: child.case === 'ref' ? child.value : undefined,
  }
}

export function toLabelRef(ref: moduleV1.LabelRef | undefined): LabelRef {
  if (ref?.value.case === 'id') return { id: ref.value.value }
  if (ref?.value.case !== 'name') throw unset('label')
  const { owner, module, label } = ref.value.value
  return { owner, module, label }
}

export function toScopedLabelRef(ref: { value: Oneof<string> }): { id: string } | { name: string } {
  if (ref.value.case === 'id') return { id: ref.value.value }
  if (ref.value.case === 'name') return { name: ref.value.value }
  throw unset('label')
}

export function toOwnerRef(ref: ownerV1.OwnerRef | ownerV1.OrganizationRef | ownerV1.UserRef | undefined): OwnerRef {
  if (ref?.value.case === 'id') return { id: ref.value.value }
  if (ref?.value.case === 'name') return { name: ref.value.value }
  throw unset('owner')
}

export function unset(what: string): RegistryError {
  return new RegistryError('invalid_argument', `a ${what} reference has neither an id nor a name`)
}
