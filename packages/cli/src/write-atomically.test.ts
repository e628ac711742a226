import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createTemporaryFolder } from '../testing/temporary-folder.ts'
import { writeAtomically } from './write-atomically.ts'

const bytes = Buffer.from('new')

describe('writeAtomically', () => {
  it('replaces a file and leaves nothing else behind', () => {
    const folder = createTemporaryFolder({ x: 'old' })
    writeAtomically(join(folder, 'x'), bytes)
    expect(readFileSync(join(folder, 'x'), 'utf8')).toBe('new')
    expect(readdirSync(folder)).toEqual(['x'])
  })

  it('gives a new file the mode that was asked for', () => {
    const folder = createTemporaryFolder()
    writeAtomically(join(folder, 'x'), bytes, { mode: 0o600 })
    expect(statSync(join(folder, 'x')).mode & 0o777).toBe(0o600)
  })

  it('says what is wrong, and leaves nothing half written', () => {
    const folder = createTemporaryFolder({ file: '' })
    mkdirSync(join(folder, 'd'))
    expect(() => writeAtomically(join(folder, 'gone/x'), bytes)).toThrow(
      /cannot write .*gone\/x: no such file or folder/,
    )
    expect(() => writeAtomically(join(folder, 'd'), bytes)).toThrow('it is a folder')
    expect(() => writeAtomically(join(folder, 'file/x'), bytes)).toThrow('a part of the path is a file')
    expect(readdirSync(folder).sort()).toEqual(['d', 'file'])
  })

  it.runIf(existsSync('/dev/full'))('reports a full disk', () => {
    expect(() => writeAtomically('/dev/full', bytes)).toThrow('no space left on the device')
  })
})
