import { expect, it } from 'vitest'
import { collectPages } from './collect-pages.ts'

const PAGES: Record<string, { items: number[]; nextPageToken: string }> = {
  '': { items: [1, 2], nextPageToken: 'b' },
  b: { items: [3], nextPageToken: '' },
}

it('collects all pages', async () => {
  expect(await collectPages(Number.POSITIVE_INFINITY, async (token) => PAGES[token] as never)).toEqual([1, 2, 3])
})

it('stops at the limit, and asks for no more than that', async () => {
  const sizes: number[] = []
  const result = await collectPages(2, async (token, size) => {
    sizes.push(size)
    return PAGES[token] as never
  })
  expect([result, sizes]).toEqual([[1, 2], [2]])
})

it('does not go round in circles', async () => {
  await expect(collectPages(1000, async () => ({ items: [1], nextPageToken: 'again' }))).rejects.toThrow(
    'again and again',
  )
})
