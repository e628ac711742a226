import { describe, expect, it } from 'vitest'
import { proofLines } from './proof-lines.ts'
import type { ReportedProof } from './reported-finding.ts'

const PROOF: ReportedProof = {
  format: 'binary',
  direction: 'backward',
  lossClass: 'changed',
  writerType: 'a.M',
  readerType: 'a.M',
  payload: '088180808010',
  meant: '4294967297',
  got: '1',
}
const linesOf = (...proofs: ReportedProof[]) => proofLines({ proofs, withoutProof: null })

describe('proofLines', () => {
  it('shows bytes in hex, what was meant and what was read', () => {
    expect(linesOf(PROOF)).toEqual(['binary 08 81 80 80 80 10: meant 4294967297, got 1 (new readers of old data)'])
    expect(linesOf({ ...PROOF, payload: '', direction: 'forward' })).toEqual([
      'binary (empty): meant 4294967297, got 1 (old readers of new data)',
    ])
  })

  it('shows JSON as it is, but no control characters', () => {
    expect(linesOf({ ...PROOF, format: 'json', payload: '{"a":"\x1b[2J"}' })).toEqual([
      'JSON {"a":"\\x1b[2J"}: meant 4294967297, got 1 (new readers of old data)',
    ])
  })

  it('cuts long payloads, and counts the proofs that are left', () => {
    const [long = ''] = linesOf({ ...PROOF, payload: 'ff'.repeat(1000) })
    expect(long).toContain('...: meant 4294967297')
    expect(long.length).toBeLessThan(250)
    expect(linesOf(...Array<ReportedProof>(6).fill(PROOF)).slice(3)).toEqual([
      'binary 08 81 80 80 80 10: meant 4294967297, got 1 (new readers of old data)',
      '2 more in --format json',
    ])
  })

  it('says why there is none, where that is known', () => {
    expect(proofLines({ proofs: [], withoutProof: { code: 'unseen', message: 'No payload shows it.' } })).toEqual([
      'No payload shows it.',
    ])
    expect(linesOf()).toEqual([])
  })
})
