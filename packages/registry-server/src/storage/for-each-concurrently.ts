/** Runs `action` for every item, at most `limit` at once. Rejects with the first error, after those under way ended. */
export async function forEachConcurrently<T>(
  items: Iterable<T>,
  limit: number,
  action: (item: T) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.iterator]()
  let failed = false
  const lane = async () => {
    for (let next = iterator.next(); !next.done && !failed; next = iterator.next()) {
      try {
        await action(next.value)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  const results = await Promise.allSettled(Array.from({ length: limit }, lane))
  for (const result of results) if (result.status === 'rejected') throw result.reason
}
