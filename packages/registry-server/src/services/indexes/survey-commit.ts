import type { FileSet } from '@wireproof/module'
import type { CommitRecord } from '../../storage/records.ts'
import type { SurveyCommit } from '../../workers/commit-survey.ts'
import { packFiles } from '../../workers/packed-files.ts'
import { readDependencies, readFiles } from '../read-files.ts'
import type { ServiceContext } from '../service-context.ts'

/** A stored commit for a survey, with everything that it is compiled with. */
export async function toSurveyCommit(
  context: Pick<ServiceContext, 'store' | 'blobs'>,
  commit: CommitRecord,
): Promise<SurveyCommit> {
  const files = await readFiles(context, commit)
  return packSurveyCommit(files, await readDependencies(context, await context.store.listDependencies(commit.id)))
}

/** Files that may not be stored yet, for a survey. */
export function packSurveyCommit(files: FileSet, dependencies: readonly FileSet[]): SurveyCommit {
  return { files: packFiles(files), dependencies: dependencies.map(packFiles) }
}
