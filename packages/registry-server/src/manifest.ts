import { compareBytewise, shake256 } from '@wireproof/module'
import type { BlobKey } from './storage/blob-store.ts'

const LINE = /^shake256:([0-9a-f]{128}) {2}(.+)$/

/** The digest of bytes as 128 hex digits: the key of a blob, and the form in which digests are stored. */
export function digestHex(bytes: Uint8Array | string): string {
  return Buffer.from(shake256(bytes)).toString('hex')
}

/** Path to blob key. Throws for a text that is no manifest: it came from our own store. */
export function parseManifest(text: string): Map<string, BlobKey> {
  const files = new Map<string, BlobKey>()
  for (const line of text.split('\n')) {
    if (line === '') continue
    const [, key, path] = LINE.exec(line) ?? []
    if (key === undefined || path === undefined) throw new Error('a stored manifest is damaged')
    files.set(path, key)
  }
  return files
}

/**
 * The b5 digest, in hex, of a module whose manifest has this digest. `dependencies` are the b5 digests, in hex, of all
 * direct and indirect dependencies.
 * The same as `digestB5`, for files that were hashed before. Source: the registry protocol, section on digests.
 */
export function b5OfManifest(filesDigest: string, dependencies: Iterable<string>): string {
  const lines = Array.from(dependencies, (hex) => `b5:${hex}`).sort(compareBytewise)
  return digestHex([`shake256:${filesDigest}`, ...lines].join('\n'))
}

/** The b4 digest, in hex; the same as `digestB4`, for files that were hashed before. */
export function b4OfManifest(
  manifest: string,
  config: { bufYaml: Uint8Array; bufLock: Uint8Array | undefined },
): string {
  const files = parseManifest(manifest)
  files.set('buf.yaml', digestHex(config.bufYaml))
  if (config.bufLock !== undefined) files.set('buf.lock', digestHex(config.bufLock))
  const paths = [...files.keys()].sort(compareBytewise)
  return digestHex(paths.map((path) => `shake256:${files.get(path)}  ${path}\n`).join(''))
}
