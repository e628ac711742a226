// Does the time of an answer tell whether an account exists? Times logins with a name that nobody has, and with a wrong
// password for a name that somebody has, in turn and one at a time. Prints both distributions and asserts nothing.
// Usage: node bench/login-timing.mjs [TRIES]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makePeople, startRegistryBehindUs } from './people.mjs'
import { percentile } from './registry-process.mjs'

const TRIES = Number(process.argv[2] ?? 400)
/** Below the limit of an account, which would answer at once. */
const TRIES_PER_PERSON = 20
const WARM_UP = 20
const PARTS = [0.05, 0.25, 0.5, 0.75, 0.95]

const root = mkdtempSync(join(tmpdir(), 'wireproof-bench-timing-'))
const registry = await startRegistryBehindUs(join(root, 'data'))
try {
  const names = await makePeople(registry, Math.ceil((TRIES + WARM_UP) / TRIES_PER_PERSON))
  const times = { 'unknown name': [], 'wrong password': [] }
  for (let n = 0; n < TRIES + WARM_UP; n++) {
    const known = names[Math.floor(n / TRIES_PER_PERSON)]
    const tries = [
      ['unknown name', `nobody${known.slice('person'.length)}`],
      ['wrong password', known],
    ]
    // Whichever is first may find the machine in another state.
    for (const [kind, name] of n % 2 === 0 ? tries : tries.reverse()) {
      const ms = await timeLogin(name)
      if (n >= WARM_UP) times[kind].push(ms)
    }
  }
  console.log(`Node ${process.version}; ${TRIES} tries each; milliseconds at which so many percent were answered`)
  console.log(''.padEnd(16), ...PARTS.map((part) => `${part * 100} %`.padStart(8)))
  for (const [kind, values] of Object.entries(times)) {
    console.log(kind.padEnd(16), ...PARTS.map((part) => percentile(values, part).toFixed(2).padStart(8)))
  }
  // A guesser who sees one answer of each kind, and takes the slower one for the one whose account exists.
  console.log(`a wrong password takes longer than an unknown name in ${(100 * above(times)).toFixed(1)} % of all pairs`)
} finally {
  registry.kill()
  rmSync(root, { recursive: true, force: true })
}

async function timeLogin(name) {
  const start = performance.now()
  const { status } = await registry.post('wireproof.session.v1.SessionService/CreateSession', {
    password: { name, password: 'a long password that nobody has at all' },
    strategy: 'STRATEGY_SERVER_SIDE',
  })
  if (status !== 401) throw new Error(`${name}: ${status}`)
  return performance.now() - start
}

function above({ 'unknown name': unknown, 'wrong password': wrong }) {
  let count = 0
  for (const a of wrong) for (const b of unknown) count += a > b ? 1 : a === b ? 0.5 : 0
  return count / (wrong.length * unknown.length)
}
