import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../limits.ts'
import { RegistryError } from '../registry-error.ts'
import type { Cursor, PageRequest } from '../storage/page.ts'

/** What list requests say about the page that they want. */
export interface PageParameters {
  /** 0 means the default. */
  readonly pageSize: number
  /** Empty for the first page. */
  readonly pageToken: string
  readonly descending: boolean
}

/** `invalid_argument` for a size beyond the limit and for a token that no answer held. */
export function toPageRequest({ pageSize, pageToken, descending }: PageParameters): PageRequest {
  if (pageSize > MAX_PAGE_SIZE) {
    throw new RegistryError('invalid_argument', `page_size is ${pageSize}; the most is ${MAX_PAGE_SIZE}`)
  }
  return {
    size: pageSize === 0 ? DEFAULT_PAGE_SIZE : pageSize,
    descending,
    after: pageToken === '' ? undefined : parsePageToken(pageToken),
  }
}

/** The opaque text that asks for the rows behind the cursor; empty at the end. */
export function toPageToken(next: Cursor | undefined): string {
  return next === undefined ? '' : Buffer.from(`${next.sortKey}.${next.id}`).toString('base64url')
}

function parsePageToken(token: string): Cursor {
  const [, sortKey, id] = /^(\d{1,16})\.([0-9a-f]{32})$/.exec(Buffer.from(token, 'base64url').toString()) ?? []
  if (sortKey === undefined || id === undefined) {
    throw new RegistryError('invalid_argument', 'page_token is not one that this registry gave out')
  }
  return { sortKey: Number(sortKey), id }
}
