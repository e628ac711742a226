// Brings a fresh clone to the point where it can be built: with Node and nothing else installed. A no-op when done.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ROOT, runQuietly, say } from './run-tool.mjs'

const MIN_NODE = 20
/** The version that wrote the lock file. */
const PNPM = 'pnpm@12.4.2'
/** Says what the last complete setup was made from. Inside node_modules, so that it goes when they go. */
const STAMP = join(ROOT, 'node_modules/.setup-stamp')

const NATIVE_HELP =
  'better-sqlite3, the embedded database, is neither there as a prebuilt binary nor can it be compiled. ' +
  'On Debian or Ubuntu: apt-get install g++ make python3 (elsewhere: a C++ compiler, make and Python 3), then try again.'

/** Installs dependencies when the lock file or Node has changed since the last time. Returns false after saying why not. */
export async function setup() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < MIN_NODE) {
    say(`Node ${process.versions.node} is too old: this project needs Node ${MIN_NODE} or newer (https://nodejs.org).`)
    return false
  }
  const wanted = stampText()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return true

  say('setup: installing dependencies (a minute or two the first time) ...')
  const install = await npx(['--yes', PNPM, 'install', '--frozen-lockfile'])
  if (!isInstalled('better-sqlite3')) return failed(install, 'dependencies could not be installed')
  if (!databaseLoads()) {
    // Compiled for another Node, or left half done by an earlier try.
    const rebuild = await npx(['--yes', PNPM, 'rebuild', 'better-sqlite3'])
    if (!databaseLoads()) return hasCompiler() ? failed(rebuild, NATIVE_HELP) : failed(undefined, NATIVE_HELP)
  } else if (install.code !== 0) return failed(install, 'dependencies could not be installed')
  writeFileSync(STAMP, wanted)
  return true
}

/** Shows what a program said, if that helps, and behind it what it means. */
function failed(result, meaning) {
  if (result !== undefined) process.stderr.write(result.said)
  say(`setup: ${meaning}${result === undefined ? '' : ` (${PNPM} ended with ${result.code}; its own words are above)`}`)
  return false
}

function hasCompiler() {
  return ['g++', 'make', 'python3'].every((tool) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).status === 0)
}

function stampText() {
  const hash = createHash('sha256')
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(join(ROOT, file)))
  const { platform, arch, versions } = process
  return `${hash.digest('hex')} ${platform} ${arch} ${versions.modules}\n`
}

function serverRequire() {
  return createRequire(join(ROOT, 'packages/registry-server/package.json'))
}

function isInstalled(name) {
  try {
    serverRequire().resolve(name)
    return true
  } catch {
    return false
  }
}

/** Tried in a process of its own: a binary that does not fit may end the process that loads it. */
function databaseLoads() {
  const script = "new (require('better-sqlite3'))(':memory:').close()"
  const cwd = join(ROOT, 'packages/registry-server')
  return spawnSync(process.execPath, ['-e', script], { cwd, stdio: 'ignore' }).status === 0
}

/** Runs npx, by its JavaScript file where npm has told where it is: on Windows its command is a batch file. */
function npx(args) {
  const env = nodeHeaders()
  const npm = process.env.npm_execpath
  const script = npm === undefined ? undefined : join(dirname(npm), 'npx-cli.js')
  if (script !== undefined && existsSync(script)) return runQuietly(process.execPath, [script, ...args], { env })
  return runQuietly('npx', args, { env, shell: process.platform === 'win32' })
}

/** Compiling against the headers that came with this Node needs no download; npm's layout has them beside `bin`. */
function nodeHeaders() {
  const prefix = dirname(dirname(process.execPath))
  const isThere = existsSync(join(prefix, 'include/node/node.h'))
  return isThere && process.env.npm_config_nodedir === undefined ? { npm_config_nodedir: prefix } : {}
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = (await setup()) ? 0 : 1
