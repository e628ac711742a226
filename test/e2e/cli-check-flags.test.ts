import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BufFinding, parseBufFindings, runBuf } from '../support/buf.ts'
import { makeFolder, writeFiles } from '../support/make-folder.ts'
import { runWireproof } from '../support/run-wireproof.ts'

const root = makeFolder('cli-check-flags')
afterAll(() => rmSync(root, { recursive: true, force: true }))

const text = (name: string, message: string, fields: string, imports = '') =>
  `syntax = "proto3";\npackage ${name};\n${imports}message ${message} {\n${fields}}\n`
const A = 'import "a/a.proto";\n'
const TIMESTAMP = 'import "google/protobuf/timestamp.proto";\n'

const OLD = {
  'proto/a/a.proto': text('a', 'A', '  string s = 1;\n  int32 i = 2;\n'),
  'proto/a/gone.proto': text('a', 'Gone', ''),
  'proto/b/b.proto': text('b', 'B', '  a.A a = 1;\n  string t = 2;\n', A),
  'proto/c/c.proto': text('c', 'C', '  google.protobuf.Timestamp t = 1;\n  bool x = 2;\n', TIMESTAMP),
}
const NEW = {
  'proto/a/a.proto': text('a', 'A', '  bytes s = 1;\n  string i = 2;\n'),
  'proto/b/b.proto': text('b', 'B', '  a.A a = 1;\n  int32 t = 2;\n', A),
  'proto/c/c.proto': text('c', 'C', '  bool t = 1;\n  int32 x = 2;\n'),
  'proto/d/new.proto': text('d', 'D', ''),
}
const WORKSPACE = { 'buf.yaml': 'version: v2\nmodules: [{path: m1}, {path: m2}]\n' }

beforeAll(() => {
  const git = (folder: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: join(root, folder) })
  const commit = (folder: string) => {
    git(folder, 'init', '-q', '-b', 'main')
    git(folder, 'add', '.')
    git(folder, 'commit', '-q', '-m', 'old')
  }
  writeFiles(join(root, 'repo'), OLD)
  commit('repo')
  git('repo', 'archive', '--format=tar.gz', '-o', join(root, 'old.tar.gz'), 'HEAD')
  for (const image of ['old.binpb', 'old.json', 'old.json.gz']) build('repo', 'proto', '-o', `../${image}`)
  rmSync(join(root, 'repo/proto/a/gone.proto'))
  writeFiles(join(root, 'repo'), {
    ...NEW,
    'rules.yaml': 'version: v2\nbreaking:\n  use: [FILE]\n  ignore: [a]\n',
    'rules.json': '{"version": "v1", "breaking": {"use": ["WIRE_JSON"], "except": ["FIELD_SAME_JSON_NAME"]}}',
  })
  build('repo', 'proto', '-o', '../new.binpb')
  writeFiles(join(root, 'workspace'), {
    ...WORKSPACE,
    'm1/a/a.proto': OLD['proto/a/a.proto'],
    'm2/b/b.proto': OLD['proto/b/b.proto'],
  })
  commit('workspace')
  writeFiles(join(root, 'workspace'), {
    'm1/a/a.proto': NEW['proto/a/a.proto'],
    'm2/b/b.proto': NEW['proto/b/b.proto'],
  })
})

function build(cwd: string, ...args: string[]): void {
  expect(runBuf(['build', ...args], { cwd: join(root, cwd), home: root }).code).toBe(0)
}

const WIRE_V1 = '{"version":"v1","breaking":{"use":["WIRE"]}}'
const WIRE_V2 = '{"version":"v2","breaking":{"use":["WIRE"]}}'
const WIRE_PROTO = '{"version":"v2","modules":[{"path":"proto"}],"breaking":{"use":["WIRE"]}}'
const WIRE_IGNORING = '{"version":"v2","modules":[{"path":"proto"}],"breaking":{"use":["WIRE"],"ignore":["proto/a"]}}'
const HERE = ['repo/proto', '.', '../.git#branch=main,subdir=proto'] as const
const BELOW = ['repo', 'proto', '.git#branch=main,subdir=proto'] as const
const WHOLE = ['repo', '.', '.git#branch=main'] as const
const IMAGES = ['repo', '../new.binpb', '../old.binpb'] as const
const MODULES = ['workspace', '.', '.git#branch=main'] as const

