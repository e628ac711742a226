import type { Kysely, Selectable } from 'kysely'
import { highestPermission } from '../../auth/principal.ts'
import { RegistryError } from '../../registry-error.ts'
import type { DeviceLoginRecord } from '../records.ts'
import type { DeviceDecision, DeviceGrant, NewDeviceLogin, NewToken } from '../store.ts'
import type { DeviceLoginsTable, Tables } from './tables.ts'
import { insertToken } from './tokens.ts'

function toDeviceLogin(row: Selectable<DeviceLoginsTable>): DeviceLoginRecord {
  return {
    lookup: row.lookup,
    hash: row.hash,
    userCode: row.user_code,
    clientName: row.client_name,
    state: row.state,
    expiresAtMs: row.expires_at_ms,
  }
}

/** Forgets what has expired first, so that the table is as small as what is under way. */
export function insertDeviceLogin(
  db: Kysely<Tables>,
  login: NewDeviceLogin,
  maxOpen: number,
  nowMs: number,
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    await tx.deleteFrom('device_logins').where('expires_at_ms', '<=', nowMs).execute()
    const open = await tx
      .selectFrom('device_logins')
      .select('lookup')
      .where('expires_at_ms', '>', nowMs)
      .limit(maxOpen)
      .execute()
    if (open.length >= maxOpen) {
      throw new RegistryError(
        'resource_exhausted',
        'too many logins wait for approval; try again in some minutes, or log in with a token',
      )
    }
    await tx
      .insertInto('device_logins')
      .values({
        lookup: login.lookup,
        hash: login.hash,
        user_code: login.userCode,
        client_name: login.clientName,
        state: 'pending',
        user_id: null,
        scope: null,
        token_expires_at_ms: null,
        expires_at_ms: login.expiresAtMs,
        scopes: null,
        polled_at_ms: null,
        poll_interval_ms: login.pollIntervalMs,
      })
      .execute()
  })
}

export async function findDeviceLogin(
  db: Kysely<Tables>,
  by: { column: 'lookup' | 'user_code'; value: string },
): Promise<DeviceLoginRecord | undefined> {
  const row = await db.selectFrom('device_logins').selectAll().where(by.column, '=', by.value).executeTakeFirst()
  return row && toDeviceLogin(row)
}

export async function decideDeviceLogin(
  db: Kysely<Tables>,
  userCode: string,
  decision: DeviceDecision,
  nowMs: number,
): Promise<boolean> {
  const row = await db
    .updateTable('device_logins')
    .set(
      decision.approved
        ? {
            state: 'approved',
            user_id: decision.userId,
            scope: decision.scope,
            scopes: JSON.stringify(decision.scopes),
            token_expires_at_ms: decision.tokenExpiresAtMs,
          }
        : { state: 'denied' },
    )
    .where('user_code', '=', userCode)
    .where('state', '=', 'pending')
    .where('expires_at_ms', '>', nowMs)
    .returning('lookup')
    .executeTakeFirst()
  return row !== undefined
}

export function noteDevicePoll(
  db: Kysely<Tables>,
  lookup: string,
  { slowDownMs, toleranceMs }: { readonly slowDownMs: number; readonly toleranceMs: number },
  nowMs: number,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('device_logins')
      .select(['polled_at_ms', 'poll_interval_ms'])
      .where('lookup', '=', lookup)
      .executeTakeFirst()
    if (row === undefined) return true
    const isSoon = row.polled_at_ms !== null && nowMs < row.polled_at_ms + row.poll_interval_ms - toleranceMs
    await tx
      .updateTable('device_logins')
      .set({ polled_at_ms: nowMs, poll_interval_ms: row.poll_interval_ms + (isSoon ? slowDownMs : 0) })
      .where('lookup', '=', lookup)
      .execute()
    return !isSoon
  })
}

export async function takeDeviceGrant(
  db: Kysely<Tables>,
  lookup: string,
  nowMs: number,
): Promise<DeviceGrant | undefined> {
  const row = await db
    .deleteFrom('device_logins')
    .where('lookup', '=', lookup)
    .where('state', '=', 'approved')
    .where('expires_at_ms', '>', nowMs)
    .returningAll()
    .executeTakeFirst()
  if (row === undefined || row.user_id === null || row.scope === null) return undefined
  return {
    userId: row.user_id,
    scopes:
      row.scopes === null
        ? [{ permission: row.scope, resource: '' }]
        : (JSON.parse(row.scopes) as DeviceGrant['scopes']),
    expiresAtMs: row.token_expires_at_ms ?? undefined,
  }
}

/** See `Store.redeemDeviceLogin`. */
export function redeemDeviceLogin(
  db: Kysely<Tables>,
  lookup: string,
  token: Pick<NewToken, 'id' | 'lookup' | 'hash' | 'note'>,
  nowMs: number,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const grant = await takeDeviceGrant(tx, lookup, nowMs)
    if (grant === undefined) return false
    const { userId, scopes, expiresAtMs } = grant
    const scope = highestPermission(scopes)
    await insertToken(tx, { ...token, userId, scope, scopes, origin: 'issued', expiresAtMs }, nowMs)
    return true
  })
}
