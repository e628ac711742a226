import { expect, test } from 'vitest'
import { formatRegistryPolicy, type RegistryPolicy, readRegistryPolicy } from './registry-policy.ts'

const FULL: RegistryPolicy = {
  breaking: {
    block: ['FILE', 'WIRE_EXACT'],
    warn: ['PACKAGE'],
    off: ['FIELD_SAME_JSON_NAME'],
    ignore: ['legacy', 'with space/a.proto', 'no'],
    ignoreOnly: { FIELD_SAME_NAME: ['a/b.proto'] },
    ignoreUnstablePackages: true,
  },
  uniqueTypes: true,
  uniquePaths: true,
}

test('what is written reads as it was', () => {
  expect(formatRegistryPolicy(FULL)).toBe(`version: v1
breaking:
  block:
    - FILE
    - WIRE_EXACT
  warn:
    - PACKAGE
  off:
    - FIELD_SAME_JSON_NAME
  ignore:
    - legacy
    - "with space/a.proto"
    - "no"
  ignore_only:
    FIELD_SAME_NAME:
      - a/b.proto
  ignore_unstable_packages: true
unique_types: true
unique_paths: true
`)
  expect(readRegistryPolicy('p.yaml', formatRegistryPolicy(FULL))).toEqual(FULL)
  const nothing = { breaking: undefined, uniqueTypes: false, uniquePaths: false }
  expect(readRegistryPolicy('p.yaml', formatRegistryPolicy(nothing))).toEqual(nothing)
})

test('JSON is YAML', () => {
  const text = '{"version": "v1", "breaking": {"block": ["FILE"]}, "unique_types": true}'
  expect(readRegistryPolicy('p.json', text)).toMatchObject({ breaking: { block: ['FILE'] }, uniqueTypes: true })
})

test.each([
  ['', 'p.yaml: the file says nothing'],
  ['breaking: {}', 'version'],
  ['version: v2', 'v1'],
  ['version: v1\nlint: {}', 'p.yaml:2:1: the file has the unknown key "lint"; the keys are version, breaking'],
  ['version: v1\nbreaking:\n  block: FILE', 'p.yaml:3:10: "breaking.block" must be a list'],
  ['version: v1\nbreaking:\n  use: [FILE]', 'the unknown key "use"'],
  ['version: v1\nunique_types: maybe', '"unique_types" must be true or false'],
  ['version: v1\nbreaking: [', 'not valid YAML'],
])('%j is refused, with the place', (text, problem) => {
  expect(() => readRegistryPolicy('p.yaml', text)).toThrowError(problem)
})
