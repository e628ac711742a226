import { expect, test } from 'vitest'
import { formatTable } from './text-table.ts'

test('columns are as wide as their longest cell, and nothing moves the cursor', () => {
  const rows = [
    ['1', 'a\u001b[2J'],
    ['100', ''],
  ]
  const text = formatTable(['ID', 'NAME'], rows)
  expect(text).toMatch(/^ID {3}NAME\n1 {4}a.*\n100\n$/)
  expect(text).not.toContain('\u001b')
  expect(formatTable(['ID'], [])).toBe('ID\n')
})
