import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { pack } from 'tar-stream'
import { describe, expect, it } from 'vitest'
import { createTemporaryFolder } from '../../testing/temporary-folder.ts'
import { openArchiveTree } from './archive-tree.ts'
import { parseInputSpec } from './input-spec.ts'

type TarEntry = Parameters<ReturnType<typeof pack>['entry']>[0] & { content?: string }

async function makeTar(entries: readonly TarEntry[]): Promise<Buffer> {
  const archive = pack()
  for (const { content, ...header } of entries) archive.entry(header, content ?? '')
  archive.finalize()
  const chunks: Buffer[] = []
  for await (const chunk of archive) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

async function open(text: string, bytes: Uint8Array) {
  const spec = parseInputSpec(text, () => false)
  if (spec.kind !== 'archive') throw new Error(`${text} is no archive`)
  const cwd = createTemporaryFolder()
  writeFileSync(join(cwd, spec.path), bytes)
  return openArchiveTree(spec, text, cwd)
}

async function readAll(text: string, bytes: Uint8Array): Promise<Record<string, string>> {
  const tree = await open(text, bytes)
  return Object.fromEntries(
    [...tree.list(tree.target)].map((path) => [path, Buffer.from(tree.read(path) ?? '').toString()]),
  )
}

const FILES: readonly TarEntry[] = [
  { name: './top/a/a.proto', content: 'A' },
  { name: './top/buf.yaml', content: 'version: v2' },
  { name: './top/picture.png', content: 'x' },
]

describe('openArchiveTree', () => {
  it('reads tar, gzipped tar and zip', async () => {
    const tar = await makeTar(FILES)
    const wanted = { 'top/a/a.proto': 'A', 'top/buf.yaml': 'version: v2' }
    expect(await readAll('x.tar', tar)).toEqual(wanted)
    expect(await readAll('x.tar.gz', gzipSync(tar))).toEqual(wanted)
    const zip = zipSync({ 'top/a/a.proto': Buffer.from('A'), 'top/buf.yaml': Buffer.from('version: v2') })
    expect(await readAll('x.zip', zip)).toEqual(wanted)
  })

  it('cuts off leading folders and goes into a folder', async () => {
    const tar = await makeTar(FILES)
    expect(Object.keys(await readAll('x.tar#strip_components=1', tar))).toEqual(['a/a.proto', 'buf.yaml'])
    const tree = await open('x.tar#subdir=top/a', tar)
    expect(tree.target).toBe('top/a')
    await expect(open('x.tar#subdir=nope', tar)).rejects.toThrow('there is no folder "nope"')
  })

  it('follows links inside and refuses links out', async () => {
    const inside = await makeTar([
      { name: 'a/a.proto', content: 'A' },
      { name: 'b/soft.proto', type: 'symlink', linkname: '../a/a.proto' },
      { name: 'c/hard.proto', type: 'link', linkname: 'a/a.proto' },
    ])
    expect(await readAll('x.tar', inside)).toEqual({ 'a/a.proto': 'A', 'b/soft.proto': 'A', 'c/hard.proto': 'A' })
    for (const linkname of ['../../etc/passwd', '/etc/passwd']) {
      const hostile = await makeTar([{ name: 'a/a.proto', type: 'symlink', linkname }])
      await expect(readAll('x.tar', hostile)).rejects.toThrow('leads out of the input')
    }
    const circle = await makeTar([
      { name: 'a.proto', type: 'symlink', linkname: 'b.proto' },
      { name: 'b.proto', type: 'symlink', linkname: 'a.proto' },
    ])
    await expect(readAll('x.tar', circle)).rejects.toThrow('leads to nothing')
  })

  it.each(['../evil.proto', '/evil.proto', 'a/../../evil.proto', 'C:\\evil.proto', '..\\evil.proto'])(
    'refuses the path %s',
    async (name) => {
      await expect(open('x.zip', zipSync({ [name]: new Uint8Array(1) }))).rejects.toThrow('leads out of it')
      await expect(makeTar([{ name, content: 'x' }]).then((tar) => open('x.tar', tar))).rejects.toThrow(
        'leads out of it',
      )
    },
  )

  it('stops at archives that unpack to too much', async () => {
    const tar = await makeTar([{ name: 'a.proto', content: 'x' }])
    // The size field of a tar header is 11 octal digits at 124, its checksum 6 at 148 (POSIX.1-1988, ustar).
    const size = (2 * 1024 ** 3).toString(8).padStart(11, '0')
    tar.write(size, 124, 'latin1')
    tar.fill(' ', 148, 156)
    const sum = tar.subarray(0, 512).reduce((total, byte) => total + byte, 0)
    tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
    await expect(open('x.tar', tar)).rejects.toThrow('unpacks to more than 1073741824 bytes')
  })

  it('says what is no archive, or cut off', async () => {
    const gz = gzipSync(await makeTar(FILES))
    await expect(open('x.tar.gz', Buffer.from('not gzip'))).rejects.toThrow('"x.tar.gz" is no gzipped tar archive')
    await expect(open('x.tar.gz', gz.subarray(0, gz.length / 2))).rejects.toThrow('is cut off')
    await expect(open('x.tar', Buffer.alloc(1024, 'x'))).rejects.toThrow('"x.tar" is no tar archive')
    await expect(open('x.zip', Buffer.from('PK nonsense'))).rejects.toThrow('"x.zip" is no zip archive')
  })

  it('says that a file is missing', async () => {
    const spec = parseInputSpec('gone.tar', () => false)
    if (spec.kind !== 'archive') throw new Error('no archive')
    await expect(openArchiveTree(spec, 'gone.tar', '/nonexistent')).rejects.toThrow(
      'cannot open "gone.tar": no such file',
    )
  })
})
