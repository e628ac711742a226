import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { DATABASE_URL, readStoreUrl } from './store-url.ts'

const folder = mkdtempSync(join(tmpdir(), 'wireproof-store-url-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a URL is what was given, or what the file holds, without the end of its line', async () => {
  const url = 'postgres://app:open-sesame@db/wireproof'
  const file = join(folder, 'url')
  writeFileSync(file, `${url}\n`)
  expect(await readStoreUrl(DATABASE_URL, url, undefined)).toBe(url)
  expect(await readStoreUrl(DATABASE_URL, undefined, file)).toBe(url)
  expect(await readStoreUrl(DATABASE_URL, undefined, undefined)).toBeUndefined()
})

test('a file that is not there or holds something else is named, and what it holds is not', async () => {
  const file = join(folder, 'wrong')
  writeFileSync(file, 'open-sesame')
  await expect(readStoreUrl(DATABASE_URL, undefined, join(folder, 'none'))).rejects.toThrow(/_URL_FILE names: ENOENT/)
  const wrong = readStoreUrl(DATABASE_URL, undefined, file)
  await expect(wrong).rejects.toThrow(`${file} (WIREPROOF_DATABASE_URL_FILE) must hold a URL such as postgres:`)
  await expect(wrong).rejects.toThrow(/^(?!.*sesame)/)
})
