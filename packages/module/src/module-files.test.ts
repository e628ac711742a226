import { describe, expect, it } from 'vitest'
import { modulePathProblem, selectModuleFiles, selectModulePaths } from './module-files.ts'

describe('selectModulePaths', () => {
  it('keeps protos at any depth, LICENSE and one doc file at the root', () => {
    const paths = [
      'a.proto',
      'b/c.proto',
      'LICENSE',
      'b/LICENSE',
      'README.md',
      'README.markdown',
      'b/README.md',
      'buf.yaml',
    ]
    expect(selectModulePaths(paths)).toEqual(['a.proto', 'b/c.proto', 'LICENSE', 'README.md'])
    expect(selectModulePaths([...paths, 'buf.md'])).toContain('buf.md')
    expect(selectModulePaths([...paths, 'buf.md'])).not.toContain('README.md')
  })

  it('is sensitive to case', () => {
    expect(selectModulePaths(['A.PROTO', 'license', 'readme.md'])).toEqual([])
  })
})

describe('selectModuleFiles', () => {
  it('keeps the bytes', () => {
    const bytes = new Uint8Array([1, 2])
    const files = selectModuleFiles(
      new Map([
        ['a.proto', bytes],
        ['x', new Uint8Array()],
      ]),
    )
    expect([...files]).toEqual([['a.proto', bytes]])
  })
})

describe('modulePathProblem', () => {
  it.each(['a.proto', 'a/b c/é.proto', '...proto', 'a..b/c', '.hidden/x.proto'])('takes %s', (path) => {
    expect(modulePathProblem(path)).toBeUndefined()
  })

  it.each([
    ['', /empty path/],
    ['/etc/passwd', /absolute/],
    ['C:/x.proto', /absolute/],
    ['../x.proto', /leads out/],
    ['a/../../x.proto', /leads out/],
    ['a/..', /leads out/],
    ['./a.proto', /short form/],
    ['a//b.proto', /short form/],
    ['a/', /short form/],
    ['a\\b.proto', /backslash/],
    ['a\0.proto', /control character/],
    ['a\nb.proto', /control character/],
    ['a\ud800.proto', /not valid Unicode/],
    ['é'.repeat(1025), /more than 2048 bytes/],
  ])('refuses %j', (path, expected) => {
    expect(modulePathProblem(path)).toMatch(expected)
  })
})
