import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { RegistryError } from '../registry-error.ts'
import type { Plugin } from './plugin.ts'

export interface PluginLimits {
  readonly timeoutMs: number
  readonly outputBytes: number
  /** Resident memory of the plugin's process; watched on Linux only. */
  readonly memoryBytes: number
}

/** How often memory is looked at: often enough that a program cannot fill a machine in between. */
const WATCH_MS = 100
/** What is kept of what a plugin says on stderr. */
const STDERR_CHARS = 2_000
const PAGE_BYTES = 4_096

/**
 * Runs a plugin: `request` goes to its stdin, and what it writes to stdout comes back. It has an environment of its
 * own, without the settings and secrets of the server, and is killed with everything that it started when it exceeds a
 * limit or the caller goes away. Rejects with RegistryError: `failed_precondition` when it fails or cannot be started,
 * `resource_exhausted` when it takes too much, `canceled`.
 * Source: google/protobuf/compiler/plugin.proto.
 */
export async function runPlugin(
  plugin: Plugin,
  request: Uint8Array,
  limits: PluginLimits,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const name = `the plugin ${plugin.owner}/${plugin.name}:${plugin.version}`
  if (signal.aborted) throw new RegistryError('canceled', 'the caller went away')
  const [program, ...args] = plugin.command
  const child = spawn(program, args, {
    shell: false,
    // A group of its own: what it starts is killed with it.
    detached: true,
    cwd: '/',
    env: { PATH: process.env.PATH, LANG: 'C.UTF-8' },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let stop: RegistryError | undefined
  const kill = (code: 'resource_exhausted' | 'canceled', reason: string) => {
    stop ??= new RegistryError(code, `${name} ${reason}`)
    killGroup(child)
  }
  const onAbort = () => kill('canceled', 'was stopped: the caller went away')
  signal.addEventListener('abort', onAbort, { once: true })
  const timer = setTimeout(() => kill('resource_exhausted', `took over ${limits.timeoutMs} ms`), limits.timeoutMs)
  const watch = setInterval(async () => {
    if ((await residentBytes(child.pid)) > limits.memoryBytes) {
      kill('resource_exhausted', `took over ${limits.memoryBytes} bytes of memory`)
    }
  }, WATCH_MS)
  try {
    const output = collect(child, limits.outputBytes, () =>
      kill('resource_exhausted', `wrote over ${limits.outputBytes} bytes`),
    )
    // A plugin may end without reading all of it; that is for its exit code to tell.
    child.stdin.on('error', () => {})
    child.stdin.end(request)
    const end = await ended(child)
    if (stop !== undefined) throw stop
    if (end === 0) return Buffer.concat(output.stdout)
    throw new RegistryError('failed_precondition', `${name} ${end}${output.stderr() && `: ${output.stderr()}`}`)
  } finally {
    clearTimeout(timer)
    clearInterval(watch)
    signal.removeEventListener('abort', onAbort)
    // Children that outlived it.
    killGroup(child)
  }
}

function collect(child: ChildProcess, maxBytes: number, onTooMuch: () => void) {
  const stdout: Buffer[] = []
  let bytes = 0
  let stderr = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    bytes += chunk.byteLength
    if (bytes > maxBytes) onTooMuch()
    else stdout.push(chunk)
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    if (stderr.length < STDERR_CHARS) stderr = (stderr + chunk.toString('utf8')).slice(0, STDERR_CHARS)
  })
  return { stdout, stderr: () => stderr.trim() }
}

/** 0, or what went wrong. Resolves when nothing more can come. */
function ended(child: ChildProcess): Promise<0 | string> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      const code = 'code' in error ? String(error.code) : error.message
      resolve(`cannot be started on the registry (${code}); tell its administrator`)
    })
    // "exit" and not "close": a child of the plugin may hold the pipes open for ever.
    child.once('exit', (code, signal) => {
      const result = code === 0 ? 0 : code === null ? `was ended by ${signal}` : `failed with exit code ${code}`
      const grace = setTimeout(() => resolve(result), 1_000)
      child.once('close', () => {
        clearTimeout(grace)
        resolve(result)
      })
    })
  })
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Nothing of the group is left.
  }
}

async function residentBytes(pid: number | undefined): Promise<number> {
  if (process.platform !== 'linux' || pid === undefined) return 0
  try {
    const [, residentPages] = (await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ')
    return Number(residentPages) * PAGE_BYTES
  } catch {
    return 0
  }
}
