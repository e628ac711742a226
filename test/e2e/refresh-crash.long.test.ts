import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { makeFolder } from '../support/make-folder.ts'
import { refreshCrashLoop } from '../support/refresh-crash-loop.ts'

test('S55, S57: a registry that is killed forty times in the middle of refreshes locks no honest client out', async () => {
  const folder = makeFolder('refresh-crash-long')
  const { answered, cutOff, problems } = await refreshCrashLoop(folder, 40)
  expect(problems).toEqual([])
  expect(cutOff).toBe(40)
  expect(answered).toBeGreaterThan(80)
  rmSync(folder, { recursive: true, force: true })
})
