// Times a registry of its own: a cold `buf build` of a module with 20 dependencies, pushes, and reads, alone and while a
// large push is compiled. Prints figures and asserts nothing. Usage: npm run bench:registry [-- SECONDS]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { measure, median } from './measure.mjs'
import { percentiles, startRegistry } from './registry-process.mjs'
import { bufBinary, layTrees } from './trees.mjs'

const SECONDS = Number(process.argv[2] ?? 5)
const DEPENDENCIES = 20
const READERS = 8
const PUSHERS = 4
const OWNER = 'bench'

const root = mkdtempSync(join(tmpdir(), 'wireproof-bench-registry-'))
const server = await startRegistry(join(root, 'data'))
const trees = layTrees()
const agent = new Agent({ keepAlive: true, maxSockets: READERS + PUSHERS })
/** The modules that there are. */
const pushed = new Set()

try {
  await call('buf.registry.owner.v1.OrganizationService/CreateOrganizations', { values: [{ name: OWNER }] })
  console.log(`Node ${process.version}; ${SECONDS} s for each rate`)
  await timeColdBuild()
  await timePushes()
  await timeReads('reads', (run) => run((elapsed) => elapsed > SECONDS * 1000))
  await timeReads('reads while a large push is compiled', async (run) => {
    let isPushed = false
    const push = pushTree().finally(() => {
      isPushed = true
    })
    const figures = await run(() => isPushed)
    console.log('the large push'.padEnd(48), `${(await push).seconds.toFixed(1)} s`)
    return figures
  })
} finally {
  agent.destroy()
  server.kill()
  trees.remove()
  rmSync(root, { recursive: true, force: true })
}

/** `buf build` of a module whose 20 dependencies are on the registry, with an empty cache each time. */
async function timeColdBuild() {
  const ids = []
  for (let i = 0; i < DEPENDENCIES; i++) ids.push((await push(`dep${i}`, { [`dep${i}/a.proto`]: proto(`dep${i}`) })).id)
  const imports = ids.map((_, i) => `import "dep${i}/a.proto";\n`).join('')
  const fields = ids.map((_, i) => `  dep${i}.M f${i} = ${i + 1};\n`).join('')
  const folder = join(root, 'top')
  mkdirSync(folder)
  writeFileSync(join(folder, 'top.proto'), `syntax = "proto3";\npackage top;\n${imports}message Top {\n${fields}}\n`)
  const deps = ids.map((_, i) => `  - ${server.host}/${OWNER}/dep${i}\n`).join('')
  writeFileSync(join(folder, 'buf.yaml'), `version: v2\ndeps:\n${deps}`)
  const config = join(root, 'config')
  mkdirSync(config)
  // The stock client speaks plain HTTP only when it is told to.
  writeFileSync(join(config, 'config.yaml'), 'version: v1\ntls:\n  use: "false"\n')
  const env = { HOME: root, BUF_CONFIG_DIR: config, BUF_TOKEN: `${server.token}@${server.host}` }
  const buf = (args, cache) =>
    measure(bufBinary(), args, { cwd: folder, env: { ...env, BUF_CACHE_DIR: join(root, cache) } })
  await buf(['dep', 'update'], 'update')
  const seconds = []
  for (let run = 0; run < 5; run++) seconds.push((await buf(['build'], `cold${run}`)).seconds)
  console.log(`cold buf build, ${DEPENDENCIES} dependencies`.padEnd(48), `${(median(seconds) * 1000).toFixed(0)} ms`)
}

/** Pushes of small new versions to several modules at once. */
async function timePushes() {
  let count = 0
  const latencies = []
  const end = performance.now() + SECONDS * 1000
  await Promise.all(
    Array.from({ length: PUSHERS }, async (_, i) => {
      for (let n = 0; performance.now() < end; n++) {
        const begin = performance.now()
        await push(`busy${i}`, { [`busy${i}/a.proto`]: proto(`busy${i}`, n + 1) })
        latencies.push(performance.now() - begin)
        count++
      }
    }),
  )
  console.log(`pushes, ${PUSHERS} at once`.padEnd(48), `${(count / SECONDS).toFixed(0)}/s`, percentiles(latencies))
}

/** Reads of what a build asks for, from several clients at once. */
async function timeReads(title, measureWith) {
  const reference = { name: { owner: OWNER, module: 'dep0' } }
  const reads = [
    ['buf.registry.module.v1.CommitService/GetCommits', { resourceRefs: [reference] }],
    ['buf.registry.module.v1.GraphService/GetGraph', { resourceRefs: [reference] }],
    ['buf.registry.module.v1.DownloadService/Download', { values: [{ resourceRef: reference }] }],
  ]
  for (const read of reads) await call(...read)
  const run = async (isOver) => {
    const latencies = []
    const begin = performance.now()
    await Promise.all(
      Array.from({ length: READERS }, async (_, i) => {
        for (let n = i; !isOver(performance.now() - begin); n++) {
          const start = performance.now()
          await call(...reads[n % reads.length])
          latencies.push(performance.now() - start)
        }
      }),
    )
    return { latencies, seconds: (performance.now() - begin) / 1000 }
  }
  const { latencies, seconds } = await measureWith(run)
  console.log(
    `${title}, ${READERS} at once`.padEnd(48),
    `${(latencies.length / seconds).toFixed(0)}/s`,
    percentiles(latencies),
  )
}

/** Pushes a whole API family as one module. */
async function pushTree() {
  writeFileSync(join(trees.prev, 'buf.yaml'), `version: v2\nname: ${server.host}/${OWNER}/tree\n`)
  const cli = fileURLToPath(new URL('../packages/cli/dist/wireproof.cjs', import.meta.url))
  const env = { HOME: root, WIREPROOF_TOKEN: server.token }
  return measure(process.execPath, [cli, 'push', '--create', trees.prev], { cwd: root, env })
}

/** Versions differ in a comment: a new commit that breaks nothing. */
function proto(name, version = 0) {
  const fields = Array.from({ length: 20 }, (_, i) => `  string f${i} = ${i + 1};\n`).join('')
  return `syntax = "proto3";\npackage ${name};\n// Version ${version}.\nmessage M {\n${fields}}\n`
}

/** Pushes one version of a small module, which is created the first time; resolves to its commit. */
async function push(module, files) {
  if (!pushed.has(module)) {
    await call('buf.registry.module.v1.ModuleService/CreateModules', {
      values: [{ ownerRef: { name: OWNER }, name: module, visibility: 'MODULE_VISIBILITY_PRIVATE' }],
    })
    pushed.add(module)
  }
  const content = {
    moduleRef: { name: { owner: OWNER, module } },
    files: Object.entries(files).map(([path, text]) => ({ path, content: Buffer.from(text).toString('base64') })),
  }
  const { commits } = await call('buf.registry.module.v1.UploadService/Upload', { contents: [content] })
  return commits[0]
}

/** Calls the registry with JSON over a connection that is kept; rejects on any status but 200. */
function call(method, body) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${server.token}` }
  return new Promise((resolve, reject) => {
    const sent = request(`http://${server.host}/${method}`, { method: 'POST', agent, headers }, (response) => {
      const chunks = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        if (response.statusCode === 200) resolve(JSON.parse(text))
        else reject(new Error(`${method}: ${response.statusCode} ${text.slice(0, 500)}`))
      })
    })
    sent.on('error', reject)
    sent.end(JSON.stringify(body))
  })
}
