import { describe, expect, it } from 'vitest'
import {
  formatModuleReference,
  isCommitId,
  labelNameProblem,
  moduleNameProblem,
  ownerNameProblem,
  parseModuleName,
  parseModuleReference,
} from './reference.ts'

describe('parseModuleReference', () => {
  it.each([
    ['localhost:8080/acme/base:main', { registry: 'localhost:8080', owner: 'acme', module: 'base', ref: 'main' }],
    ['buf.build/acme/base', { registry: 'buf.build', owner: 'acme', module: 'base', ref: undefined }],
    ['127.0.0.1:80/a/b:release/1.0', { registry: '127.0.0.1:80', owner: 'a', module: 'b', ref: 'release/1.0' }],
    [' Registry.Local/a_b/c.d ', { registry: 'Registry.Local', owner: 'a_b', module: 'c.d', ref: undefined }],
  ])('reads %s', (text, expected) => {
    expect(parseModuleReference(text)).toEqual(expected)
    expect(formatModuleReference(parseModuleReference(text))).toBe(text.trim())
  })

  // The stock client refuses all of these as well, but for those with a dot as a name.
  it.each([
    '',
    'a/b',
    'acme/base:main',
    'localhost/a/',
    'localhost//b',
    'localhost/a/b:',
    'localhost/a/b:x:y',
    'localhost/a/b/c',
    'localhost/a/b/',
    'http://localhost/a/b',
    'localhost:99999/a/b',
    'localhost:x/a/b',
    'localhost:/a/b',
    '123/a/b',
    'h/a/b',
    '-x/a/b',
    'a..b/a/b',
    '[::1]/a/b',
    '999.1.1.1/a/b',
    'localhost/../b',
    'localhost/a/..',
  ])('refuses "%s"', (text) => {
    expect(() => parseModuleReference(text)).toThrow(/is no module reference: .+/)
  })
})

describe('parseModuleName', () => {
  it('takes no label or commit', () => {
    expect(parseModuleName('localhost/acme/base')).toEqual({ registry: 'localhost', owner: 'acme', module: 'base' })
    expect(() => parseModuleName('localhost/acme/base:main')).toThrow('drop ":main"')
  })
})

describe('names that a registry can grant', () => {
  it('owner', () => {
    for (const good of ['ab', 'a-1', 'a'.repeat(32)]) expect(ownerNameProblem(good)).toBeUndefined()
    for (const bad of ['', 'a', 'A1', '1a', 'a-', 'a_b', 'a.b', 'a'.repeat(33)])
      expect(ownerNameProblem(bad)).toBeTruthy()
  })

  it('module', () => {
    expect(moduleNameProblem('m'.repeat(100))).toBeUndefined()
    expect(moduleNameProblem('m'.repeat(101))).toMatch(/2 to 100/)
  })

  it('label', () => {
    for (const good of ['main', 'v1.2.0', 'release/1.0', 'x'.repeat(250)])
      expect(labelNameProblem(good)).toBeUndefined()
    for (const bad of ['', 'a b', 'a:b', 'a\n', 'x'.repeat(251), '0123456789abcdef0123456789abcdef']) {
      expect(labelNameProblem(bad)).toBeTruthy()
    }
  })
})

describe('isCommitId', () => {
  it('is true for 32 hex digits only', () => {
    expect(isCommitId('0123456789abcdef0123456789abcdef')).toBe(true)
    for (const no of ['', '0123456789abcdef', '0123456789abcdef0123456789abcdeg']) expect(isCommitId(no)).toBe(false)
  })
})
