import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runGo } from './wire-go-run.ts'

test('Go reads proofs of the wire model as they say', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wireproof-go-'))
  try {
    const run = runGo(folder, { readerStep: 11, writerStep: 5, maxRejects: 1 })
    expect(run.unexplained).toEqual([])
    expect(run.confirmed).toBeGreaterThan(700)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
