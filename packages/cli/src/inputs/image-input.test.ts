import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { runCommand } from '../../testing/run-command.ts'
import { createTemporaryFolder } from '../../testing/temporary-folder.ts'

const proto = (type: string, more = '') =>
  `edition = "2023";\npackage a;\n${more}message M { ${type} s = 1 [features.(pb.cpp).string_type = CORD]; }\n`
const IMPORTS = 'import "google/protobuf/cpp_features.proto";\n'

/** A folder with `prev` in every form and a `next` that breaks it. */
async function folderWithImages(): Promise<string> {
  const cwd = createTemporaryFolder({
    'prev/a.proto': proto('string', IMPORTS),
    'next/a.proto': proto('string', IMPORTS).replace('CORD', 'STRING').replace(' s =', ' t ='),
  })
  for (const name of ['prev.binpb', 'prev.json']) {
    const built = await runCommand(['build', 'prev', '-o', name], { cwd })
    expect(built.code).toBe(0)
  }
  return cwd
}

describe('an image as JSON', () => {
  it('says what the binary form says, with custom options, places and imports', async () => {
    const cwd = await folderWithImages()
    const against = async (input: string) => {
      const { code, out } = await runCommand(['check', 'next', '--against', input, '--format', 'json'], { cwd })
      expect(code).toBe(1)
      return JSON.parse(out)
    }
    const expected = await against('prev.binpb')
    expect(expected.map(({ rule }: { rule: string }) => rule).sort()).toEqual([
      'FIELD_SAME_CPP_STRING_TYPE',
      'FIELD_SAME_JSON_NAME',
      'FIELD_SAME_NAME',
    ])
    expect(await against('prev.json')).toEqual(expected)
    const swapped = async (input: string) =>
      (await runCommand(['check', input, '--against', 'next', '--exclude-imports'], { cwd })).out
    expect(await swapped('prev.json')).toBe(await swapped('prev.binpb'))
  })

  it('is told from binary by its first bytes, also on standard input and packed', async () => {
    const cwd = await folderWithImages()
    const text = readFileSync(join(cwd, 'prev.json'), 'utf8')
    for (const stdin of [text, `\n  ${text}`, gzipSync(text)]) {
      const { code } = await runCommand(['check', 'next', '--against', '-'], { cwd, stdin })
      expect(code).toBe(1)
    }
  })

  it.each([
    ['{', /standard input is no image \(a FileDescriptorSet in JSON form\): /],
    ['{}', /: it has no list "file"/],
    ['{"file": [1]}', /is no image/],
    ['{"file": []}', /is an image without files/],
    ['{"file": [{"name": 7}]}', /is no image/],
    ['{"file": [{"name": "a.proto", "options": {"[x.y]": 1}}]}', undefined],
  ])('that is damaged is refused: %s', async (stdin, message) => {
    const cwd = await folderWithImages()
    const { code, err } = await runCommand(['check', 'next', '--against', '-'], { cwd, stdin })
    expect(code).toBe(message === undefined ? 1 : 2)
    if (message !== undefined) expect(err).toMatch(message)
  })
})
