import { createKnownDevices } from '../src/abuse/known-device.ts'
import { createRegistryLimiter } from '../src/abuse/registry-limiter.ts'
import { createDpopNonces } from '../src/auth/dpop/dpop-nonces.ts'
import { createMemoryReplayGuard } from '../src/auth/dpop/jti-replay-guard.ts'
import { createIssuerKeys } from '../src/auth/external/issuer-keys.ts'
import { createPasskeys } from '../src/auth/passkeys/passkeys.ts'
import type { Caller, Principal } from '../src/auth/principal.ts'
import { DEFAULT_LIFETIMES } from '../src/auth/session-lifetimes.ts'
import { createCompiledImages } from '../src/services/images/compiled-images.ts'
import { createKeyRing } from '../src/services/keys/key-ring.ts'
import type { PushContent } from '../src/services/prepare-push.ts'
import { push } from '../src/services/push.ts'
import type { ServiceContext } from '../src/services/service-context.ts'
import type { CommitRecord } from '../src/storage/records.ts'
import { openSqliteStore } from '../src/storage/sqlite/sqlite-store.ts'
import { checkPush } from '../src/workers/check-push.ts'
import { survey } from '../src/workers/commit-survey.ts'
import { unpackPlugin } from '../src/workers/unpack-plugin.ts'
import { createMemoryBlobStore, type MemoryBlobStore } from './memory-blob-store.ts'
import { createMemoryImageCache } from './memory-image-cache.ts'

export interface TestContext extends ServiceContext {
  readonly blobs: MemoryBlobStore
  readonly admin: Principal
  readonly pusher: Principal
  readonly reader: Principal
}

/** The public origin of the registry in tests. */
export const PUBLIC_ORIGIN = 'http://localhost:8080'
const MASTER_KEY = Buffer.alloc(32, 1)

/** A registry in memory: real SQL, a clock that ticks a second a look, counted ids, and checks in this thread. */
export async function createTestContext(overrides: Partial<ServiceContext> = {}): Promise<TestContext> {
  let ids = 0
  let nowMs = Date.UTC(2026, 0, 1)
  const now = () => {
    nowMs += 1000
    return nowMs
  }
  const newId = () => (++ids).toString(16).padStart(32, '0')
  const store = openSqliteStore({ path: ':memory:', nowMs })
  const user = await store.ensureUser(
    { id: newId(), name: 'admin', userType: 'standard', registryRole: 'admin' },
    now(),
  )
  const principal = (scope: Principal['scope']): Principal => ({
    userId: user.id,
    userName: user.name,
    registryRole: 'admin',
    memberships: [],
    scopes: [{ permission: scope, resource: '' }],
    scope,
    credential: { kind: 'process' },
  })
  const blobs = createMemoryBlobStore()
  const surveyor: ServiceContext['surveyor'] = { survey: async (job) => survey(job) }
  const images = createCompiledImages({ store, blobs, surveyor, engineVersion: 'test' }, createMemoryImageCache())
  return {
    store,
    sessions: store,
    lifetimes: DEFAULT_LIFETIMES,
    keyRing: createKeyRing({ store, now, masterKey: MASTER_KEY, publicOrigin: PUBLIC_ORIGIN }),
    publicOrigin: PUBLIC_ORIGIN,
    dpop: { nonces: createDpopNonces(MASTER_KEY), replays: createMemoryReplayGuard() },
    issuerKeys: createIssuerKeys(),
    externalLogin: undefined,
    passkeys: createPasskeys({ publicOrigin: PUBLIC_ORIGIN, masterKey: MASTER_KEY }),
    limiter: createRegistryLimiter(
      { store, now: overrides.now ?? now, sharedCountersOf: undefined },
      Buffer.alloc(32, 1),
    ),
    removeSetupCode: async () => {},
    knownDevices: createKnownDevices(Buffer.alloc(32, 1)),
    blobs,
    checker: { check: async (job) => checkPush(job) },
    surveyor,
    images,
    unpacker: { unpack: async (job) => unpackPlugin(job) },
    now,
    newId,
    plugins: [],
    webhookHosts: new Set<string>(),
    registryHost: 'localhost:8080',
    engineVersion: '0.0.0-test',
    admin: principal('admin'),
    pusher: principal('push'),
    reader: principal('read'),
    ...overrides,
  } as TestContext
}

/** Makes an empty module, with its owner if need be. */
export async function makeModule(
  context: ServiceContext,
  owner: string,
  name: string,
  visibility = 'private' as 'private' | 'public',
) {
  const [module] = await context.store.createModules(
    [
      {
        id: context.newId(),
        ownerName: owner,
        newOwnerId: context.newId(),
        name,
        visibility,
        description: '',
        url: '',
        defaultLabelName: 'main',
      },
    ],
    context.now(),
  )
  if (module === undefined) throw new Error('no module was made')
  return module
}

export interface TestPush {
  readonly owner?: string
  readonly module: string
  readonly files: Readonly<Record<string, string | Uint8Array>>
  readonly labels?: readonly string[]
}

export function toContent({ owner = 'acme', module, files, labels = [] }: TestPush): PushContent {
  return {
    module: { owner, module },
    files: Object.entries(files).map(([path, content]) => ({ path, content: Buffer.from(content) })),
    labels: labels.map((name) => ({ name })),
    sourceControlUrl: '',
  }
}

/** Pushes one module as `caller`. */
export async function pushModule(
  context: ServiceContext,
  caller: Caller,
  what: TestPush,
  dependencyIds: readonly string[] = [],
): Promise<CommitRecord> {
  const request = { contents: [toContent(what)], dependencyIds }
  const { commits } = await push(context, caller, request, new AbortController().signal)
  const [commit] = commits
  if (commit === undefined) throw new Error('no commit came back')
  return commit
}
