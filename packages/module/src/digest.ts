import { createHash } from 'node:crypto'
import { compareBytewise } from './compare-bytewise.ts'
import type { FileSet } from './file-set.ts'

/** Length of every digest in bytes: SHAKE256 can make any; the registry protocol takes 64. */
const DIGEST_BYTES = 64

/**
 * b5 covers a module's files and the digests of all its dependencies; b4, of modules with an older configuration,
 * covers the files and the configuration itself.
 */
export type DigestType = 'b4' | 'b5'

/** A content digest: 64 raw bytes and how they were made. */
export interface Digest {
  readonly type: DigestType
  readonly value: Uint8Array
}

/** The text form of b4 carries the name of the hash: it is older than the other kinds. */
const PREFIX = { b4: 'shake256:', b5: 'b5:' } as const satisfies Record<DigestType, string>

/** SHAKE256 with 64 bytes of output. */
export function shake256(bytes: Uint8Array | string): Uint8Array {
  return new Uint8Array(createHash('shake256', { outputLength: DIGEST_BYTES }).update(bytes).digest())
}

/**
 * The listing of a file set that digests are made from: a line `shake256:<hex of the content's hash>  <path>` for each
 * file, in the byte order of the paths. Empty for an empty set.
 * Source: the registry protocol's manifest, as buf 1.75 verifies it.
 */
export function buildManifest(files: FileSet): string {
  const paths = [...files.keys()].sort(compareBytewise)
  return paths.map((path) => `shake256:${hex(shake256(files.get(path) as Uint8Array))}  ${path}\n`).join('')
}

/**
 * The b5 digest of a module: of its files (exactly those that `selectModuleFiles` keeps) and of the b5 digests of all
 * its direct and indirect dependencies, in any order.
 * Source: the registry protocol, as buf 1.75 verifies it. No final newline; without dependencies only the first line.
 */
export function digestB5(files: FileSet, dependencies: Iterable<Digest>): Digest {
  const filesDigest = `shake256:${hex(shake256(buildManifest(files)))}`
  const deps = Array.from(dependencies, (digest) => {
    if (digest.type !== 'b5') throw new TypeError(`a b5 digest is made of b5 digests, not of ${digest.type}`)
    return formatDigest(digest)
  })
  return { type: 'b5', value: shake256([filesDigest, ...deps.sort(compareBytewise)].join('\n')) }
}

/**
 * The b4 digest of a module: of its files, its v1 `buf.yaml` and, if it has dependencies, its v1 `buf.lock`. Stock
 * clients do not upload these two: see `buildV1Config`.
 * Source: the registry protocol, as buf 1.75 verifies it.
 */
export function digestB4(files: FileSet, config: { bufYaml: Uint8Array; bufLock: Uint8Array | undefined }): Digest {
  const all = new Map(files).set('buf.yaml', config.bufYaml)
  if (config.bufLock !== undefined) all.set('buf.lock', config.bufLock)
  return { type: 'b4', value: shake256(buildManifest(all)) }
}

/** `b5:<128 hex>`, or `shake256:<128 hex>` for b4. */
export function formatDigest(digest: Digest): string {
  return PREFIX[digest.type] + hex(digest.value)
}

/** Parses what `formatDigest` writes; undefined when it is no digest of these two types. */
export function parseDigest(text: string): Digest | undefined {
  const match = /^(b5|shake256):([0-9a-f]{128})$/.exec(text)
  if (match === null) return undefined
  return { type: match[1] === 'b5' ? 'b5' : 'b4', value: new Uint8Array(Buffer.from(match[2] as string, 'hex')) }
}

/** Whether both are the same type and the same bytes. */
export function isSameDigest(a: Digest, b: Digest): boolean {
  return a.type === b.type && formatDigest(a) === formatDigest(b)
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}
