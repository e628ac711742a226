import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseBufFindings, runBuf } from '../support/buf.ts'
import { makeFolder, writeFiles } from '../support/make-folder.ts'
import { runWireproof } from '../support/run-wireproof.ts'

const root = makeFolder('cli-against-buf')
afterAll(() => rmSync(root, { recursive: true, force: true }))

const buf = (cwd: string, ...args: string[]) => runBuf(args, { cwd: join(root, cwd), home: root })
const wireproof = (cwd: string, ...args: string[]) => runWireproof(args, { cwd: join(root, cwd) })

const MESSAGE = (name: string, fields: string, imports = '') =>
  `syntax = "proto3";\npackage ${name};\n${imports}message M {\n${fields}}\n`
const IMPORT_X = 'import "x/x.proto";\n'

const V1_CONFIG = 'version: v1\nbreaking: {use: [WIRE_JSON]}\n'
const WORKSPACE = 'version: v2\nmodules:\n  - path: m1\n  - path: m2\n'

function writeWorkspace(folder: string, yaml: string, changes: Readonly<Record<string, string>> = {}): void {
  writeFiles(join(root, folder), {
    'buf.yaml': yaml,
    'm1/x/x.proto': MESSAGE('x', '  string s = 1;\n'),
    'm2/y/y.proto': MESSAGE('y', '  x.M x = 1;\n', IMPORT_X),
    ...changes,
  })
}

beforeAll(() => {
  const repository = join(root, 'repo')
  writeFiles(repository, {
    'proto/buf.yaml': V1_CONFIG,
    'proto/a/a.proto': MESSAGE('a', '  string s = 1;\n  int32 i = 2;\n'),
    'proto/a/gone.proto': 'syntax = "proto3";\npackage a;\nmessage G {}\n',
  })
  const git = ['-c', 'user.name=t', '-c', 'user.email=t@example.com']
  for (const args of [
    ['init', '-q', '-b', 'main'],
    ['add', '.'],
    ['commit', '-q', '-m', 'old'],
    ['tag', 'v1'],
  ]) {
    execFileSync('git', [...git, ...args], { cwd: repository })
  }
  for (const [format, name] of [
    ['tar.gz', 'old.tar.gz'],
    ['tar', 'old.tar'],
    ['zip', 'old.zip'],
  ] as const) {
    execFileSync('git', ['archive', `--format=${format}`, '-o', join(root, name), 'HEAD'], { cwd: repository })
  }
  for (const name of ['old.binpb', 'old.binpb.gz'])
    expect(buf('repo', 'build', 'proto', '-o', `../${name}`).code).toBe(0)
  rmSync(join(repository, 'proto/a/gone.proto'))
  writeFiles(repository, { 'proto/a/a.proto': MESSAGE('a', '\n  bytes s = 1;\n  string j = 2;\n') })

  const brokenX = { 'm1/x/x.proto': MESSAGE('x', '  int32 t = 1;\n') }
  writeWorkspace('w1', WORKSPACE)
  writeWorkspace('w2', WORKSPACE, {
    ...brokenX,
    'm2/y/y.proto': MESSAGE('y', '  int32 x = 1;\n  x.M z = 2;\n', IMPORT_X),
  })
  writeWorkspace('with-new-module', `${WORKSPACE}  - path: m0\n`, { ...brokenX, 'm0/z.proto': MESSAGE('z', '') })
  writeWorkspace('ignoring', `${WORKSPACE}breaking: {use: [WIRE], ignore: [m1/x]}\n`, brokenX)
  const ownRules = '  - path: m1\n    breaking: {use: [PACKAGE], except: [FIELD_SAME_TYPE]}\n  - path: m2\n'
  writeWorkspace('own-rules', `version: v2\nmodules:\n${ownRules}`, brokenX)
  writeFiles(join(root, 'bad'), { 'buf.yaml': 'version: v2\n', 'a/a.proto': MESSAGE('a', '  Missing m = 1;\n') })
})

