import { describe, expect, it } from 'vitest'
import { PROTOS, WORKSPACE_CASES } from '../testing/workspace-cases.ts'
import { ConfigError } from './config-error.ts'
import { memoryTree } from './file-tree.ts'
import { findWorkspaceFolder } from './locate-workspace.ts'
import { readWorkspace, type WorkspaceOptions } from './read-workspace.ts'
import { formatModuleName } from './reference.ts'

const proto = (path: string) => `syntax = "proto3";\npackage ${path.replace(/\W/g, '_')};\nmessage M {}\n`

function treeOf(config: Readonly<Record<string, string | Uint8Array>>, protos: readonly string[] = PROTOS) {
  const entries = [...protos.map((path) => [path, proto(path)] as const), ...Object.entries(config)]
  const encode = (content: string | Uint8Array) =>
    typeof content === 'string' ? new TextEncoder().encode(content) : content
  return memoryTree(new Map(entries.map(([path, content]) => [path, encode(content)])))
}

function problemsOf(config: Readonly<Record<string, string | Uint8Array>>, options?: WorkspaceOptions): string[] {
  try {
    readWorkspace(treeOf(config), options)
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.message.split('\n')
  }
}

describe('readWorkspace', () => {
  it.each(WORKSPACE_CASES)('$name', ({ config, target, expected }) => {
    const read = () => {
      const { modules } = readWorkspace(treeOf(config), target === undefined ? {} : { target })
      const paths = modules.filter((module) => module.isTarget).flatMap((module) => [...module.treePaths.values()])
      return paths.sort()
    }
    if (expected instanceof RegExp) expect(read).toThrow(expected)
    else expect(read()).toEqual(expected)
  })

  it('lists all problems at once', () => {
    const text = 'version: v2\nfoo: 1\nmodules:\n  - path: /p\n    bar: 2\n  - path: ../x\n    name: a\ndeps: [b]\n'
    expect(problemsOf({ 'buf.yaml': text }).map((line) => line.slice(0, 13))).toEqual([
      'buf.yaml:2:1:',
      'buf.yaml:4:11',
      'buf.yaml:5:5:',
      'buf.yaml:6:11',
      'buf.yaml:7:11',
      'buf.yaml:8:8:',
    ])
  })

  it('gives import paths, and says where each was read', () => {
    const [module] = readWorkspace(treeOf({ 'buf.yaml': 'version: v1beta1\nbuild: {roots: [p, sub]}\n' })).modules
    expect(Object.fromEntries(module!.treePaths)).toEqual({
      'b.proto': 'p/b.proto',
      'q/c.proto': 'p/q/c.proto',
      'd.proto': 'sub/d.proto',
      'deep/e.proto': 'sub/deep/e.proto',
    })
    expect(new TextDecoder().decode(module!.files.get('q/c.proto'))).toBe(proto('p/q/c.proto'))
  })

  it('keeps siblings of the target, for their files to be imported', () => {
    const tree = treeOf({ 'buf.yaml': 'version: v2\nmodules: [{path: sub}, {path: p}]\n' })
    const { modules, path } = readWorkspace(tree, { target: 'sub' })
    expect(path).toBe('')
    expect(modules.map((module) => [module.path, module.isTarget])).toEqual([
      ['p', false],
      ['sub', true],
    ])
  })

  it('reads names, dependencies and what is locked', () => {
    const lock =
      'version: v1\ndeps:\n  - remote: localhost:9\n    owner: aa\n    repository: bb\n' +
      '    commit: 0123456789abcdef0123456789abcdef\n    digest: b3-whatever\n'
    const config = {
      'buf.work.yaml': 'version: v1\ndirectories: [p, sub]\n',
      'p/buf.yaml': 'version: v1\nname: localhost:9/aa/pp\ndeps: ["localhost:9/aa/bb:main"]\n',
      'p/buf.lock': lock,
    }
    const [p, sub] = readWorkspace(treeOf(config)).modules
    expect(formatModuleName(p!.name!)).toBe('localhost:9/aa/pp')
    expect(p!.deps).toEqual([{ registry: 'localhost:9', owner: 'aa', module: 'bb', ref: 'main' }])
    expect(p!.locked).toEqual([
      {
        name: { registry: 'localhost:9', owner: 'aa', module: 'bb' },
        commit: '0123456789abcdef0123456789abcdef',
        digest: undefined,
      },
    ])
    expect([sub!.name, sub!.deps, sub!.locked]).toEqual([undefined, [], []])
  })

  it('takes a configuration from elsewhere', () => {
    const tree = treeOf({ 'buf.yaml': 'version: v9\n' })
    const config = { text: 'version: v2\nmodules: [{path: q}]\n' }
    const [module] = readWorkspace(tree, { target: 'p', config }).modules
    expect([module!.path, ...module!.treePaths.values()]).toEqual(['p/q', 'p/q/c.proto'])
    expect(problemsOf({}, { config: { text: 'version: v1\nfoo: 1\n' } })[0]).toMatch(/^configuration:2:1: /)
    expect(problemsOf({}, { config: { path: 'my.yaml', text: 'version: v1\nfoo: 1\n' } })[0]).toMatch(/^my.yaml:2:1: /)
  })

  it('takes the modules of a v2 configuration from elsewhere relative to the folder that is said', () => {
    const v2 = { text: 'version: v2\nmodules: [{path: p, excludes: [p/q]}, {path: p/q}]\n', folder: '' }
    const targets = readWorkspace(treeOf({}), { target: 'p/q', config: v2 }).modules.filter(({ isTarget }) => isTarget)
    expect(targets.map(({ path }) => path)).toEqual(['p/q'])
    const v1 = { text: 'version: v1\n', folder: '' }
    expect(readWorkspace(treeOf({}), { target: 'p', config: v1 }).modules.map(({ path }) => path)).toEqual(['p'])
    expect(problemsOf({}, { target: 'p', config: { text: 'version: v2\n', folder: '' } })).toEqual([
      'configuration: no module of this configuration is at or below "p"; its paths are relative to "."',
    ])
  })

  it('does not walk into folders that are left out', () => {
    const tree = treeOf({ 'buf.yaml': 'version: v2\nmodules: [{path: ., includes: [p, sub], excludes: [p/q]}]\n' })
    let skip: ((folder: string) => boolean) | undefined
    readWorkspace({
      ...tree,
      list(folder, predicate) {
        skip = predicate
        return tree.list(folder, predicate)
      },
    })
    expect(['p', 'p/q', 'p/q/r', 'x', 'sub', 'sub/deep'].filter((folder) => skip?.(folder))).toEqual([
      'p/q',
      'p/q/r',
      'x',
    ])
  })

  it('refuses what cannot be a file of a module', () => {
    const problems = problemsOf({ 'p/ctrl\u0007.proto': '', 'p/back\\slash.proto': '' })
    expect(problems).toHaveLength(2)
    for (const problem of problems) expect(problem).toMatch(/control character/)
  })

  it('refuses configuration that is not text, too large or nested too deeply', () => {
    expect(problemsOf({ 'buf.yaml': new Uint8Array([0x76, 0xff, 0xfe]) })).toEqual([expect.stringMatching(/not UTF-8/)])
    expect(problemsOf({ 'buf.yaml': `version: v1\n#${' '.repeat(5_000_000)}` })[0]).toMatch(/larger than/)
    expect(problemsOf({ 'buf.yaml': '['.repeat(100_000) }).join()).toMatch(/not valid YAML/)
    expect(problemsOf({ 'buf.yaml': `version: v1\nlint: ${'{a: '.repeat(50_000)}` }).join()).toMatch(/not valid YAML/)
  })

  it('does not blow up on aliases of aliases', () => {
    const lines = Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]`)
    const text = `version: v2\npolicies:\n  a0: &a0 [x]\n  ${lines.join('\n  ')}\nmodules: [{excludes: *a40}]\n`
    expect(problemsOf({ 'buf.yaml': text })[0]).toMatch(/must be text/)
  })
})

describe('doc files and licenses', () => {
  const own = (config: Record<string, string>) =>
    readWorkspace(treeOf(config)).modules.map((module) =>
      [...module.treePaths].filter(([path]) => !path.endsWith('.proto')).map((entry) => entry.join(' < ')),
    )

  it('takes one doc file and LICENSE from the root of the module', () => {
    const docs = { 'README.md': 'r', 'buf.md': 'b', 'README.markdown': 'm', 'p/README.md': 'p', LICENSE: 'l' }
    expect(own(docs)).toEqual([['buf.md < buf.md', 'LICENSE < LICENSE']])
    expect(own({ 'README.markdown': 'm', 'LICENSE.txt': 'l' })).toEqual([['README.markdown < README.markdown']])
  })

  it('lends those of a v2 workspace to modules that have none', () => {
    const config = {
      'buf.yaml': 'version: v2\nmodules: [{path: p}, {path: sub}]\n',
      'README.md': 'r',
      LICENSE: 'l',
      'p/README.markdown': 'p',
      'sub/LICENSE': 's',
    }
    expect(own(config)).toEqual([
      ['README.markdown < p/README.markdown', 'LICENSE < LICENSE'],
      ['README.md < README.md', 'LICENSE < sub/LICENSE'],
    ])
  })

  it('lends nothing in a v1 workspace', () => {
    const config = { 'buf.work.yaml': 'version: v1\ndirectories: [p]\n', 'README.md': 'r', LICENSE: 'l' }
    expect(own(config)).toEqual([[]])
  })
})

describe('findWorkspaceFolder', () => {
  it('is the folder itself without configuration, or the one above that is in force', () => {
    expect(findWorkspaceFolder(treeOf({}), 'p/q')).toBe('p/q')
    expect(findWorkspaceFolder(treeOf({ 'buf.yaml': 'version: v2\nmodules: [{path: p/q}]\n' }), 'p/q')).toBe('')
    expect(findWorkspaceFolder(treeOf({ 'p/buf.work.yaml': 'version: v1\ndirectories: [q]\n' }), 'p/q')).toBe('p')
  })
})
