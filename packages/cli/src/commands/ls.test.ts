import { timestampFromDate } from '@bufbuild/protobuf/wkt'
import type { moduleV1 } from '@wireproof/registry-api'
import { describe, expect, it } from 'vitest'
import { serveFakeRegistry } from '../../testing/fake-registry.ts'
import { runCommand } from '../../testing/run-command.ts'

const TIME = timestampFromDate(new Date('2026-01-02T03:04:05Z'))
const [FIRST, SECOND] = ['1'.repeat(32), '2'.repeat(32)]

const serve = () =>
  serveFakeRegistry({
    ListModules: ({ pageToken }: moduleV1.ListModulesRequest) =>
      pageToken === ''
        ? { modules: [{ name: 'zebra', ownerId: 'o1', visibility: 1 }], nextPageToken: 'more' }
        : { modules: [{ name: 'ape', ownerId: 'o1', visibility: 2, defaultLabelName: 'main' }] },
    GetOwners: () => ({ owners: [{ value: { case: 'organization', value: { id: 'o1', name: 'zoo' } } }] }),
    GetModules: () => ({ modules: [{ name: 'ape', defaultLabelName: 'main' }] }),
    ListLabels: () => ({
      labels: [
        { name: 'v1', commitId: FIRST, updateTime: TIME },
        { name: 'main', commitId: SECOND, updateTime: TIME },
      ],
    }),
    ListCommits: () => ({
      commits: [SECOND, FIRST].map((id) => ({ id, createTime: TIME, digest: { type: 1, value: new Uint8Array(64) } })),
    }),
  })

describe('wireproof ls', () => {
  it('lists the modules of a registry or an owner, page after page, by name', async () => {
    const { host } = await serve()
    for (const place of [host, `${host}/zoo`, `http://${host}/`]) {
      expect(await runCommand(['ls', place])).toEqual({ code: 0, out: `${host}/zoo/ape\n${host}/zoo/zebra\n`, err: '' })
    }
    expect(JSON.parse((await runCommand(['ls', host, '--format', 'json'])).out)[0]).toEqual({
      module: `${host}/zoo/ape`,
      visibility: 'private',
      defaultLabel: 'main',
      isDeprecated: false,
    })
  })

  it('lists the labels and commits of a module', async () => {
    const { host } = await serve()
    expect((await runCommand(['ls', `${host}/zoo/ape`])).out).toBe(
      [
        'Labels:',
        `  main (default)  ${SECOND}  2026-01-02T03:04:05.000Z`,
        `  v1              ${FIRST}  2026-01-02T03:04:05.000Z`,
        '',
        'Commits:',
        `  ${SECOND}  2026-01-02T03:04:05.000Z  b5:000000000000  main`,
        `  ${FIRST}  2026-01-02T03:04:05.000Z  b5:000000000000  v1`,
        '',
      ].join('\n'),
    )
    const json = JSON.parse((await runCommand(['ls', `${host}/zoo/ape`, '--format', 'json', '--limit', '1'])).out)
    expect(json.commits).toEqual([{ id: SECOND, created: '2026-01-02T03:04:05.000Z', digest: `b5:${'00'.repeat(64)}` }])
  })

  it.each(['a//b', 'a/b/c/d', 'a/b/c:main', '', 'http://example.com/x'])('refuses the place %j', async (place) => {
    expect((await runCommand(['ls', place])).code).toBe(2)
  })
})
