import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseBufFindings, runBuf } from '../support/buf.ts'
import { layRealTree } from '../support/real-trees.ts'

const CLI = fileURLToPath(new URL('../../packages/cli/dist/wireproof.cjs', import.meta.url))
const SERVER = fileURLToPath(new URL('../../packages/registry-server/dist/main.js', import.meta.url))
/** One step on a real tree: a push with its compilation, a check, a run of the peer. */
const STEP_MS = 10 * 60_000

interface JsonFinding {
  readonly rule: string
  readonly path: string | null
  readonly start: { readonly line: number | null; readonly column: number | null }
  readonly end: { readonly line: number | null; readonly column: number | null }
}

/** The figures that both tools must agree on, in one string a finding. A finding without a place has no numbers. */
const ourKey = (finding: JsonFinding) =>
  [finding.rule, finding.path, finding.start.line, finding.start.column, finding.end.line, finding.end.column].join(' ')

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

describe('a real history, pushed over HTTP and checked against', () => {
  const root = mkdtempSync(join(tmpdir(), 'wireproof-real-tree-'))
  let server: ChildProcess
  let registry = ''
  const wireproof = (args: string[], cwd = root) =>
    spawnSync(process.execPath, [CLI, ...args], {
      cwd,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      env: {
        PATH: process.env.PATH,
        HOME: root,
        WIREPROOF_TOKEN: readFileSync(join(root, 'data/admin-token'), 'utf8').trim(),
      },
    })

  beforeAll(async () => {
    const port = await freePort()
    registry = `127.0.0.1:${port}`
    layRealTree(join(root, 'prev'), '3.0.3', `version: v2\nname: ${registry}/acme/apis\n`)
    layRealTree(join(root, 'next'), '6.0.1', `version: v2\nname: ${registry}/acme/apis\n`)
    server = spawn(process.execPath, [SERVER, '--port', String(port), '--data', join(root, 'data')], {
      stdio: 'ignore',
    })
    for (let tries = 0; ; tries++) {
      const ready = await fetch(`http://${registry}/readyz`).catch(() => undefined)
      if (ready?.ok) break
      if (tries > 300) throw new Error('the server did not get ready')
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }, STEP_MS)

  afterAll(() => {
    server?.kill('SIGTERM')
    rmSync(root, { recursive: true, force: true })
  })

  test('the earlier release is pushed', { timeout: STEP_MS }, () => {
    const push = wireproof(['push', '--create'], join(root, 'prev'))
    expect(push.stderr).not.toContain('error')
    expect(push.status).toBe(0)
  })

  for (const category of ['FILE', 'WIRE', 'WIRE_JSON']) {
    test(`check finds what buf breaking finds: ${category}`, { timeout: STEP_MS }, () => {
      const config = `version: v2\nname: ${registry}/acme/apis\nbreaking:\n  use: [${category}]\n`
      writeFileSync(join(root, 'next/buf.yaml'), config)
      const ours = wireproof(['check', 'next', '--against', `${registry}/acme/apis`, '--format', 'json'])
      const theirs = runBuf(['breaking', 'next', '--against', 'prev', '--error-format', 'json'], {
        cwd: root,
        home: root,
      })
      expect([ours.status, theirs.code], ours.stderr + theirs.stderr).toEqual([1, 100])

      const ourFindings = JSON.parse(ours.stdout) as JsonFinding[]
      const theirFindings = parseBufFindings(theirs.stdout)
      // buf prints 1:1 for a file-less finding, where we print null.
      const theirKeys = theirFindings.map((finding) =>
        finding.path === undefined
          ? `${finding.type}     `
          : [
              finding.type,
              finding.path,
              finding.start_line,
              finding.start_column,
              finding.end_line,
              finding.end_column,
            ].join(' '),
      )
      expect(ourFindings.map(ourKey).sort()).toEqual(theirKeys.sort())
      console.log(`${category}: ${ourFindings.length} findings, ${theirFindings.length} of buf's`)
    })
  }
})
