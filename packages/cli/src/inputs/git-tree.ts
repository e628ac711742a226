import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { usageFailure } from '../failure.ts'
import type { Io } from '../io.ts'
import { printable } from '../printable.ts'
import type { GitSelector, InputSpec } from './input-spec.ts'
import type { InputTree } from './input-tree.ts'
import { MAX_INPUT_BYTES, MAX_INPUT_FILES } from './limits.ts'
import { isRelevantFile } from './relevant-files.ts'
import { runGit } from './run-git.ts'
import { createStoredTree, type StoredLink } from './stored-tree.ts'

type GitSpec = Extract<InputSpec, { kind: 'git' }>

/** One line of `git ls-tree`. */
interface TreeLine {
  readonly mode: string
  readonly object: string
  readonly path: string
}

/** Modes of git's tree entries. Source: git-fast-import(1), "filemodify". */
const LINK_MODE = '120000'
const FILE_MODES = new Set(['100644', '100755', '100664'])

/**
 * The tree of a commit, read from the repository's objects: no checkout, no temporary folder, and the working tree does
 * not matter. Throws a Failure when there is no repository or no such commit.
 */
export function openGitTree(spec: GitSpec, label: string, { cwd, env }: Pick<Io, 'cwd' | 'env'>): InputTree {
  const repository = resolve(cwd, spec.repository)
  if (!existsSync(repository)) throw usageFailure(missingRepository(spec, cwd))
  // Naming the repository itself keeps git from searching, and from minding who owns the folder, as in a CI container.
  const git = (args: readonly string[], input?: string) =>
    runGit([`--git-dir=${repository}`, ...args], { cwd, env, input })
  const commit = resolveCommit(git, spec, label)
  const lines = listTree(git, commit, label)
  const objects = new Map(lines.map((line) => [line.path, line.object]))
  const contents = new Map<string, Uint8Array>()

  function load(paths: readonly string[]): void {
    const wanted = [...new Set(paths.map((path) => objects.get(path) as string))].filter((id) => !contents.has(id))
    if (wanted.length === 0) return
    const { isOk, stdout, stderr } = git(['cat-file', '--batch'], `${wanted.join('\n')}\n`)
    if (!isOk) throw usageFailure(`cannot read the files of ${label}: git says: ${printable(stderr)}`)
    readBatch(stdout, wanted, contents, label)
  }

  const links = new Map<string, StoredLink>()
  const linkLines = lines.filter(({ mode }) => mode === LINK_MODE)
  load(linkLines.map(({ path }) => path))
  for (const { path, object } of linkLines) {
    links.set(path, { target: Buffer.from(contents.get(object) as Uint8Array).toString('utf8') })
  }
  const reader = {
    expect: load,
    read(path: string) {
      const object = objects.get(path)
      if (object === undefined || links.has(path)) return undefined
      load([path])
      return contents.get(object)
    },
  }
  return createStoredTree(objects.keys(), links, { reader, target: spec.subdir, label })
}

type Git = (args: readonly string[], input?: string) => ReturnType<typeof runGit>

function missingRepository(spec: GitSpec, cwd: string): string {
  const problem = `no git repository at "${spec.repository}"`
  if (/^[a-z+]+:\/\/|^[^/]+@[^/]+:/.test(spec.repository)) {
    return `${problem}: repositories elsewhere are not fetched; clone it, and name the clone's .git folder`
  }
  for (let folder = dirname(cwd), up = '..'; ; folder = dirname(folder), up += '/..') {
    if (existsSync(join(folder, '.git'))) return `${problem}; there is one at "${up}/.git"`
    if (folder === dirname(folder)) return `${problem}; check the path (it names the .git folder itself)`
  }
}

function resolveCommit(git: Git, { selector, repository }: GitSpec, label: string): string {
  for (const revision of revisionsOf(selector)) {
    const { isOk, stdout } = git(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`])
    if (isOk) return stdout.toString('utf8').trim()
  }
  const isRepository = git(['rev-parse', '--git-dir'])
  if (!isRepository.isOk) {
    throw usageFailure(`"${repository}" is not a git repository: git says: ${printable(isRepository.stderr)}`)
  }
  if (selector === undefined) throw usageFailure(`${label} has no commit yet`)
  const isShallow = git(['rev-parse', '--is-shallow-repository']).stdout.toString('utf8').trim() === 'true'
  const name = `${selector.kind} "${selector.value}"`
  throw usageFailure(
    isShallow
      ? `${label}: there is no ${name} in this clone, which is shallow; fetch it first ` +
          `(git fetch origin ${selector.value}; in GitHub Actions: fetch-depth: 0)`
      : `${label}: there is no ${name}; see \`git branch --all\` and \`git tag\`, or fetch it first (git fetch)`,
  )
}

/** A branch that was only fetched, as in CI, counts too; the local one wins. */
function revisionsOf(selector: GitSelector | undefined): readonly string[] {
  switch (selector?.kind) {
    case undefined:
      return ['HEAD']
    case 'branch':
      return [`refs/heads/${selector.value}`, `refs/remotes/origin/${selector.value}`]
    case 'tag':
      return [`refs/tags/${selector.value}`]
    case 'commit':
    case 'ref':
      return [selector.value]
  }
}

function listTree(git: Git, commit: string, label: string): TreeLine[] {
  const { isOk, stdout, stderr } = git(['ls-tree', '-r', '-z', '--full-tree', commit])
  if (!isOk) throw usageFailure(`cannot list the files of ${label}: git says: ${printable(stderr)}`)
  const lines: TreeLine[] = []
  for (const line of stdout.toString('utf8').split('\0')) {
    const tab = line.indexOf('\t')
    const [mode = '', , object = ''] = line.slice(0, tab).split(' ')
    const path = line.slice(tab + 1)
    const isUsed = mode === LINK_MODE || (FILE_MODES.has(mode) && isRelevantFile(path))
    if (isUsed) lines.push({ mode, object, path })
  }
  if (lines.length > MAX_INPUT_FILES) {
    throw usageFailure(`${label} has more than ${MAX_INPUT_FILES} files that could matter`)
  }
  return lines
}

/** Takes the answers of `git cat-file --batch` apart: `<id> <type> <size>\n<bytes>\n` for each, in order. */
function readBatch(stdout: Buffer, ids: readonly string[], contents: Map<string, Uint8Array>, label: string): void {
  let offset = 0
  let total = 0
  for (const id of ids) {
    const lineEnd = stdout.indexOf('\n', offset)
    const [, type, size] = stdout.toString('latin1', offset, lineEnd).split(' ')
    if (type !== 'blob') throw usageFailure(`${label}: git does not have the object ${id}; run \`git fsck\``)
    const start = lineEnd + 1
    const end = start + Number(size)
    total += Number(size)
    if (total > MAX_INPUT_BYTES) throw usageFailure(`${label} has more than ${MAX_INPUT_BYTES} bytes of files`)
    contents.set(id, stdout.subarray(start, end))
    offset = end + 1
  }
}
