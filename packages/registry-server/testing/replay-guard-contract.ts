import { expect, test } from 'vitest'
import { DPOP_WINDOW_MS } from '../src/auth/dpop/dpop-proof.ts'
import type { JtiReplayGuard } from '../src/auth/dpop/jti-replay-guard.ts'

/** What every guard has to do that several servers share; `open` gives two that do, and know of no proof. */
export function sharedReplayGuardContract(open: () => Promise<readonly [JtiReplayGuard, JtiReplayGuard]>): void {
  test('S64: a proof counts once on all servers together, for as long as it would be taken', async () => {
    const [one, other] = await open()
    const nowMs = Date.now()
    const proof = { thumbprint: 'a', jti: '1' }
    expect(await one.isFirstUse(proof, nowMs)).toBe(true)
    expect(await other.isFirstUse({ thumbprint: 'b', jti: '1' }, nowMs)).toBe(true)
    // Dated one window ahead, it is taken for two.
    for (let atMs = nowMs; atMs <= nowMs + 2 * DPOP_WINDOW_MS; atMs += DPOP_WINDOW_MS / 4) {
      expect(await other.isFirstUse(proof, atMs)).toBe(false)
      expect(await one.isFirstUse(proof, atMs)).toBe(false)
    }
  })

  test('S64: of many uses at once, one is the first', async () => {
    const guards = await open()
    const proof = { thumbprint: 'c'.repeat(43), jti: 'x'.repeat(200) }
    const uses = Array.from({ length: 20 }, (_, n) => guards[n % 2 === 0 ? 0 : 1].isFirstUse(proof, Date.now()))
    expect((await Promise.all(uses)).filter((isFirst) => isFirst)).toHaveLength(1)
  })
}
