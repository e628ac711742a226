import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

// Export and local: each text, and what is wrong with it and where.
test.each<[string, string[]]>([
  ['export message M { }', ['visibility-too-early 1:1']],
  ['edition = "2024"; export message M { local enum E { E_Z = 0; } }', []],
  ['edition = "2026"; message M { export message N { } }', ['nested-export 1:31']],
  ['edition = "2026"; local message M { reserved 1 to max; export enum E { E_Z = 0; } }', []],
  ['edition = "2026"; local message M { reserved 1 to 9; export enum E { E_Z = 0; } }', ['nested-export 1:54']],
  ['edition = "2026"; export message M { reserved 1 to max; export enum E { E_Z = 0; } }', ['nested-export 1:57']],
])('%s', (text, errors) => {
  expect(errorsOf(text)).toEqual(errors)
})
