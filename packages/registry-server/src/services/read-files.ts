import type { FileSet } from '@wireproof/module'
import { parseManifest } from '../manifest.ts'
import type { CommitRecord } from '../storage/records.ts'
import type { ServiceContext } from './service-context.ts'

/** The files of a commit, in the order of its manifest; only those whose path `isWanted` accepts. */
export async function readFiles(
  { blobs }: Pick<ServiceContext, 'blobs'>,
  commit: Pick<CommitRecord, 'filesDigest'>,
  isWanted: (path: string) => boolean = () => true,
): Promise<FileSet> {
  const manifest = parseManifest(Buffer.from(await blobs.get(commit.filesDigest)).toString('utf8'))
  const wanted = [...manifest].filter(([path]) => isWanted(path))
  const contents = await blobs.getAll(wanted.map(([, key]) => key))
  return new Map(wanted.map(([path], index) => [path, contents[index] as Uint8Array]))
}

/** The schemas of commits that others depend on. */
export async function readDependencies(
  context: Pick<ServiceContext, 'blobs'>,
  commits: readonly Pick<CommitRecord, 'filesDigest'>[],
): Promise<FileSet[]> {
  const sets: FileSet[] = []
  for (const commit of commits) sets.push(await readFiles(context, commit, (path) => path.endsWith('.proto')))
  return sets
}
