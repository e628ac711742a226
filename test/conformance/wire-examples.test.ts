import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { EXACT_EXAMPLES, EXACT_JSON_EXAMPLES } from '../../packages/diff-engine/src/wire/testing/exact-examples.ts'
import { parseBufFindings, runBuf } from '../support/buf.ts'

test.each([
  ['WIRE', EXACT_EXAMPLES],
  ['WIRE_JSON', EXACT_JSON_EXAMPLES],
])('buf itself lets each example through under %s', (category, examples) => {
  const folder = mkdtempSync(join(tmpdir(), 'wireproof-examples-'))
  try {
    for (const side of ['prev', 'next'] as const) {
      mkdirSync(join(folder, side))
      writeFileSync(join(folder, side, 'buf.yaml'), `version: v2\nbreaking:\n  use: [${category}]\n`)
      examples.forEach((example, i) => {
        const text = `${example.head} package example${i}.v1; ${example[side]}`
        writeFileSync(join(folder, side, `${i}.proto`), text)
      })
    }
    const done = runBuf(['breaking', 'next', '--against', 'prev', '--error-format', 'json'], {
      cwd: folder,
      home: folder,
    })
    expect(parseBufFindings(done.stdout)).toEqual([])
    expect([done.code, done.stderr]).toEqual([0, ''])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
