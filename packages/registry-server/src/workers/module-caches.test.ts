import { expect, test } from 'vitest'
import { CompiledFiles } from './compiled-files.ts'
import { ModuleCaches } from './module-caches.ts'

const file = (bytes: number) => Buffer.from('syntax = "proto3";\n'.padEnd(bytes, '/'))

function compileModule(caches: ModuleCaches, module: string, bytes: number): number {
  const cache = caches.of(module)
  const { result } = new CompiledFiles(new Map([['a.proto', file(bytes)]]), [], cache)
  expect(result.diagnostics).toEqual([])
  return cache.linkedCount
}

test('a module is found compiled', () => {
  const caches = new ModuleCaches(1000)
  expect(compileModule(caches, 'o/a', 100)).toBe(1)
  caches.trim()
  expect(compileModule(caches, 'o/a', 100)).toBe(0)
  expect(compileModule(caches, 'o/b', 100)).toBe(1)
  expect(compileModule(caches, 'o/a', 120)).toBe(1)
})

test('what was used longest ago goes when there is too much', () => {
  const caches = new ModuleCaches(250)
  compileModule(caches, 'o/a', 100)
  compileModule(caches, 'o/b', 100)
  compileModule(caches, 'o/a', 100)
  compileModule(caches, 'o/c', 100)
  caches.trim()
  expect(caches.modules()).toEqual(['o/a', 'o/c'])
  compileModule(caches, 'o/large', 300)
  expect(caches.modules()).toEqual(['o/a', 'o/c', 'o/large'])
  caches.trim()
  expect(caches.modules()).toEqual([])
})
