import type { OwnPolicy } from '@wireproof/diff-engine'
import { describe, expect, it } from 'vitest'
import { BAD_WIREPROOF_YAML, GOOD_WIREPROOF_YAML } from '../testing/wireproof-cases.ts'
import { formatConfigProblem } from './config-error.ts'
import { memoryTree } from './file-tree.ts'
import { readWorkspace } from './read-workspace.ts'
import type { Module } from './workspace.ts'

const WORKSPACE = 'version: v2\nmodules: [{path: a, name: reg.example/acme/a}, {path: b}]\n'

function modulesOf(files: Readonly<Record<string, string>>): readonly Module[] {
  const protos = { 'a/x.proto': 'syntax = "proto3";\n', 'a/y/z.proto': '', 'b/x2.proto': '' }
  const entries = Object.entries({ ...protos, ...files })
  return readWorkspace(memoryTree(new Map(entries.map(([path, text]) => [path, new TextEncoder().encode(text)]))))
    .modules
}

/** The policies of both modules of the workspace. */
function policiesOf(text: string): (OwnPolicy | undefined)[] {
  return modulesOf({ 'buf.yaml': WORKSPACE, 'wireproof.yaml': text }).map(({ policy }) => policy.own)
}

const problemsOf = (text: string) => {
  const modules = modulesOf({ 'buf.yaml': WORKSPACE, 'wireproof.yaml': text })
  const problems = modules.flatMap(({ policyErrors }) => policyErrors)
  return [...new Set(problems.map((problem) => formatConfigProblem(problem, (path) => path)))]
}

describe('wireproof.yaml', () => {
  it.each(GOOD_WIREPROOF_YAML)('is taken: %j', (text) => {
    expect(problemsOf(text)).toEqual([])
  })

  it.each(BAD_WIREPROOF_YAML)('is refused with its place: $text', ({ text, problem }) => {
    expect(problemsOf(text).map((line) => line.slice(0, problem.length))).toContain(problem)
  })

  it('says nothing when it is not there or empty of rules', () => {
    expect(modulesOf({ 'buf.yaml': WORKSPACE }).map(({ policy }) => policy.own)).toEqual([undefined, undefined])
    expect(policiesOf('version: v1\n')).toEqual([undefined, undefined])
  })

  it('becomes the policy of each module, with import paths', () => {
    const text = `version: v1
breaking:
  use: [WIRE_EXACT]
  ignore: [a/y, b/x2.proto]
  ignore_only: {FIELD_WIRE_EXACT_RELAY: [a, b/deep]}
  direction: backward
  json: strict
  severity: {FIELD_SAME_NAME: warning}
`
    const common = {
      use: ['WIRE_EXACT'],
      except: [],
      direction: 'backward',
      jsonProfile: 'strict',
      severities: { FIELD_SAME_NAME: 'warning' },
    }
    expect(policiesOf(text)).toEqual([
      { ...common, ignore: ['y'], ignoreOnly: { FIELD_WIRE_EXACT_RELAY: ['.'] } },
      { ...common, ignore: ['x2.proto'], ignoreOnly: { FIELD_WIRE_EXACT_RELAY: ['deep'] } },
    ])
  })

  it('has sections of single modules, by path or name, which stand in for the whole', () => {
    const text = (key: string) =>
      `version: v1\nbreaking: {use: [WIRE_EXACT]}\nmodules: [{${key}, breaking: {json: strict}}]\n`
    for (const key of ['path: a', 'name: reg.example/acme/a']) {
      expect(policiesOf(text(key)).map((own) => [own?.use, own?.jsonProfile])).toEqual([
        [[], 'strict'],
        [['WIRE_EXACT'], 'ignoreUnknown'],
      ])
    }
  })

  it('is found beside the buf.yaml of a member of a workspace, else beside its buf.work.yaml', () => {
    const files = {
      'buf.work.yaml': 'version: v1\ndirectories: [a, b]\n',
      'wireproof.yaml': 'version: v1\nbreaking: {direction: forward}\n',
      'b/wireproof.yaml': 'version: v1\nbreaking: {direction: backward, ignore: [x2.proto]}\n',
    }
    expect(modulesOf(files).map(({ policy }) => [policy.own?.direction, policy.own?.ignore])).toEqual([
      ['forward', []],
      ['backward', ['x2.proto']],
    ])
  })

  it('knows the roots of v1beta1', () => {
    const files = {
      'buf.yaml': 'version: v1beta1\nbuild: {roots: [a, b]}\n',
      'wireproof.yaml': 'version: v1\nbreaking: {ignore: [a/y/z.proto, b]}\n',
    }
    expect(modulesOf(files)[0]?.policy.own?.ignore).toEqual(['y/z.proto', '.'])
  })
})
