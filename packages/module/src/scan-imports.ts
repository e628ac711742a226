/** `public` re-exports, `weak` may be missing at run time, `option` (edition 2024) is for custom options only. */
export type ImportKind = 'plain' | 'public' | 'weak' | 'option'

export interface ImportStatement {
  readonly path: string
  readonly kind: ImportKind
}

/**
 * The imports of a .proto file in the order of their appearance, without parsing the rest. Comments and strings are
 * seen through. Never throws: what is no well-formed import is left for the compiler to report.
 */
export function scanImports(source: Uint8Array | string): ImportStatement[] {
  throw new Error(`not built ${String(source)}`)
}
