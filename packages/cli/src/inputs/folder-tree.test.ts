import { mkdirSync, symlinkSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createTemporaryFolder } from '../../testing/temporary-folder.ts'
import { openFolderTree } from './folder-tree.ts'

/** What a tree lists, as the user sees it. */
function listShown(path: string, cwd: string): string[] {
  const tree = openFolderTree(path, cwd)
  return [...tree.list(tree.target)].map((file) => tree.show(file)).sort()
}

describe('openFolderTree', () => {
  it('lists what can matter and shows paths relative to the working directory', () => {
    const cwd = createTemporaryFolder({
      'p/a/a.proto': '',
      'p/buf.yaml': 'version: v2',
      'p/x.txt': '',
      'p/LICENSE': '',
    })
    expect(listShown('p', cwd)).toEqual(['p/LICENSE', 'p/a/a.proto', 'p/buf.yaml'])
    expect(listShown('.', join(cwd, 'p'))).toEqual(['LICENSE', 'a/a.proto', 'buf.yaml'])
    expect(listShown('..', join(cwd, 'p/a'))).toEqual(['../LICENSE', '../a/a.proto', '../buf.yaml'])
  })

  it('shows absolute paths for an absolute input', () => {
    const cwd = createTemporaryFolder({ 'p/a.proto': '' })
    expect(listShown(join(cwd, 'p'), cwd)).toEqual([join(cwd, 'p/a.proto')])
  })

  it('says what is wrong with something that is no folder', () => {
    const cwd = createTemporaryFolder({ file: '' })
    expect(() => openFolderTree('nope', cwd)).toThrow('no folder "nope"')
    expect(() => openFolderTree('file', cwd)).toThrow('"file" is a file')
  })

  it('follows symbolic links inside the tree, to files and folders, and no circle', () => {
    const cwd = createTemporaryFolder({ 'm/buf.yaml': 'version: v2', 'm/real/a.proto': 'A' })
    symlinkSync('real', join(cwd, 'm/alias'))
    symlinkSync('real/a.proto', join(cwd, 'm/b.proto'))
    symlinkSync('..', join(cwd, 'm/real/up'))
    const tree = openFolderTree('m', cwd)
    const files = [...tree.list(tree.target)].map((file) => relative(`${cwd.slice(1)}/m`, file)).sort()
    expect(files).toEqual(['alias/a.proto', 'b.proto', 'buf.yaml', 'real/a.proto'])
    expect(Buffer.from(tree.read(`${tree.target}/alias/a.proto`) ?? '').toString()).toBe('A')
  })

  it('refuses symbolic links that lead out of the tree', () => {
    const cwd = createTemporaryFolder({ 'm/a.proto': '', 'outside/b.proto': '' })
    symlinkSync('../outside/b.proto', join(cwd, 'm/b.proto'))
    expect(() => listShown('m', cwd)).toThrow(
      'm/b.proto: this symbolic link leads out of the input (to ../outside/b.proto)',
    )
  })

  it('refuses a linked folder outside, unless it is to be skipped', () => {
    const cwd = createTemporaryFolder({ 'm/a.proto': '', 'outside/b.proto': '' })
    symlinkSync('../outside', join(cwd, 'm/vendor'))
    expect(() => listShown('m', cwd)).toThrow('m/vendor: this symbolic link leads out')
    const tree = openFolderTree('m', cwd)
    const list = tree.list as (folder: string, skip: (path: string) => boolean) => Iterable<string>
    expect([...list(tree.target, (path) => path.endsWith('/vendor'))]).toHaveLength(1)
  })

  it('lets links lead anywhere in the workspace that the folder is part of', () => {
    const cwd = createTemporaryFolder({
      'buf.yaml': 'version: v2\nmodules: [{path: a}, {path: b}]',
      'a/a.proto': '',
      'b/b.proto': '',
    })
    symlinkSync('../b/b.proto', join(cwd, 'a/c.proto'))
    expect(listShown('a', cwd)).toEqual(['a/a.proto', 'a/c.proto'])
  })

  it('refuses links to nothing where a file would matter, and ignores others', () => {
    const cwd = createTemporaryFolder({ 'm/a.proto': '' })
    symlinkSync('gone', join(cwd, 'm/other'))
    expect(listShown('m', cwd)).toEqual(['m/a.proto'])
    symlinkSync('gone', join(cwd, 'm/b.proto'))
    expect(() => listShown('m', cwd)).toThrow('m/b.proto: this symbolic link leads to nothing')
  })

  it('does not read what is no plain file', () => {
    const cwd = createTemporaryFolder()
    mkdirSync(join(cwd, 'x.proto'))
    const tree = openFolderTree('.', cwd)
    expect(tree.read(`${tree.target}/x.proto`)).toBeUndefined()
  })
})
