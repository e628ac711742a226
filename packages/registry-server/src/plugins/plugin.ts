/** A protoc plugin that the operator provides. */
export interface Plugin {
  readonly owner: string
  readonly name: string
  /** Such as v2.13.0. */
  readonly version: string
  /** The program, and what it is started with. There is no shell. */
  readonly command: readonly [string, ...string[]]
}

/**
 * The plugin that is meant: of a version, or, without one, the one that the operator lists last. Undefined when there
 * is none; the operator has no revisions, so that only 0 and 1 name one.
 */
export function findPlugin(
  plugins: readonly Plugin[],
  ref: { readonly owner: string; readonly name: string; readonly version: string; readonly revision: number },
): Plugin | undefined {
  if (ref.revision > 1) return undefined
  return plugins.findLast(
    ({ owner, name, version }) =>
      owner === ref.owner && name === ref.name && (ref.version === '' || version === ref.version),
  )
}
