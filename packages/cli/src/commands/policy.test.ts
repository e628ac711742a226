import { Code, ConnectError } from '@connectrpc/connect'
import type { registryV1 } from '@wireproof/registry-api'
import { describe, expect, it } from 'vitest'
import { type FakeAnswers, serveFakeRegistry } from '../../testing/fake-registry.ts'
import { runCommand } from '../../testing/run-command.ts'
import { createTemporaryFolder } from '../../testing/temporary-folder.ts'

const YAML =
  'version: v1\nbreaking:\n  block:\n    - FILE\n  ignore_only:\n    FIELD_SAME_NAME:\n      - a\nunique_types: true\n'
const POLICY = {
  breaking: { block: ['FILE'], ignoreOnly: [{ id: 'FIELD_SAME_NAME', paths: ['a'] }] },
  uniqueTypes: true,
}

async function policy(answers: FakeAnswers, args: (host: string) => readonly string[], stdin = '') {
  const { host, calls } = await serveFakeRegistry(answers)
  const cwd = createTemporaryFolder({ 'policy.yaml': YAML, 'bad.yaml': 'version: v1\nbreaking: [FILE]\n' })
  const result = await runCommand(['policy', ...args(host)], {
    cwd,
    env: { HOME: cwd, WIREPROOF_TOKEN: 'wp_x' },
    stdin,
  })
  return { host, requests: calls.map(({ request }) => request), ...result }
}
const echo: FakeAnswers = {
  SetPolicy: ({ policy: set }: registryV1.SetPolicyRequest) => (set === undefined ? {} : { policy: set }),
}

describe('wireproof policy', () => {
  it('get shows what is set at each level, as set reads it', async () => {
    const places = [
      [(host: string) => host, 'registry'],
      [(host: string) => `${host}/acme`, 'ownerRef'],
      [(host: string) => `${host}/acme/orders`, 'moduleRef'],
    ] as const
    for (const [place, level] of places) {
      const { code, out, requests } = await policy({ GetPolicy: () => ({ policy: POLICY }) }, (host) => [
        'get',
        place(host),
      ])
      expect([code, out]).toEqual([0, YAML])
      expect(requests).toMatchObject([{ level: { case: level } }])
    }
    const none = await policy({ GetPolicy: () => ({}) }, (host) => ['get', `${host}/acme`])
    expect(none).toMatchObject({ code: 0, out: '', err: `note: no policy is set for ${none.host}/acme\n` })
  })

  it('get --effective shows each rule', async () => {
    const GetEffectivePolicy = () => ({
      rules: [
        { id: 'FIELD_NO_DELETE', action: 2 },
        { id: 'RPC_NO_DELETE', action: 1, isPartial: true },
      ],
      uniquePaths: true,
    })
    const { code, out } = await policy({ GetEffectivePolicy }, (host) => ['get', `${host}/acme/orders`, '--effective'])
    expect(code).toBe(0)
    expect(out).toBe(
      'block FIELD_NO_DELETE\nwarn  RPC_NO_DELETE (not everywhere)\nblock paths that another module of the owner has\n',
    )
    expect((await policy({}, (host) => ['get', `${host}/acme`, '--effective'])).code).toBe(2)
  })

  it('set takes a file, standard input, flags, or nothing', async () => {
    for (const [file, stdin] of [
      ['policy.yaml', ''],
      ['-', YAML],
    ] as const) {
      const { code, out } = await policy(echo, (host) => ['set', `${host}/acme`, file], stdin)
      expect([code, out]).toEqual([0, YAML])
    }
    const flags = ['--block', 'FILE', '--block', 'WIRE_EXACT', '--warn', 'PACKAGE', '--off', 'FILE_SAME_GO_PACKAGE']
    const { requests } = await policy(echo, (host) => ['set', host, ...flags, '--unique-paths'])
    expect(requests).toMatchObject([
      {
        policy: {
          breaking: { block: ['FILE', 'WIRE_EXACT'], warn: ['PACKAGE'], off: ['FILE_SAME_GO_PACKAGE'] },
          uniquePaths: true,
          uniqueTypes: false,
        },
      },
    ])
    const cleared = await policy(echo, (host) => ['set', host, '--clear'])
    expect(cleared).toMatchObject({ code: 0, out: '', requests: [{ level: { case: 'registry' } }] })
    expect(cleared.requests[0]).not.toHaveProperty('policy')
  })

  it('set refuses what it cannot mean before it asks anybody', async () => {
    const wrong: readonly (readonly [readonly string[], string])[] = [
      [[], 'in one way'],
      [['policy.yaml', '--block', 'FILE'], 'in one way'],
      [['missing.yaml'], 'cannot read the policy "missing.yaml"'],
      [['bad.yaml'], 'bad.yaml:2:11: "breaking" must be a mapping'],
      [['--blok', 'FILE'], "unknown option '--blok'"],
    ]
    for (const [args, problem] of wrong) {
      const { code, err, requests } = await policy(echo, (host) => ['set', host, ...args])
      expect([code, requests]).toEqual([2, []])
      expect(err).toContain(problem)
    }
    const refusing = {
      SetPolicy: () => {
        throw new ConnectError('block: "NOPE" is not a rule', Code.InvalidArgument)
      },
    }
    const refused = await policy(refusing, (host) => ['set', host, '--block', 'NOPE'])
    expect(refused.code).toBe(4)
    expect(refused.err).toContain('refuses: block: "NOPE" is not a rule')
  })

  it('log lists decisions with what was found', async () => {
    const findings = [{ rule: 'FIELD_NO_DELETE', action: 2, at: { path: 'a.proto', start: { line: 3, column: 1 } } }]
    const decision = {
      decideTime: { seconds: 1_767_225_600n, nanos: 0 },
      module: 'acme/orders',
      label: 'main',
      outcome: 2,
      userName: 'ci',
      findings,
      findingTotal: 3,
    }
    const ListDecisions = () => ({ decisions: [decision] })
    const { code, out } = await policy({ ListDecisions }, (host) => ['log', `${host}/acme/orders`])
    expect(code).toBe(0)
    expect(out).toBe(
      '2026-01-01T00:00:00.000Z refused acme/orders:main by ci\n    block FIELD_NO_DELETE a.proto:3:1\n    ... and 2 more\n',
    )
    const json = await policy({ ListDecisions }, (host) => ['log', host, '--format', 'json'])
    expect(JSON.parse(json.out)).toMatchObject([{ outcome: 'refused', commit: null, findings: [{ action: 'block' }] }])
    expect(json.requests[0]).not.toHaveProperty('moduleRef')
    expect((await policy({}, (host) => ['log', `${host}/acme`])).code).toBe(2)
  })
})
