import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { writeFiles } from './make-folder.ts'

/** Self-signed for localhost, and trusted by nobody but tests. */
export const LOCALHOST_CERT = fileURLToPath(new URL('../testdata/localhost-cert.pem', import.meta.url))
const LOCALHOST_KEY = fileURLToPath(new URL('../testdata/localhost-key.pem', import.meta.url))
/** Starting a small program on a busy machine. */
const START_TIMEOUT_MS = 10_000

const HAPROXY = [...(process.env.PATH ?? '').split(':'), '/usr/sbin']
  .map((folder) => join(folder, 'haproxy'))
  .find((path) => existsSync(path))

/** Why tests behind a load balancer are skipped. */
export const balancerMissing: string | undefined = HAPROXY === undefined ? 'no haproxy here' : undefined

/** What operators put in front of several servers: it ends TLS, and gives each request to the next server in turn. */
export interface LoadBalancer {
  stop(): Promise<void>
}

/**
 * Starts haproxy for `https://localhost:port` in front of servers that listen for plain HTTP on ports of this machine. A
 * server that does not take a connection is passed over.
 */
export async function startLoadBalancer(
  folder: string,
  port: number,
  servers: readonly number[],
): Promise<LoadBalancer> {
  if (HAPROXY === undefined) throw new Error(balancerMissing)
  writeFiles(folder, {
    'balancer/localhost.pem': `${readFileSync(LOCALHOST_CERT, 'utf8')}\n${readFileSync(LOCALHOST_KEY, 'utf8')}`,
    'balancer/haproxy.cfg': `
defaults
  mode http
  timeout connect 2s
  timeout client 60s
  timeout server 60s
  option redispatch 1
  retries 2
frontend tls
  bind 127.0.0.1:${port} ssl crt ${join(folder, 'balancer/localhost.pem')} alpn h2,http/1.1
  http-request set-header X-Forwarded-Proto https
  http-request set-header X-Forwarded-For %[src]
  default_backend servers
backend servers
  balance roundrobin
${servers.map((server, index) => `  server node${index} 127.0.0.1:${server}`).join('\n')}
`,
  })
  const child = spawn(HAPROXY, ['-db', '-f', join(folder, 'balancer/haproxy.cfg')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  for (const startedAtMs = Date.now(); !(await accepts(port)); await sleep(50)) {
    if (hasEnded(child) || Date.now() - startedAtMs > START_TIMEOUT_MS)
      throw new Error(`haproxy does not start:\n${said}`)
  }
  return {
    stop() {
      if (!hasEnded(child)) child.kill()
      return ended
    },
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
