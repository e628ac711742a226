import { posix } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWithin, joinPaths, normalizePath, pathWithin } from './relative-path.ts'

describe('normalizePath', () => {
  it.each([
    ['', ''],
    ['.', ''],
    ['./a//b/', 'a/b'],
    ['a/../b', 'b'],
    ['a/..', ''],
    ['...', '...'],
  ])('shortens "%s" to "%s"', (text, path) => {
    expect(normalizePath(text)).toEqual({ path })
  })

  it.each(['/a', 'C:/a', 'C:\\a', '..', '../a', 'a/../../b'])('refuses "%s"', (text) => {
    expect(normalizePath(text)).toHaveProperty('problem')
  })

  it('agrees with POSIX path rules', () => {
    const text = fc.array(fc.constantFrom('a', 'b.proto', '.', '..', '')).map((parts) => parts.join('/'))
    fc.assert(
      fc.property(text, (text) => {
        const expected = posix.normalize(text).replace(/\/$/, '')
        const result = normalizePath(text)
        if (text.startsWith('/') || /^\.\.(\/|$)/.test(expected)) expect(result).toHaveProperty('problem')
        else expect(result).toEqual({ path: expected === '.' ? '' : expected })
      }),
    )
  })
})

describe('isWithin', () => {
  it('goes by whole components', () => {
    expect(isWithin('a/b', 'a')).toBe(true)
    expect(isWithin('a', 'a')).toBe(true)
    expect(isWithin('ab', 'a')).toBe(false)
    expect(isWithin('a', 'a/b')).toBe(false)
    expect(isWithin('a', '')).toBe(true)
  })
})

describe('joinPaths and pathWithin', () => {
  it('undo each other', () => {
    for (const [folder, rest] of [
      ['', 'a/b'],
      ['a', 'b'],
      ['a/b', ''],
      ['', ''],
    ] as const) {
      expect(pathWithin(joinPaths(folder, rest), folder)).toBe(rest)
    }
  })
})
