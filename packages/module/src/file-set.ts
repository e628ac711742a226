/** Files by path, `/`-separated and relative, with their exact bytes. */
export type FileSet = ReadonlyMap<string, Uint8Array>
