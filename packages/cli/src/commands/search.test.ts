import type { registryV1 } from '@wireproof/registry-api'
import { describe, expect, it } from 'vitest'
import { serveFakeRegistry } from '../../testing/fake-registry.ts'
import { runCommand } from '../../testing/run-command.ts'

const HITS = [
  { kind: 1, name: 'zoo/ape', owner: 'zoo', module: 'ape' },
  { kind: 3, name: 'zoo.v1.Ape', owner: 'zoo', module: 'ape', commitId: '1'.repeat(32), path: 'zoo/v1/ape.proto' },
  { kind: 7, name: 'zoo.v1.Cage.ape\u001b[2J', owner: 'zoo', module: 'cages', path: 'zoo/v1/cage.proto' },
]

const serve = () =>
  serveFakeRegistry({
    Search: ({ pageToken, query }: registryV1.SearchRequest) => {
      if (query !== 'ape zoo') return { hits: [] }
      return pageToken === '' ? { hits: HITS.slice(0, 2), nextPageToken: 'more' } : { hits: HITS.slice(2) }
    },
  })

describe('wireproof search', () => {
  it('lists what the registry finds, page after page, fit for a terminal', async () => {
    const { host, calls } = await serve()
    const { code, out } = await runCommand(['search', host, 'ape', 'zoo', '--in', 'type', '--in', 'member'])
    expect(code).toBe(0)
    expect(out.split('\n').map((line) => line.replaceAll(/ {2,}/g, '  '))).toEqual([
      'module  zoo/ape',
      `message  zoo.v1.Ape  ${host}/zoo/ape  zoo/v1/ape.proto`,
      expect.stringMatching(/^field {2}zoo\.v1\.Cage\.ape.*cages/),
      '',
    ])
    expect(out).not.toContain('\u001b')
    expect(calls[0]?.request).toMatchObject({ scopes: [3, 4], query: 'ape zoo' })
  })

  it('writes JSON, and no more than asked for', async () => {
    const { host } = await serve()
    const { out } = await runCommand(['search', host, 'ape zoo', '--limit', '2', '--format', 'json'])
    expect(JSON.parse(out)).toEqual([
      { kind: 'module', name: 'zoo/ape', module: `${host}/zoo/ape` },
      {
        kind: 'message',
        name: 'zoo.v1.Ape',
        module: `${host}/zoo/ape`,
        commit: '1'.repeat(32),
        path: 'zoo/v1/ape.proto',
      },
    ])
  })

  it('ends with 1 when there is nothing, and with 2 for what it does not understand', async () => {
    const { host } = await serve()
    expect(await runCommand(['search', host, 'nothing'])).toEqual({ code: 1, out: '', err: '' })
    expect(await runCommand(['search', host, 'x', '--in', 'file'])).toMatchObject({ code: 2 })
    expect(await runCommand(['search', host])).toMatchObject({ code: 2 })
    expect(await runCommand(['search', `${host}/zoo`, 'x'])).toMatchObject({ code: 2 })
  })
})