/** Working directory, input, what it is compared with, and more flags. */
const CHECKS: readonly (readonly string[])[] = [
  ['repo', 'proto', '.git#branch=main,subdir=proto'],
  ['repo', 'proto', '.git#tag=v1,subdir=proto'],
  ['repo', 'proto', '.git#ref=HEAD,subdir=proto,depth=1'],
  ['repo/proto', '.', '../.git#branch=main,subdir=proto'],
  ['repo/proto/a', '..', '../../.git#branch=main,subdir=proto'],
  ['repo', '.', '.git#branch=main'],
  ['repo', 'proto', '../old.tar.gz#subdir=proto'],
  ['repo', 'proto', '../old.tar#strip_components=1'],
  ['repo', 'proto', '../old.zip#subdir=proto'],
  ['repo', 'proto', '../old.binpb'],
  ['repo', 'proto', '../old.binpb.gz', '--exclude-imports'],
  ['repo', join(root, 'repo/proto'), '../old.binpb'],
  ['repo', '../old.binpb', 'proto'],
  ['repo/proto', '../../old.binpb', '.'],
  ['repo', '.git#branch=main,subdir=proto', 'proto'],
  ['repo', '../old.tar.gz#subdir=proto', 'proto'],
  ['.', 'w2', 'w1'],
  ['.', 'w2', 'w1', '--exclude-imports'],
  ['.', 'w2/m2', 'w1/m2'],
  ['w2', '.', '../w1'],
  ['w2/m1', '.', '../../w1/m1'],
  ['.', 'with-new-module', 'w1'],
  ['.', 'ignoring', 'w1'],
  ['.', 'own-rules', 'w1'],
]

describe('a check', () => {
  it.each(CHECKS)(
    'in %s of %s against %s finds what buf finds, at the same paths',
    async (cwd, input, against, ...flags) => {
      const peer = buf(
        cwd as string,
        'breaking',
        input as string,
        '--against',
        against as string,
        '--error-format=json',
        ...flags,
      )
      const ours = await wireproof(
        cwd as string,
        'check',
        input as string,
        '--against',
        against as string,
        '--format=json',
        ...flags,
      )
      const expected = parseBufFindings(peer.stdout).map((finding) =>
        finding.path === undefined
          ? `${finding.type} -`
          : `${finding.type} ${finding.path} ${finding.start_line}:${finding.start_column} ${finding.end_line}:${finding.end_column}`,
      )
      const found = JSON.parse(ours.out).map(
        ({ rule, path, start, end }: Record<string, { line: number; column: number }>) =>
          path === null ? `${rule} -` : `${rule} ${path} ${start?.line}:${start?.column} ${end?.line}:${end?.column}`,
      )
      expect(found.sort()).toEqual(expected.sort())
      expect(expected.length).toBeGreaterThan(0)
      expect([peer.code, ours.code]).toEqual([100, 1])
    },
  )
})

describe('a build', () => {
  it.each([
    ['.', 'bad'],
    ['bad', '.'],
    ['bad/a', '..'],
    ['w1', '../bad'],
    ['.', join(root, 'bad')],
  ])('in %s of %s points where buf points', async (cwd, input) => {
    const peer = buf(cwd, 'build', input)
    const ours = await wireproof(cwd, 'build', input)
    const place = (text: string) => /^\S+?:\d+:\d+:/.exec(text)?.[0]
    expect(place(ours.err)).toBe(place(peer.stderr))
    expect(place(ours.err)).toMatch(/a\/a\.proto:4:3:$/)
  })

  it.each([
    ['w1'],
    ['w1/m2'],
    ['w2', '--exclude-imports'],
    ['repo/proto', '--exclude-source-info'],
    ['w1', '--as-file-descriptor-set'],
  ])('of %s %s writes the image that buf writes', async (input, ...flags) => {
    expect(buf('.', 'build', input, '-o', 'peer.json', ...flags).code).toBe(0)
    expect((await wireproof('.', 'build', input, '-o', 'ours.json', ...flags)).code).toBe(0)
    const read = (name: string) => JSON.parse(readFileSync(join(root, name), 'utf8'))
    expect(read('ours.json')).toEqual(read('peer.json'))
  })
})
