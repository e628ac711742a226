import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { makeFolder } from '../support/make-folder.ts'
import { refreshCrashLoop } from '../support/refresh-crash-loop.ts'

test('S55, S57: a registry that is killed in the middle of refreshes locks no honest client out, and keeps one family', async () => {
  const folder = makeFolder('refresh-crash')
  const { answered, cutOff, problems } = await refreshCrashLoop(folder, 5)
  expect(problems).toEqual([])
  expect(cutOff).toBe(5)
  expect(answered).toBeGreaterThan(5)
  rmSync(folder, { recursive: true, force: true })
})
