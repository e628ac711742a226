// Keeps beside each part of the bundled command what V8 makes of it: `node record-code-caches.mjs FOLDER`. Functions are
// compiled when they are first called, so the command is run first, for what it is mostly run for.
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CODE_CACHE_SUFFIX, compileFile, createPartLoader } from './dist/launch/part-loader.js'

const folder = process.argv[2]
const loader = createPartLoader(folder, createRequire(import.meta.url))
const { runProgram } = loader.load('main.js')

const cwd = mkdtempSync(join(tmpdir(), 'wireproof-record-'))
try {
  for (const [side, field] of [
    ['prev', 'string id = 1'],
    ['next', 'int32 id = 1'],
  ]) {
    mkdirSync(join(cwd, side))
    writeFileSync(join(cwd, side, 'buf.yaml'), 'version: v2\n')
    const text = `syntax = "proto3";\n\npackage a.v1;\n\n// A comment.\nmessage A {\n  ${field};\n}\n`
    writeFileSync(join(cwd, side, 'a.proto'), text)
  }
  await run(0, 'build', 'next', '-o', 'next.binpb')
  await run(1, 'check', 'next', '--against', 'prev')
} finally {
  rmSync(cwd, { recursive: true })
}

for (const name of readdirSync(folder).filter((name) => name.endsWith('.js'))) {
  const script = loader.scripts.get(name) ?? compileFile(join(folder, name))
  const temporary = join(folder, `${name}.${process.pid}.tmp`)
  writeFileSync(temporary, script.createCachedData())
  renameSync(temporary, join(folder, name + CODE_CACHE_SUFFIX))
}

async function run(expected, ...args) {
  const errors = []
  const output = (lines) => ({ isTerminal: false, write: async (data) => void lines.push(data) })
  const stdin = { isTerminal: false, readAll: async () => new Uint8Array(), readHiddenLine: async () => '' }
  const code = await runProgram(args, { cwd, env: {}, stdin, stdout: output([]), stderr: output(errors) })
  if (code !== expected) throw new Error(`${args.join(' ')} ended with ${code}: ${errors.join('')}`)
}
