import { timestampDate } from '@bufbuild/protobuf/wkt'
import { moduleV1 } from '@wireproof/registry-api'
import { printable } from '../printable.ts'
import type { Registry } from '../registry/registry.ts'
import { collectPages } from './collect-pages.ts'

/** Labels and commits of a module as `ls` lists them; the keys are those of its JSON. */
export interface ModuleHistory {
  readonly module: string
  readonly defaultLabel: string
  /** The default label first, then by name. */
  readonly labels: readonly { readonly name: string; readonly commit: string; readonly updated: string | null }[]
  /** Newest first. */
  readonly commits: readonly { readonly id: string; readonly created: string | null; readonly digest: string }[]
}

/** Fetches all labels in use and the newest commits of a module. Rejects with a Failure. */
export async function fetchModuleHistory(
  registry: Registry,
  name: { readonly owner: string; readonly module: string },
  limit: number,
): Promise<ModuleHistory> {
  const resourceRef = { value: { case: 'name' as const, value: name } }
  const { modules } = await registry.ask((client) =>
    client.modules.getModules({ moduleRefs: [{ value: { case: 'name', value: name } }] }),
  )
  const defaultLabel = modules[0]?.defaultLabelName ?? ''
  const labels = await collectPages(Number.POSITIVE_INFINITY, async (pageToken, pageSize) => {
    const archiveFilter = moduleV1.ListLabelsRequest_ArchiveFilter.UNARCHIVED_ONLY
    const answer = await registry.ask((client) =>
      client.labels.listLabels({ pageToken, pageSize, resourceRef, archiveFilter }),
    )
    return { items: answer.labels, nextPageToken: answer.nextPageToken }
  })
  const commits = await collectPages(limit, async (pageToken, pageSize) => {
    const order = moduleV1.ListCommitsRequest_Order.CREATE_TIME_DESC
    const answer = await registry.ask((client) =>
      client.commits.listCommits({ pageToken, pageSize, resourceRef, order }),
    )
    return { items: answer.commits, nextPageToken: answer.nextPageToken }
  })
  return {
    module: `${registry.host}/${name.owner}/${name.module}`,
    defaultLabel,
    labels: labels.map(toListedLabel).sort((a, b) => compareLabels(a.name, b.name, defaultLabel)),
    commits: commits.map(toListedCommit),
  }
}

function compareLabels(a: string, b: string, defaultLabel: string): number {
  if (a === defaultLabel || b === defaultLabel) return a === b ? 0 : a === defaultLabel ? -1 : 1
  return a < b ? -1 : 1
}

function toListedLabel({ name, commitId, updateTime }: moduleV1.Label) {
  return { name, commit: commitId, updated: updateTime === undefined ? null : timestampDate(updateTime).toISOString() }
}

function toListedCommit({ id, createTime, digest }: moduleV1.Commit) {
  const hex = Buffer.from(digest?.value ?? []).toString('hex')
  const created = createTime === undefined ? null : timestampDate(createTime).toISOString()
  return { id, created, digest: digest?.type === moduleV1.DigestType.B5 ? `b5:${hex}` : hex }
}

/** How much of a digest tells versions apart for the eye. */
const SHORT_DIGEST_LENGTH = 15

/** Labels and commits as two short tables. */
export function describeModuleHistory({ labels, commits, defaultLabel }: ModuleHistory): string {
  const labelRows = labels.map(({ name, commit, updated }) => {
    return [name === defaultLabel ? `${name} (default)` : name, commit, updated ?? '']
  })
  const commitRows = commits.map(({ id, created, digest }) => {
    const here = labels.filter((label) => label.commit === id).map((label) => label.name)
    return [id, created ?? '', digest.slice(0, SHORT_DIGEST_LENGTH), here.join(', ')]
  })
  return `Labels:\n${formatRows(labelRows)}\nCommits:\n${formatRows(commitRows)}`
}

function formatRows(rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '  none\n'
  const clean = rows.map((row) => row.map(printable))
  const widths = (clean[0] ?? []).map((_, column) => Math.max(...clean.map((row) => (row[column] ?? '').length)))
  return clean
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .map((line) => `${line}\n`)
    .join('')
}
