import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runStockBuf } from '../testing/stock-buf.ts'
import { PROTOS, WORKSPACE_CASES } from '../testing/workspace-cases.ts'
import { type Digest, digestB5, formatDigest } from './digest.ts'
import { memoryTree } from './file-tree.ts'
import { findDependencySets } from './find-dependency-sets.ts'
import { readWorkspace } from './read-workspace.ts'
import { formatModuleName } from './reference.ts'

let scratch: string
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'module-peer-'))
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const buf = (cwd: string, args: string[]) => runStockBuf(args, { cwd, home: scratch })

function write(folder: string, files: Readonly<Record<string, string>>): string {
  const root = join(scratch, folder)
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  return root
}

const proto = (path: string) => `syntax = "proto3";\npackage ${path.replace(/\W/g, '_')};\nmessage M {}\n`

/** Reading lock files or finding overlaps is not part of listing files, so buf is asked for more. */
function questionFor(name: string): string[] {
  if (name.startsWith('lock file')) return ['dep', 'graph']
  return /^(one |two members|module in module)/.test(name) ? ['build'] : ['ls-files']
}

describe('stock buf takes and refuses the same configurations', () => {
  const cases = WORKSPACE_CASES.filter(({ differsFromBuf }) => differsFromBuf === undefined)

  it.concurrent.each(cases)(
    '$name',
    async ({ name, config, target, expected }) => {
      const protos = Object.fromEntries(PROTOS.map((path) => [path, proto(path)]))
      const root = write(name.replace(/\W+/g, '-'), { ...protos, ...config })
      const question = questionFor(name)
      const { failed, stdout } = await buf(root, target === undefined ? question : [...question, target])
      if (expected instanceof RegExp) expect(failed).toBe(true)
      else {
        expect(failed).toBe(false)
        if (question[0] === 'ls-files') expect(stdout.trim().split('\n').sort()).toEqual(expected)
      }
    },
    60_000,
  )
})

describe('stock buf computes the same digests', () => {
  it('of the modules of a workspace that depend on each other', async () => {
    const files = {
      'buf.yaml':
        'version: v2\nmodules:\n  - {path: a, name: localhost/x/a}\n  - {path: b, name: localhost/x/b}\n' +
        '  - {path: c, name: localhost/x/c, excludes: [c/left/out]}\n',
      'README.md': '# All\r\n',
      'c/LICENSE': 'Mine\n',
      'a/a.proto': 'syntax = "proto3"; package a; import "b1.proto"; message A { B1 b = 1; }',
      'b/b1.proto': 'syntax = "proto3"; package a; message B1 {}',
      'b/b2.proto': 'syntax = "proto3"; package a; import "deep/c.proto"; message B2 { C c = 1; }',
      'c/deep/c.proto': 'syntax = "proto3"; package a; import "google/protobuf/any.proto"; message C {}',
      'c/left/out/d.proto': 'syntax = "proto3"; package out;',
      'c/z\u{1F600}.proto': 'syntax = "proto3"; package z;',
      'c/z\uFF5E.proto': 'syntax = "proto3"; package z;',
    }
    const { stdout, stderr } = await buf(write('digests', files), ['dep', 'graph', '--format', 'json'])
    expect(stderr).not.toMatch(/Failure/)
    const theirs = (JSON.parse(stdout) as { name: string; digest: string }[]).map(({ name, digest }) => [name, digest])

    const encoded = Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)] as const)
    const { modules } = readWorkspace(memoryTree(new Map(encoded)))
    const byName = new Map(modules.map((module) => [formatModuleName(module.name!), module]))
    const { sets, order } = findDependencySets(
      [...byName].map(([key, { files }]) => ({ key, files })),
      [],
    )
    const digests = new Map<string, Digest>()
    for (const key of order)
      digests.set(
        key,
        digestB5(
          byName.get(key)!.files,
          [...sets.get(key)!].map((dep) => digests.get(dep)!),
        ),
      )
    expect([...byName.keys()].map((key) => [key, formatDigest(digests.get(key)!)])).toEqual(theirs)
  }, 60_000)
})
