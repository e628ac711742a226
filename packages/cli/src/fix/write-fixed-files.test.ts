import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createTemporaryFolder } from '../../testing/temporary-folder.ts'
import { writeFixedFiles } from './write-fixed-files.ts'

const input = (folder: string) => ({
  kind: 'sources' as const,
  label: folder,
  diagnostics: [],
  image: undefined,
  modules: [],
  show: (path: string) => `${folder}/${path}`,
  resolve: () => undefined,
})

it('writes nothing at all when a file was changed meanwhile', () => {
  const cwd = createTemporaryFolder({ 'm/a.proto': 'a', 'm/b.proto': 'edited' })
  const before = new Map([
    ['a.proto', 'a'],
    ['b.proto', 'b'],
  ])
  const after = new Map([
    ['a.proto', 'fixed'],
    ['b.proto', 'fixed'],
  ])
  const write = () => writeFixedFiles(input('m'), [{ before, after, fixed: [] }], cwd)
  expect(write).toThrow('m/b.proto was changed while it was being checked; nothing was fixed, run again')
  expect(readFileSync(join(cwd, 'm/a.proto'), 'utf8')).toBe('a')
})

it('does not write over a file that it was to restore, nor over one that is gone', () => {
  const cwd = createTemporaryFolder({ 'm/a.proto': 'a', 'm/c.proto': 'other' })
  const before = new Map([['a.proto', 'a']])
  const restoring = [{ before, after: new Map([...before, ['c.proto', 'c']]), fixed: [] }]
  expect(() => writeFixedFiles(input('m'), restoring, cwd)).toThrow('m/c.proto is to be restored, and there is a file')
  const gone = [{ before: new Map([['x.proto', 'x']]), after: new Map([['x.proto', 'y']]), fixed: [] }]
  expect(() => writeFixedFiles(input('m'), gone, cwd)).toThrow('cannot read m/x.proto again')
})