/** Working directory, input, what it is compared with, and flags. */
const RUNS: readonly (readonly string[])[] = [
  [...HERE, '--path', 'a'],
  [...HERE, '--path', './b/'],
  [...HERE, '--path', 'b', '--exclude-imports'],
  [...HERE, '--path', 'a/a.proto'],
  [...HERE, '--path', 'a/a.proto,c'],
  [...HERE, '--path', 'a', '--path', 'c'],
  [...HERE, '--path', 'b', '--path', 'c', '--exclude-path', 'c/c.proto'],
  [...HERE, '--exclude-path', 'a'],
  [...HERE, '--exclude-path', 'a', '--exclude-imports'],
  [...HERE, '--exclude-path', 'b', '--exclude-path', 'c'],
  [...HERE, '--exclude-path', 'nowhere'],
  [...HERE, '--limit-to-input-files'],
  [...HERE, '--limit-to-input-files', '--exclude-imports'],
  [...HERE, '--limit-to-input-files', '--path', 'b'],
  [...HERE, '--limit-to-input-files', '--path', 'c'],
  [...HERE, '--limit-to-input-files', '--exclude-path', 'c'],
  [...BELOW, '--exclude-path', 'proto/nowhere'],
  ['repo/proto', '.', '../../old.binpb', '--path', 'a'],
  ['repo/proto', '.', '../../old.binpb', '--limit-to-input-files'],
  ['repo/proto', '.', '../../old.tar.gz#subdir=proto', '--path', 'c', '--path', 'b'],
  ['repo/proto', '.', '../../old.tar.gz#strip_components=1', '--exclude-path', 'c'],
  [...IMAGES, '--path', 'a'],
  [...IMAGES, '--path', 'b'],
  [...IMAGES, '--path', 'b', '--exclude-imports'],
  [...IMAGES, '--path', 'a/a.proto', '--path', 'c'],
  [...IMAGES, '--exclude-path', 'a'],
  [...IMAGES, '--exclude-path', 'a', '--exclude-imports'],
  [...IMAGES, '--limit-to-input-files'],
  ['repo', '.git#branch=main,subdir=proto', '../new.binpb', '--path', 'c'],
  ['repo', 'proto', '../old.json', '--exclude-imports'],
  ['repo', '../old.json', '../new.binpb', '--path', 'c'],
  ['repo', '../new.binpb', '../old.json.gz', '--limit-to-input-files'],
  [...MODULES, '--path', 'm1/a'],
  [...MODULES, '--path', 'm2/b'],
  [...MODULES, '--path', 'm2/b/b.proto', '--exclude-imports'],
  [...MODULES, '--exclude-path', 'm1/a'],
  [...MODULES, '--limit-to-input-files'],
  [...BELOW, '--config', WIRE_V1],
  [...BELOW, '--config', WIRE_PROTO],
  [...BELOW, '--config', WIRE_IGNORING],
  [...BELOW, '--config', 'rules.json'],
  [...BELOW, '--config', 'version: v1'],
  [...BELOW, '--config', ''],
  [...BELOW, '--against-config', WIRE_V1],
  [...HERE, '--config', WIRE_V1],
  [...HERE, '--config', WIRE_V2],
  [...HERE, '--config', '../rules.yaml'],
  [...HERE, '--config', '../rules.yaml', '--path', 'b'],
  [...WHOLE, '--config', WIRE_PROTO, '--against-config', WIRE_PROTO],
  [...WHOLE, '--config', WIRE_PROTO, '--against-config', WIRE_PROTO, '--path', 'proto/a'],
  ['repo', 'proto', '.git', '--config', WIRE_V1, '--against-config', WIRE_PROTO],
  ['repo', '../old.tar.gz#subdir=proto', 'proto', '--config', WIRE_PROTO],
  ['repo', '../old.tar.gz', 'proto', '--config', WIRE_PROTO],
  ['repo', '.git#branch=main,subdir=proto', 'proto', '--config', WIRE_V1],
  [...IMAGES, '--config', WIRE_V1],
  [...IMAGES, '--config', WIRE_V2],
  [...IMAGES, '--config', WIRE_PROTO],
  [...IMAGES, '--config', '{"version":"v1","breaking":{"use":["FILE"],"ignore":["a"]}}'],
  [...IMAGES, '--config', 'rules.yaml'],
]

