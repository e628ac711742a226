import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { usageFailure } from '../failure.ts'
import { openGitTree } from '../inputs/git-tree.ts'
import { type GitResult, runGit } from '../inputs/run-git.ts'
import { openWorkspaceInput } from '../inputs/workspace-input.ts'
import type { Io } from '../io.ts'
import { printable } from '../printable.ts'
import { MAX_VERSIONS, type Version } from './version.ts'
import type { VersionsSpec } from './versions-spec.ts'

type GitVersionsSpec = Extract<VersionsSpec, { kind: 'git' }>

/** How much of a commit id tells commits apart for the eye; git itself shows seven and more. */
const SHORT_ID_LENGTH = 12

/**
 * The tags or commits of a local repository, oldest first: tags by version number (v1.9 before v1.10, v2.0-rc1 before
 * v2.0), commits as they follow each other. Throws a Failure, also when there are none.
 */
export function listGitVersions(spec: GitVersionsSpec, io: Pick<Io, 'cwd' | 'env'>): Version[] {
  const repository = resolve(io.cwd, spec.repository)
  if (!existsSync(repository)) {
    throw usageFailure(`no git repository at "${spec.repository}"; name the .git folder itself`)
  }
  const git = (...args: string[]) => runGit([`--git-dir=${repository}`, ...args], { ...io, input: undefined })
  const [from, to] = spec.range?.split('..') ?? []
  for (const revision of [from, to]) if (revision !== undefined) assertRevision(git, spec, revision)
  const versions = spec.tags === undefined ? listCommits(git, spec, io) : listTags(git, spec, spec.tags, [from, to], io)
  if (versions.length > MAX_VERSIONS) {
    throw usageFailure(
      `${describe(spec)} are more than ${MAX_VERSIONS} versions; narrow them by tags=, or by range=FROM..TO`,
    )
  }
  return versions
}

type Git = (...args: string[]) => GitResult

function assertRevision(git: Git, spec: GitVersionsSpec, revision: string): void {
  if (git('rev-parse', '--verify', '--quiet', `${revision}^{commit}`).isOk) return
  throw usageFailure(
    `${describe(spec)}: there is no revision "${revision}" in ${spec.repository}; in a pipeline, fetch the whole history ` +
      'first (in GitHub Actions: fetch-depth: 0)',
  )
}

function listTags(
  git: Git,
  spec: GitVersionsSpec,
  pattern: string,
  [from, to]: readonly (string | undefined)[],
  io: Pick<Io, 'cwd' | 'env'>,
): Version[] {
  const range = from === undefined || to === undefined ? [] : ['--merged', to, '--no-merged', from]
  // A suffix such as -rc1 is older than the version without it.
  const sorted = ['-c', 'versionsort.suffix=-', 'tag', '--list', '--sort=version:refname', ...range, pattern]
  const tags = linesOf(git(...sorted), spec)
  if (tags.length === 0) {
    throw usageFailure(
      `${describe(spec)}: no tag matches; see \`git tag\`, or fetch them first (git fetch --tags; in GitHub Actions: fetch-depth: 0)`,
    )
  }
  return tags.map((tag) => gitVersion(spec, tag, { kind: 'tag', value: tag }, io))
}

function listCommits(git: Git, spec: GitVersionsSpec, io: Pick<Io, 'cwd' | 'env'>): Version[] {
  const commits = linesOf(git('rev-list', '--first-parent', '--reverse', spec.range ?? 'HEAD'), spec)
  if (commits.length === 0) throw usageFailure(`${describe(spec)}: there is no commit in the range`)
  return commits.map((id) => gitVersion(spec, id.slice(0, SHORT_ID_LENGTH), { kind: 'commit', value: id }, io))
}

function linesOf({ isOk, stdout, stderr }: GitResult, spec: GitVersionsSpec): string[] {
  if (!isOk) throw usageFailure(`${describe(spec)}: git says: ${printable(stderr)}`)
  return stdout
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
}

function gitVersion(
  { repository, subdir }: GitVersionsSpec,
  name: string,
  selector: { readonly kind: 'tag' | 'commit'; readonly value: string },
  io: Pick<Io, 'cwd' | 'env'>,
): Version {
  const label = `${repository}#${selector.kind}=${name}${subdir === '' ? '' : `,subdir=${subdir}`}`
  return {
    name,
    open: async () => openWorkspaceInput(openGitTree({ kind: 'git', repository, selector, subdir }, label, io), label),
  }
}

function describe({ repository, tags, range }: GitVersionsSpec): string {
  const options = [tags && `tags=${tags}`, range && `range=${range}`].filter((option) => option !== undefined)
  return `${repository}#${options.join(',')}`
}
