import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createTemporaryFolder } from '../../testing/temporary-folder.ts'
import { writeFolder } from './write-folder.ts'

const FILES = new Map([
  ['a/b/c.proto', Buffer.from('\ufeffsyntax;\r\n')],
  ['LICENSE', Buffer.from([0, 255])],
])

function write(cwd: string, name: string, files: ReadonlyMap<string, Uint8Array> = FILES, force = false): void {
  writeFolder({ folder: join(cwd, name), shown: name, cwd, force }, files)
}

describe('writeFolder', () => {
  it('writes the exact bytes and leaves nothing beside the folder', () => {
    const cwd = createTemporaryFolder()
    write(cwd, 'deep/out')
    expect(readFileSync(join(cwd, 'deep/out/a/b/c.proto'))).toEqual(FILES.get('a/b/c.proto'))
    expect(readFileSync(join(cwd, 'deep/out/LICENSE'))).toEqual(FILES.get('LICENSE'))
    expect(readdirSync(join(cwd, 'deep'))).toEqual(['out'])
  })

  it('is fine with a folder that is empty or has just these files', () => {
    const cwd = createTemporaryFolder()
    write(cwd, 'out')
    write(cwd, 'out')
    expect(readdirSync(cwd)).toEqual(['out'])
  })

  it('refuses a folder with anything else, and changes nothing in it', () => {
    const cwd = createTemporaryFolder({ 'out/a.proto': 'mine' })
    expect(() => write(cwd, 'out')).toThrow('out is not empty; name a new folder, or replace its files with --force')
    expect(readFileSync(join(cwd, 'out/a.proto'), 'utf8')).toBe('mine')
    write(cwd, 'out', FILES, true)
    expect(existsSync(join(cwd, 'out/a.proto'))).toBe(false)
    writeFileSync(join(cwd, 'out/precious.txt'), 'x')
    expect(() => write(cwd, 'out', new Map(), true)).toThrow('holds precious.txt, which no pull has written')
    expect(existsSync(join(cwd, 'out/a/b/c.proto'))).toBe(true)
  })

  it('does not pull the working directory away', () => {
    const cwd = createTemporaryFolder()
    expect(() => write(cwd, '.')).toThrow('is the folder that you work in')
  })

  it.each([
    '../evil.proto',
    '/evil.proto',
    'a/../../evil.proto',
    'a\\..\\evil.proto',
    '',
    'C:/evil.proto',
    'a//b.proto',
  ])('writes nothing at all for the hostile path %j', (path) => {
    const cwd = createTemporaryFolder()
    expect(() => write(cwd, 'out', new Map([...FILES, [path, Buffer.from('x')]]))).toThrow('cannot be written')
    expect(readdirSync(cwd)).toEqual([])
  })

  it('cleans up when a file cannot be written', () => {
    const cwd = createTemporaryFolder()
    const clash = new Map([
      ['a', Buffer.from('')],
      ['a/b.proto', Buffer.from('')],
    ])
    expect(() => write(cwd, 'out', clash)).toThrow('cannot write the folder out')
    expect(readdirSync(cwd)).toEqual([])
  })

  it('says what is wrong with a place that cannot be a folder', () => {
    const cwd = createTemporaryFolder({ file: '' })
    expect(() => write(cwd, 'file')).toThrow('cannot write the folder file')
    expect(() => write(cwd, 'file/out')).toThrow('a part of the path is a file')
    symlinkSync('/dev/full', join(cwd, 'dev'))
    expect(() => write(cwd, 'dev/out')).toThrow('cannot write the folder')
  })
})
