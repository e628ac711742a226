import { expect, test } from 'vitest'
import { ACCESS_TOKEN_MS } from '../../limits.ts'
import { KEY_PUBLISHED_BEFORE_MS, KEY_SIGNING_MS, type KeyTimes, planKeys } from './key-rotation.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

test('the first key signs at once, and the second is made a day before it signs', () => {
  expect(planKeys([], 1_000)).toMatchObject({ signingKid: undefined, newKeySignsFromMs: 1_000, verifyingKids: [] })
  const first = { kid: 'a', signsFromMs: 1_000 }
  expect(planKeys([first], 1_000)).toEqual({
    signingKid: 'a',
    verifyingKids: ['a'],
    retiredKids: [],
    newKeySignsFromMs: undefined,
    planAgainAtMs: 1_000 + 29 * DAY_MS,
  })
  expect(planKeys([first], 1_000 + 29 * DAY_MS)).toMatchObject({
    signingKid: 'a',
    newKeySignsFromMs: 1_000 + 30 * DAY_MS,
  })
})

test('a key verifies for twice the life of a token after it signed the last one', () => {
  const keys = [
    { kid: 'b', signsFromMs: 30 * DAY_MS },
    { kid: 'a', signsFromMs: 0 },
  ]
  const at = (nowMs: number) => planKeys(keys, nowMs)
  expect(at(30 * DAY_MS - 1)).toMatchObject({ signingKid: 'a', verifyingKids: ['a', 'b'], planAgainAtMs: 30 * DAY_MS })
  expect(at(30 * DAY_MS)).toMatchObject({ signingKid: 'b', verifyingKids: ['a', 'b'], retiredKids: [] })
  const endMs = 30 * DAY_MS + 2 * ACCESS_TOKEN_MS
  expect(at(30 * DAY_MS).planAgainAtMs).toBe(endMs)
  expect(at(endMs - 1)).toMatchObject({ verifyingKids: ['a', 'b'], retiredKids: [] })
  expect(at(endMs)).toMatchObject({ verifyingKids: ['b'], retiredKids: ['a'] })
})

test('a registry that slept over the change goes on with the old key until the new one is known', () => {
  const keys: KeyTimes[] = [{ kid: 'a', signsFromMs: 0 }]
  const awakeMs = 100 * DAY_MS
  const plan = planKeys(keys, awakeMs)
  expect(plan).toMatchObject({ signingKid: 'a', newKeySignsFromMs: awakeMs + DAY_MS })
})

test('over two years of hourly looks, and sleeps, each token verifies for all its life and each key is seen early', () => {
  const keys: KeyTimes[] = []
  const publishedAtMs = new Map<string, number>()
  const tokens: { kid: string; endMs: number }[] = []
  let made = 0
  for (let nowMs = 0; nowMs < 2 * 365 * DAY_MS; nowMs += nowMs % (50 * DAY_MS) === 0 ? 9 * DAY_MS : HOUR_MS) {
    let plan = planKeys(keys, nowMs)
    if (plan.newKeySignsFromMs !== undefined) {
      const kid = `k${made++}`
      publishedAtMs.set(kid, nowMs)
      keys.push({ kid, signsFromMs: plan.newKeySignsFromMs })
      plan = planKeys(keys, nowMs)
      expect(plan.newKeySignsFromMs).toBeUndefined()
    }
    expect(plan.planAgainAtMs).toBeGreaterThan(nowMs)
    const { signingKid = '' } = plan
    const isFirst = signingKid === 'k0'
    expect(isFirst || nowMs - publishedAtMs.get(signingKid)! >= KEY_PUBLISHED_BEFORE_MS).toBe(true)
    tokens.push({ kid: signingKid, endMs: nowMs + ACCESS_TOKEN_MS })
    for (const token of tokens.slice(-3)) {
      if (token.endMs >= nowMs) expect(plan.verifyingKids).toContain(token.kid)
    }
    for (const kid of plan.retiredKids)
      keys.splice(
        keys.findIndex((key) => key.kid === kid),
        1,
      )
    expect(keys.length).toBeLessThanOrEqual(3)
  }
  expect(made).toBeGreaterThan((2 * 365 * DAY_MS) / (KEY_SIGNING_MS + 10 * DAY_MS))
})
