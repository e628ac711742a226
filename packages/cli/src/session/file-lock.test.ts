import { existsSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createTemporaryFolder } from '../../testing/temporary-folder.ts'
import { withFileLock } from './file-lock.ts'

test('one works at a time, and a failure frees the lock', async () => {
  const path = join(createTemporaryFolder(), 'made', 'lock')
  let inside = 0
  let most = 0
  const work = async () => {
    most = Math.max(most, ++inside)
    await sleep(20)
    inside--
  }
  await Promise.all(Array.from({ length: 5 }, () => withFileLock(path, work)))
  expect(most).toBe(1)
  await expect(withFileLock(path, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
  expect(existsSync(path)).toBe(false)
})

test('a lock of a run that was killed is broken, one of a run that works is not', async () => {
  const path = join(createTemporaryFolder(), 'lock')
  writeFileSync(path, '')
  const longAgo = new Date(Date.now() - 60_000)
  utimesSync(path, longAgo, longAgo)
  expect(await withFileLock(path, async () => 'done')).toBe('done')
})

test('a folder that cannot be made is said', async () => {
  const file = join(createTemporaryFolder(), 'file')
  writeFileSync(file, '')
  await expect(withFileLock(join(file, 'lock'), async () => {})).rejects.toThrow(/^cannot make /)
})
