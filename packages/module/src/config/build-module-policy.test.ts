import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultPolicy, type Policy } from '@wireproof/diff-engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runStockBuf } from '../../testing/stock-buf.ts'
import { ConfigError, formatConfigProblem } from '../config-error.ts'
import { memoryTree } from '../file-tree.ts'
import { readWorkspace } from '../read-workspace.ts'

const FILES = ['a.proto', 'p/b.proto', 'p/q/c.proto', 'x/f.proto']
const proto = (path: string) => `syntax = "proto3";\npackage ${path.replace(/\W/g, '_')};\n`

interface PolicyCase {
  readonly name: string
  readonly config: string
  /** By module path, what differs from the default policy; or all that is wrong. */
  readonly expected: Readonly<Record<string, Partial<Policy>>> | RegExp
}

const v1 = (breaking: string) => `version: v1\nbreaking: ${breaking}\n`
const v2 = (breaking: string) => `version: v2\nbreaking: ${breaking}\n`
const module = (breaking: string, shared = '{}') =>
  `version: v2\nmodules:\n  - path: p\n    breaking: ${breaking}\nbreaking: ${shared}\n`

const CASES: readonly PolicyCase[] = [
  { name: 'nothing', config: 'version: v2\n', expected: { '': {} } },
  {
    name: 'use and except',
    config: v2('{use: [WIRE, FIELD_SAME_NAME], except: [RPC_SAME_RESPONSE_TYPE]}'),
    expected: { '': { use: ['WIRE', 'FIELD_SAME_NAME'], except: ['RPC_SAME_RESPONSE_TYPE'] } },
  },
  { name: 'the same id twice', config: v2('{use: [WIRE, WIRE]}'), expected: { '': { use: ['WIRE', 'WIRE'] } } },
  {
    name: 'unknown ids',
    config: v2('{use: [NOPE], except: [NOPE2], ignore_only: {NOPE3: [x]}}'),
    expected: /^buf.yaml:2:18: "NOPE" .*\nbuf.yaml:2:34: "NOPE2" .*\nbuf.yaml:2:63: "NOPE3" /,
  },
  { name: 'lint rule', config: v2('{use: [ENUM_ZERO_VALUE_SUFFIX]}'), expected: /"ENUM_ZERO_VALUE_SUFFIX" is not/ },
  { name: 'small letters', config: v2('{use: [wire]}'), expected: /"WIRE"/ },
  { name: 'category of another version', config: v1('{use: [CSR]}'), expected: /"CSR" is not/ },
  { name: 'nothing left', config: v2('{use: [WIRE], except: [WIRE]}'), expected: /^buf.yaml:2:18: no rule is left/ },
  {
    name: 'ignore',
    config: v1('{ignore: [./p/, x/f.proto, p]}'),
    expected: { '': { ignore: ['p', 'x/f.proto', 'p'] } },
  },
  { name: 'ignore everything', config: v2('{ignore: [.]}'), expected: { '': { ignore: ['.'] } } },
  { name: 'ignore an empty path', config: v2('{ignore: [""]}'), expected: { '': { ignore: ['.'] } } },
  { name: 'ignore within ignore', config: v2('{ignore: [p/q, p]}'), expected: /^buf.yaml:2:21: "p\/q" lies in "p"/ },
  { name: 'absolute ignore', config: v2('{ignore: [/p]}'), expected: /absolute path/ },
  { name: 'ignore outside', config: v2('{ignore: [../p]}'), expected: /leads out of the folder/ },
  {
    name: 'ignore_only',
    config: v2('{ignore_only: {WIRE: [p], FIELD_SAME_NAME: [p/q, x]}}'),
    expected: { '': { ignoreOnly: { WIRE: ['p'], FIELD_SAME_NAME: ['p/q', 'x'] } } },
  },
  {
    name: 'ignore_only within ignore_only',
    config: v2('{ignore_only: {WIRE: [p, p/q]}}'),
    expected: /"p\/q" lies in "p"/,
  },
  { name: 'ignore_only without paths', config: v2('{ignore_only: {WIRE: }}'), expected: { '': {} } },
  {
    name: 'unstable packages',
    config: v1('{ignore_unstable_packages: yes}'),
    expected: { '': { ignoreUnstablePackages: true } },
  },
  { name: 'truth value as text', config: v1('{ignore_unstable_packages: "true"}'), expected: /must be true or false/ },
  { name: 'unknown key', config: v1('{foo: 1}'), expected: /^buf.yaml:2:12: "breaking" has the unknown key "foo"/ },
  {
    name: 'no built-in rules',
    config: v2('{disable_builtin: true, use: [WIRE]}'),
    expected: { '': { ignore: ['.'] } },
  },
  {
    name: 'own section',
    config: module('{ignore: [p/q], ignore_only: {FILE: [p/b.proto]}}', '{use: [WIRE]}'),
    expected: { p: { ignore: ['q'], ignoreOnly: { FILE: ['b.proto'] } } },
  },
  { name: 'own section that ignores the module', config: module('{ignore: [p]}'), expected: { p: { ignore: ['.'] } } },
  {
    name: 'own section with a path outside',
    config: module('{ignore: [x]}'),
    expected: /"x" lies outside of the module's folder "p"/,
  },
  {
    name: 'own section with a path above',
    config: 'version: v2\nmodules:\n  - path: p/q\n    breaking: {ignore: [p]}\n',
    expected: /"p" lies outside/,
  },
  {
    name: 'own section with ignore_only outside',
    config: module('{ignore_only: {WIRE: [x]}}'),
    expected: /"x" lies outside/,
  },
  { name: 'empty own section', config: module('{}', '{use: [WIRE]}'), expected: { p: { use: ['WIRE'] } } },
  {
    name: 'own section that says nothing',
    config: module('{use: [], ignore_unstable_packages: false}', '{use: [WIRE]}'),
    expected: { p: { use: ['WIRE'] } },
  },
  {
    name: 'shared section',
    config: 'version: v2\nmodules: [{path: p}]\nbreaking: {ignore: [x, p/q], use: [WIRE]}\n',
    expected: { p: { ignore: ['q'], use: ['WIRE'] } },
  },
  {
    name: 'shared section with a path above the module',
    config: 'version: v2\nmodules: [{path: p/q}]\nbreaking: {ignore: [p]}\n',
    expected: { 'p/q': {} },
  },
  {
    name: 'v1beta1 paths are relative to roots',
    config: 'version: v1beta1\nbuild: {roots: [p]}\nbreaking: {ignore: [q, b.proto]}\n',
    expected: { '': { version: 'v1beta1', ignore: ['q', 'b.proto'] } },
  },
]

