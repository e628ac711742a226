// A registry of one's own, in a process of its own, and calls to it.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Starts a registry on a free port: `{ host, token, kill }`. `env` is added to ours. */
export function startRegistry(data, env = {}) {
  const main = fileURLToPath(new URL('../packages/registry-server/dist/main.js', import.meta.url))
  const child = spawn(process.execPath, [main, '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  return new Promise((resolve, reject) => {
    let output = ''
    let isServing = false
    const read = (chunk) => {
      if (isServing) return
      output += chunk
      const host = /https?:\/\/(localhost:\d+)/.exec(output)?.[1]
      if (host === undefined) return
      isServing = true
      const token = readFileSync(join(data, 'admin-token'), 'utf8').trim()
      resolve({ host, token, kill: () => child.kill() })
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`the registry ended with ${code}:\n${output}`)))
  })
}

/** Posts JSON over a connection of the agent; resolves to `{ status, body, headers }`, whatever the status is. */
export function post({ host, agent, headers = {} }, method, body) {
  const sending = { 'content-type': 'application/json', ...headers }
  return new Promise((resolve, reject) => {
    const sent = request(`http://${host}/${method}`, { method: 'POST', agent, headers: sending }, (response) => {
      const chunks = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        resolve({ status: response.statusCode, text, headers: response.headers })
      })
    })
    sent.on('error', reject)
    sent.end(JSON.stringify(body))
  })
}

/** `p50 1.0 ms, p99 2.0 ms, max 3 ms` */
export function percentiles(latencies) {
  return `p50 ${percentile(latencies, 0.5).toFixed(1)} ms, p99 ${percentile(latencies, 0.99).toFixed(1)} ms, max ${percentile(latencies, 1).toFixed(0)} ms`
}

/** The value below which a part of all values lies. */
export function percentile(values, part) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}
