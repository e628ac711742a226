import { expect, test } from 'vitest'
import { compareValidSchemas } from './compare-valid-schemas.ts'

test('400 random files with options, and comments in odd places', () => {
  const { files, locations, differences } = compareValidSchemas(1, 200)
  expect(differences).toEqual([])
  expect(files).toBe(400)
  expect(locations).toBeGreaterThan(50_000)
})
