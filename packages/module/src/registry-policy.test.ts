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
  lint: {
    block: ['STANDARD'],
    warn: ['COMMENTS'],
    off: [],
    ignore: ['legacy'],
    ignoreOnly: { ENUM_PASCAL_CASE: ['a'] },
    enumZeroValueSuffix: '_NONE',
    serviceSuffix: 'API',
    rpcAllowSameRequestResponse: true,
    rpcAllowGoogleProtobufEmptyRequests: true,
    rpcAllowGoogleProtobufEmptyResponses: true,
    disallowCommentIgnores: true,
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
lint:
  block:
    - STANDARD
  warn:
    - COMMENTS
  ignore:
    - legacy
  ignore_only:
    ENUM_PASCAL_CASE:
      - a
  enum_zero_value_suffix: "_NONE"
  service_suffix: API
  rpc_allow_same_request_response: true
  rpc_allow_google_protobuf_empty_requests: true
  rpc_allow_google_protobuf_empty_responses: true
  disallow_comment_ignores: true
unique_types: true
unique_paths: true
`)
  expect(readRegistryPolicy('p.yaml', formatRegistryPolicy(FULL))).toEqual(FULL)
  const nothing = { breaking: undefined, lint: undefined, uniqueTypes: false, uniquePaths: false }
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
  ['version: v1\nstyle: {}', 'p.yaml:2:1: the file has the unknown key "style"; the keys are version, breaking'],
  ['version: v1\nlint:\n  use: [STANDARD]', 'p.yaml:3:3: "lint" has the unknown key "use"'],
  ['version: v1\nbreaking:\n  block: FILE', 'p.yaml:3:10: "breaking.block" must be a list'],
  ['version: v1\nbreaking:\n  use: [FILE]', 'the unknown key "use"'],
  ['version: v1\nunique_types: maybe', '"unique_types" must be true or false'],
  ['version: v1\nbreaking: [', 'not valid YAML'],
])('%j is refused, with the place', (text, problem) => {
  expect(() => readRegistryPolicy('p.yaml', text)).toThrowError(problem)
})
