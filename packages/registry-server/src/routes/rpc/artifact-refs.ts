import type { ArtifactLabelRef, ArtifactRef, ArtifactResourceRef } from '../../services/artifacts/resolve-artifact.ts'
import { type Oneof, unset } from './refs-from-messages.ts'

/** References of the packages of plugins and of policies; `Field` is how the name of the thing is called in them. */

type Child =
  | { readonly case: 'labelName'; readonly value: string }
  | { readonly case: 'ref'; readonly value: string }
  | { readonly case: undefined; readonly value?: undefined }

type Field = 'plugin' | 'policy'
type Name<F extends Field> = { readonly owner: string } & Readonly<Record<F, string>>

export function toArtifactRef<F extends Field>(
  field: F,
  ref: { readonly value: Oneof<Name<F>> } | undefined,
): ArtifactRef {
  if (ref?.value.case === 'id') return { id: ref.value.value }
  if (ref?.value.case !== 'name') throw unset(field)
  return { owner: ref.value.value.owner, artifact: ref.value.value[field] }
}

export function toArtifactLabelRef<F extends Field>(
  field: F,
  ref: { readonly value: Oneof<Name<F> & { readonly label: string }> } | undefined,
): ArtifactLabelRef {
  if (ref?.value.case === 'id') return { id: ref.value.value }
  if (ref?.value.case !== 'name') throw unset('label')
  return { owner: ref.value.value.owner, artifact: ref.value.value[field], label: ref.value.value.label }
}

/** A `ref` and a `label_name` that are set but empty are taken as absent: clients send them so. */
export function toArtifactResourceRef<F extends Field>(
  field: F,
  ref: { readonly value: Oneof<Name<F> & { readonly child: Child }> } | undefined,
): ArtifactResourceRef {
  if (ref?.value.case === 'id') return { id: ref.value.value }
  if (ref?.value.case !== 'name') throw unset('resource')
  const { owner, child } = ref.value.value
  return {
    owner,
    artifact: ref.value.value[field],
    label: child.case === 'labelName' ? child.value : undefined,
    ref: child.case === 'ref' ? child.value : undefined,
  }
}
