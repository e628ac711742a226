import { describe, expect, it } from 'vitest'
import type { CompiledModule } from '../inputs/compiled-input.ts'
import { pairModules } from './pair-modules.ts'

function module(path: string, name?: string): CompiledModule {
  const policy = { policy: undefined, policyErrors: [], policyWarnings: [], lint: undefined }
  return { name, path, image: { files: [] }, ...policy }
}

function pairsOf(prev: CompiledModule[], next: CompiledModule[]) {
  const { pairs, added, removed } = pairModules(prev, next)
  const label = ({ name, path }: CompiledModule) => name ?? path
  return {
    pairs: pairs.map((pair) => `${label(pair.prev)} -> ${label(pair.next)}`),
    added: added.map(label),
    removed: removed.map(label),
  }
}

describe('pairModules', () => {
  it('pairs by name, whatever the folders are called', () => {
    expect(pairsOf([module('a', 'r/o/a'), module('b', 'r/o/b')], [module('0', 'r/o/b'), module('z', 'r/o/a')])).toEqual(
      {
        pairs: ['r/o/b -> r/o/b', 'r/o/a -> r/o/a'],
        added: [],
        removed: [],
      },
    )
  })

  it('pairs unnamed modules by folder, also one that got a name', () => {
    expect(pairsOf([module('a'), module('b')], [module('b'), module('a', 'r/o/a')])).toEqual({
      pairs: ['b -> b', 'a -> r/o/a'],
      added: [],
      removed: [],
    })
  })

  it('shifts nothing when a module is new or gone', () => {
    expect(pairsOf([module('b'), module('c')], [module('a'), module('b'), module('d')])).toEqual({
      pairs: ['b -> b'],
      added: ['a', 'd'],
      removed: ['c'],
    })
  })

  it('takes one module against one module for a pair', () => {
    expect(pairsOf([module('', 'r/o/a')], [module('proto', 'r/o/b')]).pairs).toEqual(['r/o/a -> r/o/b'])
  })
})