interface Reported {
  readonly rule: string
  readonly path: string | null
  readonly start: { readonly line: number; readonly column: number }
  readonly end: { readonly line: number; readonly column: number }
}

function keyOfBufs({ type, path, start_line, start_column, end_line, end_column }: BufFinding): string {
  return path === undefined ? `${type} -` : `${type} ${path} ${start_line}:${start_column} ${end_line}:${end_column}`
}

function keyOfOurs({ rule, path, start, end }: Reported): string {
  return path === null ? `${rule} -` : `${rule} ${path} ${start.line}:${start.column} ${end.line}:${end.column}`
}

const check = (cwd: string, input: string, against: string, ...flags: string[]) =>
  runWireproof(['check', input, '--against', against, '--format=json', ...flags], { cwd: join(root, cwd) })

describe("buf's flags", () => {
  it.each(RUNS)('in %s, %s against %s: %s %s %s %s mean what they mean to buf', async (...run) => {
    const [cwd, input, against, ...flags] = run as [string, string, string, ...string[]]
    const peer = runBuf(['breaking', input, '--against', against, '--error-format=json', ...flags], {
      cwd: join(root, cwd),
      home: root,
    })
    const ours = await check(cwd, input, against, ...flags)
    expect([peer.code, peer.stderr]).toEqual([100, ''])
    expect(JSON.parse(ours.out).map(keyOfOurs).sort()).toEqual(parseBufFindings(peer.stdout).map(keyOfBufs).sort())
    expect(ours.code).toBe(1)
  })

  /** What buf refuses, or gives up on, and here has an answer: the files are the same on both sides. */
  it.each([
    [...BELOW, '--path', 'proto/a'],
    [...BELOW, '--path', './proto/a/../a/a.proto', '--path', 'proto/a/gone.proto'],
    [...BELOW, '--exclude-path', 'proto/b', '--exclude-path', 'proto/c'],
    ['repo', 'proto', '../old.binpb', '--path', 'proto/a'],
    ['repo', 'proto', '../old.tar.gz#subdir=proto', '--path', join(root, 'repo/proto/a')],
    ['.', 'repo/proto', 'repo/.git#branch=main,subdir=proto', '--path', 'repo/proto/a'],
  ])('in %s, %s against %s: %s %s find the files of the older side', async (...run) => {
    const [cwd, input, against, ...flags] = run as [string, string, string, ...string[]]
    const found: Reported[] = JSON.parse((await check(cwd, input, against, ...flags)).out)
    expect(found.map(({ rule }) => rule).sort()).toEqual(['FIELD_SAME_TYPE', 'FIELD_SAME_TYPE', 'FILE_NO_DELETE'])
  })

  it('say so when nothing is left to check', async () => {
    for (const path of ['nowhere', 'a/gone.proto', '../..']) {
      const { code, out, err } = await check(...HERE, '--path', path, '--exclude-path', 'a,b,c,d')
      expect([code, out]).toEqual([2, ''])
      expect(err).toBe('error: . has no file that --path and --exclude-path leave: there is nothing to check\n')
    }
  })

  it('pass over what is new', async () => {
    const { code, out, err } = await check(...HERE, '--path', 'd')
    expect([code, out]).toEqual([0, '[]\n'])
    expect(err).toBe('note: the module is new: nothing to compare with\n')
  })

  it.each([
    ['nope.yaml', /^error: cannot read the configuration "nope\.yaml": no such file or folder/],
    ['nonsense', /^error: configuration:1:1: /],
    ['version: v7', /^error: configuration:1:10: the version "v7" is not known here/],
    [WIRE_V2, /^error: configuration: no module of this configuration is at or below "[^"]*proto"/],
  ])('explain what is wrong with --config %s', async (config, message) => {
    const { code, out, err } = await check(...BELOW, '--config', config)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(message)
  })
})
