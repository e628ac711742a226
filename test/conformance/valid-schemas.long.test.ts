import { expect, test } from 'vitest'
import { compareValidSchemas } from './compare-valid-schemas.ts'

const BATCH = 500

test.each(Array.from({ length: 10 }, (_, index) => 10_000 + index * BATCH))(
  '1000 random files from seed %i on',
  (seed) => {
    const { files, locations, differences } = compareValidSchemas(seed, BATCH)
    expect(differences).toEqual([])
    expect(files).toBe(2 * BATCH)
    expect(locations).toBeGreaterThan(150_000)
  },
)
