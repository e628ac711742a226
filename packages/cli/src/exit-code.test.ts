import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { describeExitCodes } from './exit-code.ts'

it('documents in the README what --help says', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8').replace(/ +/g, ' ')
  const rows = describeExitCodes().split('\n').slice(1)
  for (const row of rows) {
    const [, code, meaning] = /^ {2}(\d+) +(.*)$/.exec(row) ?? []
    expect(readme).toContain(`| ${code} | ${meaning} |`)
  }
})
