import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runGo } from './wire-go-run.ts'

test('Go reads the proofs of every reader in the catalogue as they say', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wireproof-go-'))
  try {
    const run = runGo(folder, { readerStep: 1, writerStep: 1, maxRejects: 3 })
    console.log({ ...run, unexplained: run.unexplained.length })
    expect(run.unexplained).toEqual([])
    expect(run.confirmed).toBeGreaterThan(45_000)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
