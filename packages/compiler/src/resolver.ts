/**
 * Finds the text of an import path; undefined when there is none. Bytes are decoded as UTF-8 by the compiler, which
 * reports what is not. It is asked once for each path. The well-known types need no resolver: the compiler has them,
 * and uses its own only when the resolver has none.
 */
export type Resolver = (path: string) => Uint8Array | string | undefined
