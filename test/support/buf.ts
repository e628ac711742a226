import { spawn, spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * The stock buf binary, without its npm launcher: it starts in a third of the time. `launcher` is the name under which
 * the npm package of another release is installed.
 */
export function bufBinary(launcher = '@bufbuild/buf'): string {
  const shim = dirname(createRequire(import.meta.url).resolve(`${launcher}/package.json`))
  const arch = process.arch === 'arm64' && process.platform === 'linux' ? 'aarch64' : process.arch
  const packageName = `@bufbuild/buf-${process.platform}-${arch}/package.json`
  return join(dirname(createRequire(join(shim, 'package.json')).resolve(packageName)), 'bin', 'buf')
}

export interface BufOptions {
  readonly cwd: string
  readonly home: string
  readonly env?: NodeJS.ProcessEnv
}

export interface BufRun {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs buf to its end; its home and cache are in `home`, so that nothing of the developer's own is read. */
export function runBuf(args: readonly string[], options: BufOptions): BufRun {
  const done = spawnSync(bufBinary(), args, {
    cwd: options.cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: environment(options),
  })
  if (done.error) throw done.error
  return { code: done.status, stdout: done.stdout, stderr: done.stderr }
}

/** As `runBuf`, beside what else there is to do. */
export function startBuf(args: readonly string[], options: BufOptions): Promise<BufRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(bufBinary(), args, {
      cwd: options.cwd,
      env: environment(options),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const [out, err]: [Buffer[], Buffer[]] = [[], []]
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
    child.once('error', reject)
    child.once('close', (code) => {
      resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() })
    })
  })
}

function environment({ home, env }: BufOptions): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: home, BUF_CACHE_DIR: join(home, 'cache'), ...env }
}

/** One finding of `buf breaking --error-format json`, reduced to what is compared. */
export interface BufFinding {
  readonly type: string
  readonly path?: string
  readonly start_line?: number
  readonly start_column?: number
  readonly end_line?: number
  readonly end_column?: number
}

/** The JSON lines of a `buf breaking` run. */
export function parseBufFindings(stdout: string): BufFinding[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as BufFinding)
}
