import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openFolderImageCache } from './folder-image-cache.ts'

const folder = await mkdtemp(join(tmpdir(), 'wireproof-images-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const IMAGE = Buffer.from('an image')

test('an image comes back as it was; what is not there does not', async () => {
  const cache = await openFolderImageCache(folder)
  await cache.put('a-1.0.0+x', IMAGE)
  expect(await cache.get('a-1.0.0+x')).toEqual(IMAGE)
  expect(await (await openFolderImageCache(folder)).get('a-1.0.0+x')).toEqual(IMAGE)
  expect(await cache.get('../../etc/passwd')).toBeUndefined()
})

test('a damaged file is no image', async () => {
  const cache = await openFolderImageCache(folder)
  await cache.put('b', IMAGE)
  const path = join(folder, 'images', 'b')
  const bytes = readFileSync(path)
  for (const damaged of [bytes.subarray(0, 10), bytes.subarray(0, -1), Buffer.alloc(bytes.length)]) {
    writeFileSync(path, damaged)
    expect(await cache.get('b')).toBeUndefined()
  }
})

test('a folder that is gone costs nothing but time', async () => {
  const cache = await openFolderImageCache(folder)
  rmSync(join(folder, 'images'), { recursive: true })
  await cache.put('c', IMAGE)
  expect(await cache.get('c')).toBeUndefined()
  await openFolderImageCache(folder)
  await cache.put('c', IMAGE)
  expect(readdirSync(join(folder, 'images'))).toEqual(['c'])
})
