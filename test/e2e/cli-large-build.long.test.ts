import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { makeFolder, writeFiles } from '../support/make-folder.ts'
import { runWireproof } from '../support/run-wireproof.ts'

/** Together more text than one thread compiles alone. */
const FILES = 40
const MESSAGES_A_FILE = 3000

function fileText(index: number): string {
  const messages = Array.from(
    { length: MESSAGES_A_FILE },
    (_, at) =>
      `// The message ${at}.\nmessage Part${index}Message${at} {\n  shared.Time time = 1;\n  string name = 2;\n}\n`,
  )
  return `syntax = "proto3";\npackage large;\nimport "shared.proto";\nimport "unused.proto";\n${messages.join('')}`
}

describe('a build that is large enough for several threads', () => {
  const root = makeFolder('cli-large-build')
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  const files: Record<string, string> = {
    'buf.yaml': 'version: v2\n',
    'shared.proto': 'syntax = "proto3";\npackage shared;\nmessage Time { int64 seconds = 1; }\n',
    'unused.proto': 'syntax = "proto3";\npackage unused;\n',
  }
  for (let index = 0; index < FILES; index++) files[`large${index}.proto`] = fileText(index)

  it('writes what one thread writes, and says the same', async () => {
    writeFiles(join(root, 'good'), files)
    const many = await runWireproof(['build', 'good', '-o', 'many.binpb'], { cwd: root })
    // What is packed is built at once.
    const one = await runWireproof(['build', 'good', '-o', 'one.binpb.gz'], { cwd: root })
    expect(many).toEqual(one)
    expect(many.code).toBe(0)
    expect(many.err.match(/Nothing in this file uses the import `unused\.proto`/g)).toHaveLength(FILES)
    expect(readFileSync(join(root, 'many.binpb')).equals(gunzipSync(readFileSync(join(root, 'one.binpb.gz'))))).toBe(
      true,
    )
  })

  it('tells of a name that files of different threads declare', async () => {
    writeFiles(join(root, 'bad'), { ...files, 'large39.proto': `${fileText(39)}message Part0Message0 {}\n` })
    const { code, err } = await runWireproof(['build', 'bad', '-o', 'bad.binpb'], { cwd: root })
    expect(code).toBe(3)
    expect(err).toContain('bad/large0.proto:6:9: `large.Part0Message0` is declared more than once')
  })
})
