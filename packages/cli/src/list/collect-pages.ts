import { EXIT_CODES } from '../exit-code.ts'
import { Failure } from '../failure.ts'

/** The largest page that a registry gives. Source: constraints of the buf.registry messages. */
export const PAGE_SIZE = 250

/** One page of a list, and the token of the next; empty at the end. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly nextPageToken: string
}

/**
 * Asks for page after page until there are `limit` items or no more. Rejects with a Failure when the registry gives the
 * same page token twice, which would go on for ever.
 */
export async function collectPages<T>(
  limit: number,
  fetchPage: (pageToken: string, pageSize: number) => Promise<Page<T>>,
): Promise<T[]> {
  const items: T[] = []
  const seen = new Set<string>()
  for (let token = ''; ; ) {
    const page = await fetchPage(token, Math.min(PAGE_SIZE, limit - items.length))
    items.push(...page.items)
    token = page.nextPageToken
    if (token === '' || items.length >= limit) return items.slice(0, limit)
    if (seen.has(token))
      throw new Failure(EXIT_CODES.server, 'the registry gives the same page of a list again and again')
    seen.add(token)
  }
}
