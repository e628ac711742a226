// Writes docs/reference/sessions.md: what is asked of sessions, and the tests that show it. `node scripts/sessions-page.mjs`.
// A test compares the page with the list and with the names of the tests, and fails when a requirement has lost its tests.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const PLACES = ['packages', 'test']
const PAGE = join(root, 'docs', 'reference', 'sessions.md')

/** A test's name that begins with ids, such as `S22, S23: logout …`, in any quotes. */
const NAMED = /(['"`])((?:S\d\d, )*S\d\d): ((?:\\.|(?!\1)[^\n])*)\1/g
/** What stands before the name of a test that does not run. */
const NOT_RUN = /\.(?:skip|todo)(?:\([^()]*\))?\(\s*$/

const HEAD = `<!-- Written by scripts/sessions-page.mjs from the list of requirements and the names of tests. Do not edit. -->

# Sessions: what is asked of them, and what shows it

What standards ask of sessions, logins and tokens, in plain words, and the tests that show that this registry does it. A
test names the requirements that it shows; the page is made of these names, and a test fails when a requirement that
holds has no test any more.

Level A is a must, B a should, C an optional strength. ASVS is [OWASP ASVS 5.0](https://github.com/OWASP/ASVS/tree/master/5.0/en);
SMCS, CSRF and PSCS are the OWASP cheat sheets on
[session management](https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html),
[request forgery](https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html) and
[password storage](https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html); NIST is
[SP 800-63B-4](https://pages.nist.gov/800-63-4/sp800-63b.html).

`

/** The requirements, in the order of their ids. */
export function readRequirements() {
  return JSON.parse(readFileSync(join(root, 'test', 'requirements', 'session-requirements.json'), 'utf8'))
}

/** The tests whose names begin with the id of a requirement, by id; those that do not run are left out. */
export function findTests() {
  const tests = new Map()
  for (const file of PLACES.flatMap((place) => testFiles(join(root, place)))) {
    const text = readFileSync(file, 'utf8')
    for (const match of text.matchAll(NAMED)) {
      if (NOT_RUN.test(text.slice(Math.max(0, match.index - 200), match.index))) continue
      const name = match[3].replaceAll(/\\(.)/g, '$1')
      for (const id of match[2].split(', ')) {
        tests.set(id, [...(tests.get(id) ?? []), { file: relative(root, file).split(sep).join('/'), name }])
      }
    }
  }
  return tests
}

function testFiles(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : testFiles(path)
      return entry.name.endsWith('.test.ts') ? [path] : []
    })
    .sort()
}

/** The page, as a string that ends with a line break. */
export function buildSessionsPage(requirements, tests) {
  const held = requirements.filter(({ missing }) => missing === undefined).length
  const rows = requirements.map(({ id, level, requirement, source, missing }) => {
    const shownBy = (tests.get(id) ?? []).map(({ file, name }) => `[${cell(name)}](../../${file})`)
    return `| ${id} | ${level} | ${cell(requirement)} | ${cell(source)} | ${missing === undefined ? 'yes' : `no: ${cell(missing)}`} | ${shownBy.join('<br>')} |\n`
  })
  return [
    HEAD,
    `${held} of ${requirements.length} hold.\n\n`,
    '| Id | Level | Requirement | Source | Holds | Tests |\n|---|---|---|---|---|---|\n',
    ...rows,
  ].join('')
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('[', '\\[').replaceAll(']', '\\]').replaceAll('<', '&lt;')
}

/** Writes the page. */
export function writeSessionsPage() {
  writeFileSync(PAGE, buildSessionsPage(readRequirements(), findTests()))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeSessionsPage()
