import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { Principal } from '../../auth/principal.ts'
import { RegistryError } from '../../registry-error.ts'
import { listSessions } from '../../services/sessions/list-sessions.ts'
import { revokeSession } from '../../services/sessions/revoke-session.ts'
import { revokeSessions } from '../../services/sessions/revoke-sessions.ts'
import type { SessionRecord } from '../../storage/session-records.ts'
import type { AppEnv } from '../app-env.ts'
import type { AuthenticationDeps } from '../authenticate-request.ts'
import { forgeryField, type Html, renderPage } from '../page-shell.ts'
import { sayGoodbye } from './logout.ts'
import { toMinute } from './time-text.ts'
import { actFor, showTo } from './visitor.ts'

const SESSIONS_PAGE = '/settings/sessions'

const KIND = {
  cookie: 'Browser',
  token: 'Command line or service',
  'server-side': 'Command line or service',
} as const

/** Where people see on which devices they are signed in, and end what they do not know. */
export function sessionsPage(deps: AuthenticationDeps): Hono<AppEnv> {
  const { context } = deps
  return new Hono<AppEnv>()
    .get(SESSIONS_PAGE, (c) => showTo(c, deps, (principal) => renderSessions(c, deps, principal)))
    .post(SESSIONS_PAGE, (c) =>
      actFor(c, deps, async (principal, form) => {
        const own = { userId: principal.userId, isEveryone: false }
        switch (form.get('end')) {
          case 'others':
            await revokeSessions(context, principal, { ...own, keepsCurrent: true })
            return c.redirect(SESSIONS_PAGE, 303)
          case 'all':
            await revokeSessions(context, principal, { ...own, keepsCurrent: false })
            return sayGoodbye(c)
          default: {
            const id = form.get('end') ?? ''
            if (!/^[0-9a-f]{32}$/.test(id)) throw new RegistryError('invalid_argument', 'choose a session of the list')
            await revokeSession(context, principal, id)
            return id === currentIdOf(principal) ? sayGoodbye(c) : c.redirect(SESSIONS_PAGE, 303)
          }
        }
      }),
    )
}

async function renderSessions(
  c: Context<AppEnv>,
  { context }: AuthenticationDeps,
  principal: Principal,
): Promise<Response> {
  const { items } = await listSessions(context, principal, '', { pageSize: 0, pageToken: '' })
  const body = html`<p>Here you are signed in. End what you do not know, and then change your password.</p>
<form method="post">${forgeryField(c)}
<table><thead><tr><th>Client</th><th>Signed in</th><th>Last used</th><th>Ends</th><th></th></tr></thead>
<tbody>${items.map((session) => row(session, currentIdOf(principal)))}</tbody></table>
<p><button name="end" value="others">End all others</button> <button name="end" value="all">End all, this one included</button></p>
</form>`
  return renderPage(c, { title: 'Sessions', body })
}

function row(session: SessionRecord, currentId: string | undefined): Html {
  const endsAtMs = Math.min(session.absoluteExpiresAtMs, session.lastActiveAtMs + session.idleTimeoutMs)
  const isCurrent = session.id === currentId
  return html`<tr>
<td>${isCurrent ? html`<strong>This one</strong><br>` : ''}${KIND[session.strategy]}<br><small>${session.clientName}</small></td>
<td>${toMinute(session.createdAtMs)}<br><small>from ${session.createAddress}</small></td>
<td>${toMinute(session.lastActiveAtMs)}<br><small>from ${session.lastAddress}</small></td>
<td>${toMinute(endsAtMs)}<br><small>if it is not used</small></td>
<td><button name="end" value="${session.id}">End</button></td></tr>`
}

function currentIdOf({ credential }: Principal): string | undefined {
  return credential.kind === 'session' ? credential.sessionId : undefined
}
