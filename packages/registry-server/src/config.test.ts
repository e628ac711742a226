import { describe, expect, test } from 'vitest'
import { DEFAULT_LIFETIMES } from './auth/session-lifetimes.ts'
import { type Config, parseConfig } from './config.ts'

function configOf(argv: readonly string[], env: Record<string, string> = {}): Config {
  const result = parseConfig(argv, env)
  if ('problems' in result) throw new Error(result.problems.join('\n'))
  return result.config
}

function problemsOf(argv: readonly string[], env: Record<string, string> = {}): readonly string[] {
  const result = parseConfig(argv, env)
  return 'problems' in result ? result.problems : []
}

describe('configuration', () => {
  test('without anything: this machine only, in the working directory', () => {
    expect(configOf([])).toEqual({
      command: 'serve',
      port: 8080,
      host: '127.0.0.1',
      dataDir: 'wireproof-data',
      databaseUrl: undefined,
      databaseUrlFile: undefined,
      redisUrl: undefined,
      redisUrlFile: undefined,
      publicUrl: undefined,
      tls: undefined,
      trustedProxies: undefined,
      certificateHeader: undefined,
      oidc: undefined,
      adminToken: undefined,
      secretKey: undefined,
      secretKeyFile: undefined,
      pluginsFile: undefined,
      webhookHosts: new Set(),
      auditDays: 400,
      lifetimes: DEFAULT_LIFETIMES,
    })
  })

  test('how long browsers stay signed in', () => {
    const env = { WIREPROOF_SESSION_IDLE_MINUTES: '15', WIREPROOF_SESSION_REMEMBER_DAYS: '0' }
    const { cookie, remembered } = configOf([], env).lifetimes
    expect([cookie.idleMs, remembered]).toEqual([15 * 60_000, cookie])
    expect(problemsOf([], { WIREPROOF_SESSION_ABSOLUTE_HOURS: 'x' })).toHaveLength(1)
  })

  test('how long events stay in the audit log', () => {
    expect(configOf([], { WIREPROOF_AUDIT_DAYS: '30' }).auditDays).toBe(30)
    for (const days of ['6', '0', '-1', 'ever', '36501', '7.5']) {
      const bad = parseConfig([], { WIREPROOF_AUDIT_DAYS: days })
      expect('problems' in bad && bad.problems).toEqual([expect.stringContaining('from 7 to 36500')])
    }
  })

  test('hosts that webhooks may go to', () => {
    const env = { WIREPROOF_WEBHOOK_HOSTS: 'CI.internal, localhost:9000' }
    expect(configOf([], env).webhookHosts).toEqual(new Set(['ci.internal', 'localhost:9000']))
    const bad = parseConfig([], { WIREPROOF_WEBHOOK_HOSTS: 'http://ci.internal, a b' })
    expect('problems' in bad && bad.problems).toHaveLength(2)
  })

  test('a database is given as a URL or in a file, and a wrong one is not repeated', () => {
    const url = 'postgres://app:open-sesame@db.internal:5432/wireproof?sslmode=require'
    expect(configOf([], { WIREPROOF_DATABASE_URL: url })).toMatchObject({ databaseUrl: url })
    expect(configOf([], { WIREPROOF_DATABASE_URL_FILE: '/run/secrets/db' })).toMatchObject({
      databaseUrl: undefined,
      databaseUrlFile: '/run/secrets/db',
    })
    const [problem] = problemsOf([], { WIREPROOF_DATABASE_URL: 'mysql://app:open-sesame@db' })
    expect(problem).toContain('WIREPROOF_DATABASE_URL must be')
    expect(problem).not.toContain('sesame')
    expect(problemsOf([], { WIREPROOF_DATABASE_URL: url, WIREPROOF_DATABASE_URL_FILE: 'f' })).toHaveLength(1)
    expect(configOf([], { WIREPROOF_REDIS_URL: 'rediss://:x@cache:6379/1' }).redisUrl).toBe('rediss://:x@cache:6379/1')
    expect(problemsOf([], { WIREPROOF_REDIS_URL: 'cache:6379' })).toHaveLength(1)
  })

  test('flags win over the environment, and an empty variable is none', () => {
    const env = { WIREPROOF_PORT: '9000', WIREPROOF_DATA: '/srv/data', WIREPROOF_HOST: '', WIREPROOF_ADMIN_TOKEN: ' ' }
    expect(configOf(['--port', '0', '--data=/tmp/x'], env)).toMatchObject({ port: 0, dataDir: '/tmp/x' })
    expect(configOf([], env)).toMatchObject({ port: 9000, dataDir: '/srv/data', host: '127.0.0.1' })
  })

  test('it listens everywhere only when tokens are protected, or when it is told to', () => {
    expect(configOf([], { WIREPROOF_TLS_CERT: 'c.pem', WIREPROOF_TLS_KEY: 'k.pem' }).host).toBe('0.0.0.0')
    expect(configOf([], { WIREPROOF_TRUSTED_PROXY: '10.0.0.5, 2001:db8::/32' }).host).toBe('0.0.0.0')
    expect(configOf([], { WIREPROOF_HOST: '0.0.0.0' }).host).toBe('0.0.0.0')
  })

  test('a trusted proxy may be an address or a network', () => {
    const { trustedProxies } = configOf([], { WIREPROOF_TRUSTED_PROXY: '10.0.0.5, 192.168.0.0/16' })
    expect(trustedProxies?.check('10.0.0.5')).toBe(true)
    expect(trustedProxies?.check('10.0.0.6')).toBe(false)
    expect(trustedProxies?.check('192.168.7.7')).toBe(true)
  })

  test('a secret key, and a header with certificates that only a named proxy is believed', () => {
    const key = Buffer.alloc(32, 7)
    const env = {
      WIREPROOF_SECRET_KEY: key.toString('base64'),
      WIREPROOF_SECRET_KEY_FILE: '/run/secrets/key',
      WIREPROOF_TRUSTED_PROXY: '10.0.0.5',
      WIREPROOF_CLIENT_CERT_HEADER: 'Client-Cert',
    }
    expect(configOf([], env)).toMatchObject({
      secretKey: key,
      secretKeyFile: '/run/secrets/key',
      certificateHeader: 'client-cert',
    })
    expect(problemsOf([], { ...env, WIREPROOF_SECRET_KEY: 'hunter2' })).toEqual([
      'WIREPROOF_SECRET_KEY must be 32 random bytes in hex or base64, as made by `openssl rand -base64 32`',
    ])
    expect(problemsOf([], { WIREPROOF_CLIENT_CERT_HEADER: 'client-cert' })).toHaveLength(1)
    expect(problemsOf([], { ...env, WIREPROOF_CLIENT_CERT_HEADER: 'x-ssl-cert' })).toHaveLength(1)
  })

  test('a provider of identities', () => {
    const env = {
      WIREPROOF_OIDC_ISSUER: 'https://id.example.com',
      WIREPROOF_OIDC_CLIENT_ID: 'wireproof',
      WIREPROOF_OIDC_CLIENT_SECRET_FILE: '/run/oidc',
      WIREPROOF_OIDC_SIGN_UP: 'allow',
    }
    expect(configOf([], env).oidc).toEqual({
      issuer: 'https://id.example.com',
      clientId: 'wireproof',
      clientSecretFile: '/run/oidc',
      isSignUpAllowed: true,
    })
    expect(problemsOf([], { ...env, WIREPROOF_OIDC_CLIENT_ID: '' }).join()).toContain('belong together')
  })

  test('commands', () => {
    expect(configOf(['verify']).command).toBe('verify')
    expect(configOf(['--help']).command).toBe('help')
    expect(configOf(['--version']).command).toBe('version')
  })

  test('everything that is wrong is said at once, and no secret is repeated', () => {
    const problems = problemsOf(['--port', '80a'], {
      WIREPROOF_HOST: 'http://x',
      WIREPROOF_PUBLIC_URL: 'https://example.com/registry',
      WIREPROOF_TLS_CERT: 'c.pem',
      WIREPROOF_TRUSTED_PROXY: 'proxy.local,10.0.0.0/99',
      WIREPROOF_ADMIN_TOKEN: 'hunter2',
    })
    expect(problems).toHaveLength(7)
    expect(problems.join()).not.toContain('hunter2')
  })

  test.each([
    [['--prot', '1']],
    [['--port']],
    [['--port', '65536']],
    [['--port', '-1']],
    [['--data', '']],
    [['start']],
    [['verify', 'more']],
  ])('%j is refused', (argv) => {
    expect(problemsOf(argv)).not.toEqual([])
  })

  test.each(['example.com', 'ftp://example.com', 'https://u:p@example.com', 'https://example.com/?a', 'https://[::1]'])(
    'the public URL %s is refused',
    (url) => {
      expect(problemsOf([], { WIREPROOF_PUBLIC_URL: url })).not.toEqual([])
    },
  )
})
