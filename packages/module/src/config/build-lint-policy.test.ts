import { defaultLintPolicy, type LintPolicy } from '@wireproof/lint-engine'
import { describe, expect, test } from 'vitest'
import { ConfigError, formatConfigProblem } from '../config-error.ts'
import { memoryTree } from '../file-tree.ts'
import { readWorkspace } from '../read-workspace.ts'

const FILES = ['a.proto', 'p/b.proto', 'p/q/c.proto']

function modulesOf(config: string) {
  const files = new Map([...FILES, 'buf.yaml'].map((path) => [path, new TextEncoder().encode(path)]))
  files.set('buf.yaml', new TextEncoder().encode(config))
  return readWorkspace(memoryTree(files)).modules
}

function policyOf(config: string): LintPolicy | undefined {
  return modulesOf(config)[0]?.lintPolicy
}

const v1 = (lint: string) => `version: v1\nlint: ${lint}\n`
const v2 = (lint: string) => `version: v2\nlint: ${lint}\n`

describe('what a section says', () => {
  test.each<[string, string, Partial<LintPolicy>]>([
    ['nothing', 'version: v2\n', {}],
    ['an empty section', v2('{}'), {}],
    [
      'ids',
      v2('{use: [BASIC, SERVICE_SUFFIX], except: [ENUM_PASCAL_CASE]}'),
      { use: ['BASIC', 'SERVICE_SUFFIX'], except: ['ENUM_PASCAL_CASE'] },
    ],
    [
      'paths',
      v2('{ignore: [p], ignore_only: {BASIC: [a.proto]}}'),
      { ignore: ['p'], ignoreOnly: { BASIC: ['a.proto'] } },
    ],
    [
      'suffixes',
      v2('{enum_zero_value_suffix: _NONE, service_suffix: API}'),
      { enumZeroValueSuffix: '_NONE', serviceSuffix: 'API' },
    ],
    ['empty suffixes', v2('{enum_zero_value_suffix: "", service_suffix: ""}'), {}],
    [
      'the same request and response',
      v2('{rpc_allow_same_request_response: true}'),
      { rpcAllowSameRequestResponse: true },
    ],
    [
      'empty requests',
      v2('{rpc_allow_google_protobuf_empty_requests: true}'),
      { rpcAllowGoogleProtobufEmptyRequests: true },
    ],
    [
      'empty responses',
      v2('{rpc_allow_google_protobuf_empty_responses: true}'),
      { rpcAllowGoogleProtobufEmptyResponses: true },
    ],
    ['no comments that silence', v2('{disallow_comment_ignores: true}'), { allowsCommentIgnores: false }],
    ['no rules of the engine', v2('{disable_builtin: true, use: [BASIC]}'), { ignore: ['.'] }],
  ])('%s', (_, config, expected) => {
    expect(policyOf(config)).toEqual({ ...defaultLintPolicy('v2'), ...expected })
  })

  test('before v2, comments that silence are allowed, not forbidden', () => {
    expect(policyOf(v1('{use: [BASIC]}'))?.allowsCommentIgnores).toBe(false)
    expect(policyOf(v1('{allow_comment_ignores: true}'))?.allowsCommentIgnores).toBe(true)
  })
})

test('the section of a module stands in for that of the file, with paths of its own', () => {
  const modules = (own: string) =>
    `version: v2\nmodules:\n  - path: p\n    lint: ${own}\nlint: {use: [BASIC], ignore: [p/q, a.proto]}\n`
  expect(policyOf(modules('{}'))).toMatchObject({ use: ['BASIC'], ignore: ['q'] })
  expect(policyOf(modules('{ignore: [p/b.proto]}'))).toMatchObject({ use: [], ignore: ['b.proto'] })
})

describe('what is wrong', () => {
  test.each([
    ['an unknown key', v2('{foo: 1}'), 'buf.yaml:2:8: "lint" has the unknown key "foo"'],
    ['a key of v2', v1('{disallow_comment_ignores: true}'), 'unknown key "disallow_comment_ignores"'],
    ['a flag that is none', v2('{rpc_allow_same_request_response: "x"}'), 'must be true or false'],
    ['a path outside', v2('{ignore: [../x]}'), 'leads out of the folder'],
  ])('%s stops everything', (_, config, expected) => {
    const error = catchError(() => modulesOf(config))
    expect(error?.problems.map((problem) => formatConfigProblem(problem)).join('\n')).toContain(expected)
  })

  test('unknown ids only stop who wants to lint', () => {
    const [module] = modulesOf(v2('{use: [NOPE], except: [NOPE2]}'))
    expect(module?.lintPolicyErrors.map((problem) => formatConfigProblem(problem))).toEqual([
      expect.stringMatching(/^buf.yaml:2:14: "NOPE" is not a lint rule/),
      expect.stringMatching(/^buf.yaml:2:30: "NOPE2" is not a lint rule/),
    ])
  })

  test('with check plugins they may be rules of those', () => {
    const [module] = modulesOf(`${v2('{use: [BASIC, NOPE]}')}plugins: [{plugin: x}]\n`)
    expect(module?.lintPolicyErrors).toEqual([])
    expect(module?.lintPolicyWarnings[0]?.message).toContain('check plugins are not run')
    expect(module?.lintPolicy.use).toEqual(['BASIC'])
  })
})

function catchError(run: () => unknown): ConfigError | undefined {
  try {
    run()
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  return undefined
}
