import { expect, test } from 'vitest'
import { parsePlugins } from './parse-plugins.ts'
import { findPlugin, type Plugin } from './plugin.ts'

const ES = { name: 'bufbuild/es', version: 'v2.13.0', command: ['protoc-gen-es'] }

test('a list of plugins', () => {
  expect(parsePlugins(JSON.stringify([ES]))).toEqual({
    plugins: [{ owner: 'bufbuild', name: 'es', version: 'v2.13.0', command: ['protoc-gen-es'] }],
  })
})

test('everything that is wrong is told at once', () => {
  const list = [
    ES,
    ES,
    { ...ES, name: 'es' },
    { ...ES, version: '2' },
    { ...ES, command: 'sh -c x' },
    { ...ES, shell: true },
    7,
  ]
  const result = parsePlugins(JSON.stringify(list))
  expect('problems' in result && result.problems.map((problem) => problem.slice(0, 'plugin 1'.length))).toEqual(
    [2, 3, 4, 5, 6, 7].map((number) => `plugin ${number}`),
  )
})

test.each(['', '{', '{}', 'null'])('%j is no list', (text) => {
  expect(parsePlugins(text)).toMatchObject({ problems: [expect.any(String)] })
})

test('a plugin is found by version; without one it is the last that is listed', () => {
  const plugin = (version: string): Plugin => ({ owner: 'acme', name: 'go', version, command: ['go'] })
  const plugins = [plugin('v1.0.0'), plugin('v1.2.0')]
  const find = (version: string, revision = 0) =>
    findPlugin(plugins, { owner: 'acme', name: 'go', version, revision })?.version
  expect([find(''), find('v1.0.0'), find('v1.0.0', 1), find('v3.0.0'), find('v1.0.0', 2)]).toEqual([
    'v1.2.0',
    'v1.0.0',
    'v1.0.0',
    undefined,
    undefined,
  ])
})
