import { expect, test } from 'vitest'
import { createAdmission } from './admission.ts'

test('never more are inside than may be, also when one comes as another leaves', async () => {
  const admission = createAdmission({ maxInside: 2, maxWaiting: 100 })
  let inside = 0
  let most = 0
  const visit = async () => {
    const leave = await admission.enter()
    most = Math.max(most, ++inside)
    await Promise.resolve()
    inside--
    leave()
    leave()
  }
  const visitTwice = async () => {
    await visit()
    await visit()
  }
  await Promise.all(Array.from({ length: 50 }, visitTwice))
  expect({ most, inside }).toEqual({ most: 2, inside: 0 })
})

test('who would wait behind too many is sent away, and who stops waiting makes room', async () => {
  const admission = createAdmission({ maxInside: 1, maxWaiting: 1 })
  const leave = await admission.enter()
  const waits = new AbortController()
  const waiting = admission.enter(waits.signal)
  await expect(admission.enter()).rejects.toMatchObject({ code: 'resource_exhausted' })
  waits.abort()
  await expect(waiting).rejects.toMatchObject({ code: 'canceled' })
  const next = admission.enter()
  leave()
  await expect(next).resolves.toBeTypeOf('function')
})
