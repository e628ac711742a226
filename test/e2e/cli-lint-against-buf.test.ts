import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseBufFindings, runBuf } from '../support/buf.ts'
import { makeFolder, writeFiles } from '../support/make-folder.ts'
import { runWireproof } from '../support/run-wireproof.ts'

const root = makeFolder('cli-lint-against-buf')
afterAll(() => rmSync(root, { recursive: true, force: true }))

const BAD = (name: string, imports = '') =>
  `syntax = "proto3";\npackage ${name};\n${imports}// buf:lint:ignore FIELD_LOWER_SNAKE_CASE\nmessage m { int32 aB = 1; }\nenum e { x = 0; }\n`

const FILES = {
  'm1/a/v1/a.proto': BAD('a.v1'),
  'm1/b/b.proto': BAD('b', 'import "a/v1/a.proto";\n'),
  'm2/c/v1/c.proto': BAD('c.v1', 'import "a/v1/a.proto";\n'),
}
const ONE_MODULE = { 'a/v1/a.proto': BAD('a.v1'), 'b/b.proto': BAD('b', 'import "a/v1/a.proto";\n') }
const MODULES = 'modules:\n  - path: m1\n  - path: m2\n'

const CONFIGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'one module': { ...ONE_MODULE, 'buf.yaml': 'version: v2\nlint: {use: [BASIC]}\n' },
  'no configuration': ONE_MODULE,
  'a workspace': { 'buf.yaml': `version: v2\n${MODULES}` },
  'rules of the workspace with paths': {
    'buf.yaml': `version: v2\n${MODULES}lint: {ignore: [m1/b], ignore_only: {BASIC: [m2/c/v1]}}\n`,
  },
  'rules of a module': {
    'buf.yaml': `version: v2\n${MODULES}    lint: {use: [MESSAGE_PASCAL_CASE], disallow_comment_ignores: true}\nlint: {use: [BASIC]}\n`,
  },
  'an empty section of a module': { 'buf.yaml': `version: v2\n${MODULES}    lint: {}\nlint: {use: [MINIMAL]}\n` },
  'no rules of the engine': { 'buf.yaml': `version: v2\n${MODULES}    lint: {disable_builtin: true}\n` },
  'an older workspace': {
    'buf.work.yaml': 'version: v1\ndirectories: [m1, m2]\n',
    'm1/buf.yaml': 'version: v1\nlint: {allow_comment_ignores: true, ignore: [b]}\n',
    'm2/buf.yaml': 'version: v1\nlint: {use: [DEFAULT], except: [ENUM_ZERO_VALUE_SUFFIX]}\n',
  },
}

describe('wireproof lint finds what buf lint finds, where it finds it', () => {
  it.each(Object.keys(CONFIGS))('%s', async (name) => {
    const cwd = join(root, name)
    const files = CONFIGS[name] ?? {}
    writeFiles(cwd, 'a/v1/a.proto' in files ? files : { ...FILES, ...files })
    const bufs = runBuf(['lint', '--error-format', 'json'], { cwd, home: root })
    const ours = await runWireproof(['lint', '--format', 'json'], { cwd })
    expect([ours.code, ours.err]).toEqual([bufs.code === 100 ? 1 : 0, expect.any(String)])
    interface Ours {
      readonly rule: string
      readonly path: string
      readonly start: { line: number; column: number }
      readonly end: { line: number; column: number }
    }
    const found = (JSON.parse(ours.out) as Ours[]).map(({ rule, path, start, end }) =>
      [rule, path, start.line, start.column, end.line, end.column].join(' '),
    )
    const expected = parseBufFindings(bufs.stdout).map((one) =>
      [one.type, one.path, one.start_line ?? 1, one.start_column ?? 1, one.end_line ?? 1, one.end_column ?? 1].join(
        ' ',
      ),
    )
    expect(found.sort()).toEqual(expected.sort())
  })
})
