import { SESSION_MODULE_FILES } from '@wireproof/registry-api'
import { type AuditEvent, recordChange } from '../audit/record-event.ts'
import type { Principal } from '../auth/principal.ts'
import { generateToken, hashToken } from '../auth/token.ts'
import { RegistryError } from '../registry-error.ts'
import type { NewToken } from '../storage/store.ts'
import { push } from './push.ts'
import type { ServiceContext } from './service-context.ts'

/** The account that the first token speaks for, unless another administrator has taken its place. */
const ADMIN_NAME = 'admin'
/** The module that every registry has: the protos of its own session API. */
const SESSION_MODULE = { owner: 'wireproof', module: 'session' } as const

export interface AdminTokenOptions {
  /** Given by the operator; valid for as long as it is given. */
  readonly environmentToken: string | undefined
  /** Keeps a new token where the operator can read it. */
  readonly saveToken: (token: string) => Promise<void>
}

/**
 * Makes sure that there is an administrator and a way in: the operator's token, or a new one if no administrator has a
 * token or a password. Returns the administrator, and whether a token was saved.
 */
export async function ensureAdmin(
  context: Pick<ServiceContext, 'store' | 'now' | 'newId'>,
  { environmentToken, saveToken }: AdminTokenOptions,
): Promise<{ admin: Principal; savedToken: boolean }> {
  const { store, now, newId } = context
  const named = (await store.findAccountByName(ADMIN_NAME))?.account
  const isInCharge = named?.state === 'active' && named.registryRole === 'admin'
  const user =
    (isInCharge ? named : await store.findFirstAdministrator()) ??
    (await store.ensureUser({ id: newId(), name: ADMIN_NAME, userType: 'standard', registryRole: 'admin' }, now()))
  const base = { userId: user.id, scope: 'admin', expiresAtMs: undefined } as const
  const admin: Principal = {
    userId: user.id,
    userName: user.name,
    registryRole: 'admin',
    memberships: [],
    scopes: [{ permission: 'admin', resource: '' }],
    scope: 'admin',
    credential: { kind: 'process' },
  }
  const fromEnvironment =
    environmentToken === undefined
      ? undefined
      : { ...base, id: newId(), ...hashToken(environmentToken), origin: 'environment' as const, note: 'environment' }
  const isNew = fromEnvironment !== undefined && (await store.findTokenByLookup(fromEnvironment.lookup)) === undefined
  await recordChange(
    context,
    (step) => step.replaceEnvironmentToken(fromEnvironment, now()),
    () => (isNew ? [tokenCreated(admin, fromEnvironment)] : []),
  )
  const hasWayIn = (await store.countAdminTokens(now())) > 0 || (await store.hasAdministratorWithPassword())
  if (hasWayIn) return { admin, savedToken: false }
  const token = generateToken()
  // Saved before it is valid: a crash in between leaves a file that the next start replaces.
  await saveToken(token)
  const first = { ...base, id: newId(), ...hashToken(token), origin: 'file', note: 'first start' } as const
  await recordChange(
    context,
    (step) => step.insertToken(first, now()),
    () => tokenCreated(admin, first),
  )
  return { admin, savedToken: true }
}

function tokenCreated(actor: Principal, { id, note, scope }: Pick<NewToken, 'id' | 'note' | 'scope'>): AuditEvent {
  const target = { kind: 'token', id, name: note } as const
  return { action: 'token.created', actor, target, details: { user: actor.userName, scope } }
}

/**
 * Registers the session module, and pushes its present files when they are not those of the head. Idempotent.
 * Rejects with what a push rejects with.
 */
export async function ensureSessionModule(context: ServiceContext, admin: Principal): Promise<void> {
  const { owner, module } = SESSION_MODULE
  if ((await context.store.findModuleByName(owner, module)) === undefined) {
    const created = {
      id: context.newId(),
      ownerName: owner,
      newOwnerId: context.newId(),
      name: module,
      visibility: 'public',
      description: 'The session API of this registry',
      url: '',
      defaultLabelName: 'main',
    } as const
    try {
      await recordChange(
        context,
        (step) => step.createModules([created], context.now()),
        () => ({
          action: 'module.created',
          actor: admin,
          target: { kind: 'module', id: created.id, name: `${owner}/${module}` },
          details: { visibility: created.visibility },
        }),
      )
    } catch (error) {
      if (!(error instanceof RegistryError && error.code === 'already_exists')) throw error
    }
  }
  const files = Object.entries(SESSION_MODULE_FILES).map(([path, text]) => ({ path, content: Buffer.from(text) }))
  const content = { module: SESSION_MODULE, files, labels: [], sourceControlUrl: '' }
  await push(context, admin, { contents: [content], dependencyIds: [] }, new AbortController().signal)
}
