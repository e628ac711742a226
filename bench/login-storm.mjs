// Does a login storm starve reads? Times reads alone, and while many people log in at once, each with a password that is
// hashed for tens of milliseconds. Prints figures and asserts nothing. Usage: node bench/login-storm.mjs [PEOPLE]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makePeople, passwordOf, startRegistryBehindUs } from './people.mjs'
import { percentiles } from './registry-process.mjs'

const PEOPLE = Number(process.argv[2] ?? 200)
const READERS = 8
const ALONE_MS = 5_000
/** A client that was told to come back later does. */
const RETRY_MS = 200

const root = mkdtempSync(join(tmpdir(), 'wireproof-bench-storm-'))
const registry = await startRegistryBehindUs(join(root, 'data'))
try {
  const names = await makePeople(registry, PEOPLE)
  console.log(`Node ${process.version}; ${PEOPLE} people, ${READERS} readers`)
  const begin = performance.now()
  console.log('reads alone'.padEnd(32), rate(await readUntil(() => performance.now() - begin > ALONE_MS)))
  let isOver = false
  const storm = logIn(names).finally(() => {
    isOver = true
  })
  console.log('reads beside the storm'.padEnd(32), rate(await readUntil(() => isOver)))
  const { seconds, latencies, refusals } = await storm
  console.log('logins, all at once'.padEnd(32), `${(PEOPLE / seconds).toFixed(0)}/s,`, percentiles(latencies))
  console.log('told to come back, and did'.padEnd(32), refusals)
} finally {
  registry.kill()
  rmSync(root, { recursive: true, force: true })
}

async function readUntil(isOver) {
  const reference = { name: { owner: 'wireproof', module: 'session' } }
  const reads = [
    ['buf.registry.module.v1.CommitService/GetCommits', { resourceRefs: [reference] }],
    ['buf.registry.module.v1.GraphService/GetGraph', { resourceRefs: [reference] }],
    ['buf.registry.module.v1.DownloadService/Download', { values: [{ resourceRef: reference }] }],
  ]
  const latencies = []
  const begin = performance.now()
  await Promise.all(
    Array.from({ length: READERS }, async (_, reader) => {
      for (let n = reader; !isOver(); n++) {
        const start = performance.now()
        await registry.call(...reads[n % reads.length])
        latencies.push(performance.now() - start)
      }
    }),
  )
  return { latencies, seconds: (performance.now() - begin) / 1000 }
}

async function logIn(names) {
  const begin = performance.now()
  let refusals = 0
  const latencies = await Promise.all(
    names.map(async (name) => {
      const start = performance.now()
      const proof = { name, password: passwordOf(name) }
      for (;;) {
        const { status, text } = await registry.post('wireproof.session.v1.SessionService/CreateSession', {
          password: proof,
          strategy: 'STRATEGY_SERVER_SIDE',
        })
        if (status === 200) return performance.now() - start
        if (status !== 429) throw new Error(`${name} was not let in: ${status} ${text}`)
        refusals++
        await sleep(RETRY_MS)
      }
    }),
  )
  return { seconds: (performance.now() - begin) / 1000, latencies, refusals }
}

function rate({ latencies, seconds }) {
  return `${(latencies.length / seconds).toFixed(0)}/s, ${percentiles(latencies)}`
}
