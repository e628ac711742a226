// Writes docs/reference/audit-log.md from the actions and limits of the built server: `node scripts/audit-page.mjs`. A test
// of the server compares the page with them.

import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const HEAD = `<!-- Written by scripts/audit-page.mjs from the actions and limits of the server. Do not edit. -->

# The audit log, and limits on attempts

## Who did what

The registry writes down who did what to which, when and from where: every change, every way in that was taken or tried, and
what somebody asked for without having the right. A change and its event are stored in one step, or neither is. No event
holds a secret; a session is named by its public id.

An administrator of the registry reads the log with \`wireproof.session.v1.AuditService/ListAuditEvents\`
([the call](api/wireproof.session.v1.md)), by account, action, target and time:

\`\`\`sh
curl -s -H 'Content-Type: application/json' -H 'Authorization: Bearer TOKEN' \\
  -d '{"action":"module.deleted","pageSize":50}' \\
  http://localhost:8080/wireproof.session.v1.AuditService/ListAuditEvents
\`\`\`

The log can only grow. Each event carries the SHA-256 of the one before, and the database itself refuses to change or delete
one. \`wireproof-server verify\` recomputes every hash and says at which event the chain breaks. It prints the hash of the
last event, which stands for all before it: whoever can write the database and knows how could make a new chain, so note that
hash from time to time where nobody of the registry can write.

Events stay for as many days as \`WIREPROOF_AUDIT_DAYS\` says, 400 without it. Pruning takes the oldest and leaves a chain that can still be
checked: an event tells which was the last to go, and its hash.

The hash covers a JSON array: \`"wireproof-audit-1"\`, then seq, time in milliseconds, actor id, actor name, credential id, action,
target kind, target id, target name, outcome, address, user agent, request id, details, and the hash before (64 zeros
for the first event).

| action | what it says |
|---|---|
`

const LIMITS_HEAD = `
## How often one may try

Beyond a limit the answer is \`resource_exhausted\` (HTTP 429) with \`Retry-After\`, \`RateLimit\` and \`RateLimit-Policy\`
(draft-ietf-httpapi-ratelimit-headers-09). Logins that succeed do not count. Strangers who guess passwords do not lock out
whom they imitate: a browser on which an account has logged in before keeps a mark, and is counted apart. The address is that of
the connection, or what a proxy says that the operator named (\`WIREPROOF_TRUSTED_PROXY\`); of an IPv6 address, the /64 network.

Limits of more than a day are counted in the database, by all servers together; the others too where \`WIREPROOF_REDIS_URL\` is
set, and by each server for itself without.

| limit | at most | in | counted |
|---|---|---|---|
`

/** The page, as a string that ends with a line break. */
export function buildAuditPage(actions, limits) {
  const rows = Object.entries(actions).map(([action, text]) => `| \`${action}\` | ${text} |\n`)
  const limitRows = Object.values(limits).map(
    ({ name, what, attempts, seconds, isLasting }) =>
      `| \`${name}\` | ${attempts} ${what} | ${inWords(seconds)} | ${isLasting ? 'in the database' : 'in memory or Redis'} |\n`,
  )
  return [HEAD, ...rows, LIMITS_HEAD, ...limitRows].join('')
}

function inWords(seconds) {
  const units = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ]
  const [unit, length] = units.find(([, length]) => seconds % length === 0) ?? ['second', 1]
  const count = seconds / length
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

export async function writeAuditPage() {
  const { AUDIT_ACTIONS } = await import('../packages/registry-server/dist/audit/audit-actions.js')
  const { LIMITS } = await import('../packages/registry-server/dist/abuse/limits.js')
  writeFileSync(new URL('../docs/reference/audit-log.md', import.meta.url), buildAuditPage(AUDIT_ACTIONS, LIMITS))
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await writeAuditPage()
