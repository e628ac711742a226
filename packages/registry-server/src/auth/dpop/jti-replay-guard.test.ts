import { expect, test } from 'vitest'
import { DPOP_WINDOW_MS } from './dpop-proof.ts'
import { createMemoryReplayGuard } from './jti-replay-guard.ts'

const NOW_MS = 1_800_000_000_000

test('S64: a proof counts once, for as long as it would be taken', async () => {
  const guard = createMemoryReplayGuard()
  const proof = { thumbprint: 'a', jti: '1' }
  expect(await guard.isFirstUse(proof, NOW_MS)).toBe(true)
  expect(await guard.isFirstUse({ thumbprint: 'b', jti: '1' }, NOW_MS)).toBe(true)
  // Dated one window ahead, it is taken for two.
  for (let atMs = NOW_MS; atMs <= NOW_MS + 2 * DPOP_WINDOW_MS; atMs += DPOP_WINDOW_MS / 10) {
    expect(await guard.isFirstUse(proof, atMs)).toBe(false)
  }
  expect(await guard.isFirstUse(proof, NOW_MS + 6 * DPOP_WINDOW_MS)).toBe(true)
})

test('S64: a guard that is full refuses, and has room again later', async () => {
  const guard = createMemoryReplayGuard(3)
  for (const jti of ['1', '2', '3']) expect(await guard.isFirstUse({ thumbprint: 'a', jti }, NOW_MS)).toBe(true)
  await expect(guard.isFirstUse({ thumbprint: 'a', jti: '4' }, NOW_MS)).rejects.toMatchObject({
    code: 'resource_exhausted',
  })
  expect(await guard.isFirstUse({ thumbprint: 'a', jti: '1' }, NOW_MS)).toBe(false)
  expect(await guard.isFirstUse({ thumbprint: 'a', jti: '4' }, NOW_MS + 4 * DPOP_WINDOW_MS)).toBe(true)
})