function read(config: string) {
  const entries = [...FILES.map((path) => [path, proto(path)] as const), ['buf.yaml', config] as const]
  return readWorkspace(memoryTree(new Map(entries.map(([path, text]) => [path, new TextEncoder().encode(text)]))))
    .modules
}

/** The problems of a comparison with this configuration, a line each. */
function problemsOf(config: string): string {
  try {
    return read(config)
      .flatMap(({ policyErrors }) => policyErrors.map((problem) => formatConfigProblem(problem)))
      .join('\n')
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.message
  }
}

describe('policy of a module', () => {
  it.each(CASES)('$name', ({ config, expected }) => {
    if (expected instanceof RegExp) {
      expect(problemsOf(config)).toMatch(expected)
      return
    }
    expect(problemsOf(config)).toBe('')
    const version = config.startsWith('version: v2') ? 'v2' : 'v1'
    const full = Object.entries(expected).map(([path, part]) => [path, { ...defaultPolicy(version), ...part }])
    expect(Object.fromEntries(read(config).map(({ path, policy }) => [path, policy]))).toEqual(Object.fromEntries(full))
  })

  it('does not keep modules with unknown rules from being built', () => {
    expect(() => read(v2('{use: [NOPE]}'))).not.toThrow()
  })

  it('names deprecated ids as warnings', () => {
    const [only] = read(v1('{use: [FIELD_SAME_CTYPE, WIRE]}'))
    expect(only!.policyErrors).toEqual([])
    expect(only!.policyWarnings.map((problem) => formatConfigProblem(problem))).toEqual([
      expect.stringMatching(/^buf.yaml:2:18: "FIELD_SAME_CTYPE" is deprecated/),
    ])
  })

  it('leaves out what may be a rule of a check plugin', () => {
    const plugins = 'plugins: [{plugin: x}]\n'
    const [some] = read(`${v2('{use: [NOPE, WIRE], except: [NOPE2], ignore_only: {NOPE3: [p]}}')}${plugins}`)
    expect([some!.policy.use, some!.policy.except, some!.policy.ignoreOnly]).toEqual([['WIRE'], [], {}])
    expect([some!.policyErrors.length, some!.policyWarnings.length]).toEqual([0, 3])
    const [none] = read(`${v2('{use: [NOPE]}')}${plugins}`)
    expect(none!.policy).toMatchObject({ use: [], ignore: ['.'] })
  })
})

describe('stock buf takes and refuses the same policies', () => {
  let scratch: string
  beforeAll(() => {
    scratch = mkdtempSync(join(tmpdir(), 'policy-peer-'))
  })
  afterAll(() => rmSync(scratch, { recursive: true, force: true }))

  it.concurrent.each(CASES)(
    '$name',
    async ({ name, config, expected }) => {
      const cwd = join(scratch, name.replace(/\W+/g, '-'))
      mkdirSync(join(cwd, 'p/q'), { recursive: true })
      mkdirSync(join(cwd, 'x'), { recursive: true })
      for (const path of FILES) writeFileSync(join(cwd, path), proto(path))
      writeFileSync(join(cwd, 'buf.yaml'), config)
      const { failed } = await runStockBuf(['breaking', '.', '--against', '.'], { cwd, home: scratch })
      expect(failed).toBe(expected instanceof RegExp)
    },
    60_000,
  )
})
