/** The ways in which requests name things, apart from any version of the messages. */

export type OwnerRef = { readonly id: string } | { readonly name: string }
export type ModuleRef = { readonly id: string } | { readonly owner: string; readonly module: string }
export type LabelRef =
  | { readonly id: string }
  | { readonly owner: string; readonly module: string; readonly label: string }
export type ResourceRef =
  | { readonly id: string }
  | {
      readonly owner: string
      readonly module: string
      /** Only a label. */
      readonly label: string | undefined
      /** A commit id or a label. */
      readonly ref: string | undefined
    }

/** How a reference is called in messages. */
export function describeRef(ref: OwnerRef | ModuleRef | LabelRef | ResourceRef): string {
  if ('id' in ref) return `the id ${ref.id}`
  if ('name' in ref) return ref.name
  const child = 'label' in ref && ref.label ? ref.label : 'ref' in ref && ref.ref ? ref.ref : ''
  return `${ref.owner}/${ref.module}${child === '' ? '' : `:${child}`}`
}
