import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { crashLoop } from '../support/crash-loop.ts'
import { makeFolder } from '../support/make-folder.ts'

test('a registry that is killed two hundred times in the middle of pushes keeps what it promised, and nothing half', async () => {
  const folder = makeFolder('crash')
  const { answered, cutOff, problems } = await crashLoop(folder, 200)
  expect(problems).toEqual([])
  expect(cutOff).toBeGreaterThan(0)
  expect(answered).toBeGreaterThan(0)
  rmSync(folder, { recursive: true, force: true })
})
