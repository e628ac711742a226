// Times `wireproof` beside `buf` on two releases of a large API family, each as a whole process, in turn in one run.
// Prints ratios (below 1: we are faster, or smaller) and asserts nothing. Usage: npm run bench [-- RUNS]
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compare, measure } from './measure.mjs'
import { bufBinary, layTrees } from './trees.mjs'

const runs = Number(process.argv[2] ?? 3)
const cli = fileURLToPath(new URL('../packages/cli/dist/wireproof.cjs', import.meta.url))
const buf = bufBinary()
const trees = layTrees()
const env = { HOME: trees.root, BUF_CACHE_DIR: join(trees.root, 'cache') }
const cwd = trees.root
const wireproof = (args, allowed) => [process.execPath, [cli, ...args], { cwd, env, allowed }]
const peer = (args, allowed) => [buf, args, { cwd, env, allowed }]
/** Exit codes of a finished comparison with findings: ours and the peer's. */
const FOUND = [0, 1]
const PEER_FOUND = [0, 100]

try {
  const small = join(trees.root, 'small')
  mkdirSync(small)
  writeFileSync(join(small, 'buf.yaml'), 'version: v2\n')
  writeFileSync(join(small, 'a.proto'), 'syntax = "proto3";\npackage a;\nmessage A { string id = 1; }\n')
  for (const side of ['prev', 'next']) {
    await measure(...peer(['build', side, '-o', `${side}.binpb`]))
  }

  console.log(
    `Node ${process.version}, ${runs} runs in turn after one warm-up: time of wireproof and buf, runs a second, ratio of each pair (median, range); peak memory likewise`,
  )
  const empty = join(trees.root, 'empty.cjs')
  writeFileSync(empty, '')
  await compare(
    'build one small file, beside an empty Node process',
    wireproof(['build', small, '-o', 'o.binpb']),
    [process.execPath, [empty], { cwd, env }],
    runs * 5,
  )
  await compare(
    'build one small file',
    wireproof(['build', small, '-o', 'o.binpb']),
    peer(['build', small, '-o', 't.binpb']),
    runs * 5,
  )
  await compare(
    'build the tree with source info',
    wireproof(['build', 'next', '-o', 'o.binpb']),
    peer(['build', 'next', '-o', 't.binpb']),
    runs,
  )
  await compare(
    'check the tree against its earlier sources (FILE)',
    wireproof(['check', 'next', '--against', 'prev'], FOUND),
    peer(['breaking', 'next', '--against', 'prev'], PEER_FOUND),
    runs,
  )
  await compare(
    'check the tree against an image of it (FILE)',
    wireproof(['check', 'next', '--against', 'prev.binpb'], FOUND),
    peer(['breaking', 'next', '--against', 'prev.binpb'], PEER_FOUND),
    runs,
  )
} finally {
  trees.remove()
}
