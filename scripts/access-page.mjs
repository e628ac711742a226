// Writes docs/reference/access.md from the access table of the built server: `node scripts/access-page.mjs`. A test of the
// server compares the page with it.

import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const HEAD = `<!-- Written by scripts/access-page.mjs from the server's access table. Do not edit. -->

# Who may do what

## Accounts

A person's account is made by an administrator (\`AccountService/CreateUser\`), who gets a link to hand on. It is good for one
use and for 24 hours; its secret stands behind the \`#\`, which browsers send to nobody. With it the person chooses a password. A
program's account (\`CreateRobot\`) has no password and acts with tokens.

There are no default accounts: the first administrator comes in with the one-time code that the server writes to the file
\`setup-code\` beside its data at the first start. The token in \`admin-token\` is for the command line; it belongs to the
account \`admin\`, which has no password unless somebody gives it one. It is not made anew once an administrator has a
password or a token. Whoever has lost both starts the server with \`WIREPROOF_ADMIN_TOKEN\`.

The registry keeps an active administrator who is a person, and an organization that has an owner keeps one, whoever asks. An
account that owns modules, plugins or policies cannot be deleted: disable it, and transfer or delete these first. Of a deleted
account the id stays, for what it did; its name is free for others.

## Roles

| right | what it is good for |
|---|---|
| read | private modules, plugins and policies |
| push | commits, labels, new modules |
| maintain | settings of modules, their policies and webhooks |
| own | deletion, transfer; of an organization: its members, settings and policy; of the registry: accounts, organizations, its policy |

Each right includes those before it. An account has

- all rights on what carries its own name;
- in an organization, by its role there: reader reads, writer pushes, maintainer maintains, owner owns (\`MemberService\`);
- everywhere, by its role on the registry: reader reads, writer pushes, admin owns; none gives nothing more. Only admin has a
  say in the registry itself. Only an administrator makes organizations, and becomes an owner of each.

A session or token passes on no more than its scopes: \`read\`, \`push\` or \`admin\` (maintain and own), everywhere, on one owner
or on one module. What holds is the lesser of both, found out at each request: a role that is taken away is gone with the next
one, whatever the request comes with. Lists and the search show what the caller may read, and nothing else. What is hidden does
not exist: \`not_found\` for those who are known, \`unauthenticated\` for others.

## What ends sessions

| what happens | sessions of the account | its tokens |
|---|---|---|
| the password is changed by its owner | all others end; the one that asks gets a new identifier | stay |
| the password is reset by an administrator, or chosen with a link | all end | stay |
| another role on the registry, or in an organization | all end, but for the one that makes the change | stay, with the new rights |
| disabled | all end | do not work until it is active again |
| deleted | all end | are revoked |

A role holds at once anyway. The sessions end all the same, so that no identifier outlives the rights that it was made with
(OWASP Session Management Cheat Sheet, "Renew the Session ID After Any Privilege Level Change"). The session that makes the
change goes on: it has proven within the last ten minutes who it is, and another one's role says nothing about its own.

## Methods

The first column of a right says what it is asked of; \`module\` stands for plugins and policies, too. Whoever may call a method
with a session must have proven within the last ten minutes who they are where it says so; tokens need not. A method that is not
in this table is not served.

| method | who | right | proof of the last ten minutes |
|---|---|---|---|
`

const ROUTES_HEAD = `
## Other addresses

| address | who | right | proof of the last ten minutes |
|---|---|---|---|
`

function rowOf(name, { who, permission, on, right, fresh }) {
  const credential = permission === 'none' || permission === 'read' ? '' : `, with the scope ${permission}`
  const caller = who === 'anyone' ? 'everybody' : `who is signed in${credential}`
  const asked = right === 'none' ? '' : `${on}: ${right}`
  return `| \`${name}\` | ${caller} | ${asked} | ${fresh ? 'yes' : ''} |\n`
}

/** The page, as a string that ends with a line break. `rules` and `routes` are maps from names to rules. */
export function buildAccessPage(rules, routes) {
  const sorted = (map) => [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, rule]) => rowOf(name, rule))
  return HEAD + sorted(rules).join('') + ROUTES_HEAD + sorted(routes).join('')
}

export async function writeAccessPage() {
  const { RULES, ROUTES } = await import('../packages/registry-server/dist/auth/access-table.js')
  writeFileSync(new URL('../docs/reference/access.md', import.meta.url), buildAccessPage(RULES, ROUTES))
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await writeAccessPage()
