import { beforeEach, describe, expect, test } from 'vitest'
import { createTestContext, makeModule, pushModule, type TestContext } from '../../testing/test-context.ts'
import { getGraph } from './get-graph.ts'

const file = (name: string, imports: readonly string[], more = '') => ({
  [`${name}.proto`]: `syntax = "proto3";\npackage ${name};\n${imports.map((i) => `import "${i}.proto";\n`).join('')}message M {}\n${more}`,
})

/** low <- mid <- top, and low in two versions. Source: the registry protocol, section on GetGraph. */
describe('the graph of dependencies', () => {
  let context: TestContext
  let low1: string
  let low2: string
  let mid: string
  let top: string
  beforeEach(async () => {
    context = await createTestContext()
    for (const name of ['low', 'mid', 'top']) await makeModule(context, 'acme', name)
    const push = async (module: string, files: Record<string, string>, deps: string[] = [], labels: string[] = []) =>
      (await pushModule(context, context.pusher, { module, files, labels }, deps)).id
    low1 = await push('low', file('low', []))
    low2 = await push('low', file('low', [], 'message More {}'), [], ['next'])
    mid = await push('mid', file('mid', ['low']), [low1])
    top = await push('top', file('top', ['mid']), [mid, low2])
  })
  const graph = async (...ids: string[]) => {
    const found = await getGraph(
      context,
      context.reader,
      ids.map((id) => ({ id })),
    )
    return { commits: found.commits.map(({ id }) => id), edges: found.edges }
  }

  test('from one commit exactly what it was pinned to can be reached', async () => {
    const { commits, edges } = await graph(top)
    expect(commits.sort()).toEqual([low2, mid, top].sort())
    // mid was pinned to low1 itself; here its edge leads to the commit of low that top was pinned to.
    expect(edges).toContainEqual([mid, low2])
    expect(edges).toContainEqual([top, mid])
    expect(edges.flat()).not.toContain(low1)
  })

  test('a dependency of its own keeps its own pin', async () => {
    expect((await graph(mid)).edges).toEqual([[mid, low1]])
  })

  test('of several commits, one that was asked for wins, else the newest', async () => {
    expect((await graph(top, low1)).commits.sort()).toEqual([low1, mid, top].sort())
    expect((await graph(mid, top)).commits.sort()).toEqual([low2, mid, top].sort())
    expect((await graph(low1, low1)).commits).toEqual([low1])
  })

  test('of modules that depended on each other at different times there is no circle', async () => {
    for (const name of ['one', 'two']) await makeModule(context, 'acme', name)
    const push = async (module: string, imports: readonly string[], deps: readonly string[], more = '') =>
      (await pushModule(context, context.pusher, { module, files: file(module, imports, more) }, deps)).id
    const one1 = await push('one', [], [])
    const two1 = await push('two', ['one'], [one1])
    const two2 = await push('two', [], [], 'message Now {}')
    const one2 = await push('one', ['two'], [two2], 'message Later {}')
    expect((await graph(one2, two1)).edges).toHaveLength(1)
    expect((await graph(two1, one2)).edges).toHaveLength(1)
    expect((await graph(one2)).edges).toEqual([[one2, two2]])
    expect((await graph(two1)).edges).toEqual([[two1, one1]])
  })

  test('a public commit does not show private ones to those who may not see them', async () => {
    const module = await context.store.findModuleByName('acme', 'mid')
    await context.store.updateModules([{ id: module?.id ?? '', visibility: 'public' }], 1)
    await expect(getGraph(context, undefined, [{ id: mid }])).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})
