import { describe, expect, it } from 'vitest'
import { findDependencySets, type Provider } from './find-dependency-sets.ts'

function provider(key: string, files: Record<string, string[]>): Provider {
  const text = (imports: string[]) => imports.map((path) => `import "${path}";\n`).join('')
  return {
    key,
    files: new Map(Object.entries(files).map(([path, imports]) => [path, new TextEncoder().encode(text(imports))])),
  }
}

const c = provider('c', { 'c.proto': [] })
const b = provider('b', { 'b1.proto': [], 'b2.proto': ['c.proto'] })
const a = provider('a', { 'a.proto': ['b1.proto', 'google/protobuf/any.proto'] })

describe('findDependencySets', () => {
  it('counts a dependency as a whole, not by file', () => {
    const { sets } = findDependencySets([a], [b, c])
    expect([...sets.get('a')!]).toEqual(['b', 'c'])
  })

  it('leaves out what nothing imports', () => {
    const { sets } = findDependencySets([provider('x', { 'x.proto': ['c.proto'] })], [b, c])
    expect([...sets.get('x')!]).toEqual(['c'])
  })

  it('orders the contents of one upload by dependency', () => {
    const { sets, order, cycle } = findDependencySets([a, b, c], [])
    expect(order).toEqual(['c', 'b', 'a'])
    expect(cycle).toEqual([])
    expect(sets.get('c')!.size).toBe(0)
  })

  it('orders contents that are connected only through a dependency', () => {
    const first = provider('first', { 'first.proto': ['between.proto'] })
    const last = provider('last', { 'last.proto': [] })
    const between = provider('between', { 'between.proto': ['last.proto'] })
    expect(findDependencySets([first, last], [between]).order).toEqual(['last', 'first'])
  })

  it('finds circles', () => {
    const one = provider('one', { 'one.proto': ['two.proto'], 'one_too.proto': [] })
    const two = provider('two', { 'two.proto': ['three.proto'] })
    const three = provider('three', { 'three.proto': ['one_too.proto'] })
    expect(findDependencySets([one, two, three], []).cycle).toEqual(['one', 'two', 'three'])
  })

  it('does not take a file that imports itself or its neighbour for a circle', () => {
    const { cycle, sets } = findDependencySets(
      [provider('x', { 'x.proto': ['x.proto', 'y.proto'], 'y.proto': [] })],
      [],
    )
    expect(cycle).toEqual([])
    expect(sets.get('x')!.size).toBe(0)
  })

  it('names imports that nothing provides, and leaves those of dependencies alone', () => {
    const x = provider('x', { 'x.proto': ['gone.proto', 'd.proto', 'google/protobuf/gone.proto'] })
    const d = provider('d', { 'd.proto': ['gone_too.proto'] })
    expect(findDependencySets([x], [d]).unresolved).toEqual([
      { key: 'x', file: 'x.proto', importPath: 'gone.proto' },
      { key: 'x', file: 'x.proto', importPath: 'google/protobuf/gone.proto' },
    ])
  })

  it('prefers a provided well-known type', () => {
    const wkt = provider('wkt', { 'google/protobuf/any.proto': [] })
    expect([...findDependencySets([a], [wkt, b, c]).sets.get('a')!]).toEqual(['b', 'c', 'wkt'])
  })

  it('reports paths that two modules in use have, and no others', () => {
    const x = provider('x', { 'x.proto': ['c.proto'], 'same.proto': [], LICENSE: [] })
    const y = provider('y', { 'same.proto': [], LICENSE: [] })
    expect(findDependencySets([x], [c, y]).ambiguous).toEqual([])
    expect(findDependencySets([x, y], [c]).ambiguous).toEqual([{ path: 'same.proto', keys: ['x', 'y'] }])
  })

  it('reports an import that two dependencies could answer', () => {
    const [one, two] = ['one', 'two'].map((key) => provider(key, { 'same.proto': [] })) as [Provider, Provider]
    const { ambiguous } = findDependencySets([provider('x', { 'x.proto': ['same.proto'] })], [one, two])
    expect(ambiguous).toEqual([{ path: 'same.proto', keys: ['one', 'two'] }])
  })

  it('copes with long chains', () => {
    const chain = Array.from({ length: 20_000 }, (_, i) => provider(`k${i}`, { [`${i}.proto`]: [`${i + 1}.proto`] }))
    const end = provider('end', { '20000.proto': [] })
    expect(findDependencySets([chain[0]!], [...chain.slice(1), end]).sets.get('k0')!.size).toBe(20_000)
  })
})
