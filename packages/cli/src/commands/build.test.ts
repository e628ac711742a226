import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { fromBinary } from '@bufbuild/protobuf'
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt'
import { describe, expect, it } from 'vitest'
import { runCommand } from '../../testing/run-command.ts'
import { createTemporaryFolder } from '../../testing/temporary-folder.ts'

const FILES = {
  'p/a.proto':
    'syntax = "proto3";\npackage a;\nimport "google/protobuf/descriptor.proto";\n' +
    'extend google.protobuf.MessageOptions { string note = 50000; }\n' +
    '// A message.\nmessage M { option (note) = "x"; }\n',
}

async function buildBytes(...args: string[]): Promise<Uint8Array> {
  const cwd = createTemporaryFolder(FILES)
  const { code, out, err } = await runCommand(['build', 'p', '-o', '-', ...args], { cwd })
  expect([code, err]).toEqual([0, ''])
  return Buffer.from(out, 'latin1')
}

const decode = (bytes: Uint8Array) => fromBinary(FileDescriptorSetSchema, bytes)

/** The field of a file that only images have. Source: buf/alpha/image/v1/image.proto. */
const IMAGE_EXTENSION = 8042

describe('wireproof build', () => {
  it('writes nothing unless asked to', async () => {
    const cwd = createTemporaryFolder(FILES)
    expect(await runCommand(['build', 'p'], { cwd })).toEqual({ code: 0, out: '', err: '' })
    expect(readdirSync(cwd)).toEqual(['p'])
  })

  it('writes an image with imports, comments and what only images have', async () => {
    const { file } = decode(await buildBytes())
    expect(file.map(({ name }) => name)).toEqual(['google/protobuf/descriptor.proto', 'a.proto'])
    expect(file[1]?.sourceCodeInfo?.location.some(({ leadingComments }) => leadingComments === ' A message.\n')).toBe(
      true,
    )
    expect(file[1]?.$unknown?.map(({ no }) => no)).toEqual([IMAGE_EXTENSION])
  })

  it('leaves out what it is told to leave out', async () => {
    expect(decode(await buildBytes('--exclude-imports')).file.map(({ name }) => name)).toEqual(['a.proto'])
    expect(decode(await buildBytes('--exclude-source-info')).file[1]?.sourceCodeInfo).toBeUndefined()
    expect(decode(await buildBytes('--as-file-descriptor-set')).file[1]?.$unknown).toBeUndefined()
  })

  it('writes .binpb, .binpb.gz and .json, and nothing else', async () => {
    const cwd = createTemporaryFolder(FILES)
    const build = (output: string) => runCommand(['build', 'p', '-o', output], { cwd })
    expect([(await build('x.binpb')).code, (await build('x.binpb.gz')).code, (await build('x.json')).code]).toEqual([
      0, 0, 0,
    ])
    const bytes = readFileSync(join(cwd, 'x.binpb'))
    expect(gunzipSync(readFileSync(join(cwd, 'x.binpb.gz'))).equals(bytes)).toBe(true)
    const json = JSON.parse(readFileSync(join(cwd, 'x.json'), 'utf8'))
    expect(json.file[1].messageType).toEqual([{ name: 'M', options: { '[a.note]': 'x' } }])
    expect(json.file[0].bufExtension).toEqual({ isImport: true, isSyntaxUnspecified: false })
    const { code, err } = await build('x.proto')
    expect([code, err]).toEqual([
      2,
      'error: "x.proto" has no suffix of an image; name the file .binpb, .binpb.gz or .json\n',
    ])
  })

  it('tells what is wrong by the paths that the user gave, and keeps the old image', async () => {
    const cwd = createTemporaryFolder({
      'p/a.proto': 'syntax = "proto3";\nmessage M { Gone g = 1; }\n',
      'x.binpb': 'old',
    })
    const { code, out, err } = await runCommand(['build', 'p', '-o', 'x.binpb'], { cwd })
    expect([code, out]).toEqual([3, ''])
    expect(err).toMatch(/^p\/a\.proto:2:13: /)
    expect(readFileSync(join(cwd, 'x.binpb'), 'utf8')).toBe('old')
    expect((await runCommand(['build'], { cwd: join(cwd, 'p') })).err).toMatch(/^a\.proto:2:13: /)
    expect((await runCommand(['build', join(cwd, 'p')], { cwd })).err).toMatch(new RegExp(`^${cwd}/p/a\\.proto:2:13: `))
  })

  it('refuses the suffix before it compiles anything', async () => {
    const cwd = createTemporaryFolder({ 'p/a.proto': 'nonsense' })
    expect((await runCommand(['build', 'p', '-o', 'x.txt'], { cwd })).code).toBe(2)
    expect(existsSync(join(cwd, 'x.txt'))).toBe(false)
  })
})
