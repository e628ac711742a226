// How fast two images are compared, and how that grows with their size: `node bench/diff-growth.mjs`. Takes the two real
// trees, and ever larger parts of them; prints pairs of fields a second, which stay the same when growth is linear.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compile } from '@wireproof/compiler'
import { defaultPolicy, diff } from '@wireproof/diff-engine'
import { layTrees } from './trees.mjs'

const RUNS = 3
/** Of the files that both trees have. */
const PARTS = [1 / 8, 1 / 4, 1 / 2, 1]

const trees = layTrees()
try {
  const [prev, next] = [compileTree(trees.prev), compileTree(trees.next)]
  const inBoth = new Set(next.files.map(({ path }) => path))
  const paths = prev.files.map(({ path }) => path).filter((path) => inBoth.has(path))
  for (const part of PARTS) {
    const chosen = new Set(paths.slice(0, Math.ceil(paths.length * part)))
    const sides = [prev, next].map(({ files }) => ({ files: files.filter(({ path }) => chosen.has(path)) }))
    const fields = countPairs(...sides)
    for (let run = 1; run <= RUNS; run++) {
      const before = process.cpuUsage()
      const findings = diff(...sides, defaultPolicy('v2'))
      const { user, system } = process.cpuUsage(before)
      const seconds = (user + system) / 1e6
      const speed = fields / seconds / 1000
      console.log(
        [
          `${chosen.size} files`.padStart(11),
          `${fields} pairs of fields`.padStart(24),
          `${findings.length} findings`.padStart(14),
          `${(seconds * 1000).toFixed(0)} ms of CPU`.padStart(15),
          `${speed.toFixed(0)} thousand pairs/s`.padStart(22),
        ].join('  '),
      )
    }
  }
} finally {
  trees.remove()
}

function compileTree(folder) {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.proto'))
    .sort()
  const contents = new Map(paths.map((path) => [path, readFileSync(join(folder, path))]))
  const { image } = compile(paths, (path) => contents.get(path))
  return image
}

/** Fields with the same number in messages with the same name, which are most of what there is to compare. */
function countPairs(prev, next) {
  const numbers = new Map()
  for (const [name, message] of messagesOf(next)) numbers.set(name, new Set(message.field.map(({ number }) => number)))
  let count = 0
  for (const [name, message] of messagesOf(prev)) {
    for (const { number } of message.field) if (numbers.get(name)?.has(number)) count++
  }
  return count
}

function* messagesOf({ files }) {
  for (const { proto } of files) yield* nested(proto.package, proto.messageType)
}

function* nested(scope, messages) {
  for (const message of messages) {
    yield [`${scope}.${message.name}`, message]
    yield* nested(`${scope}.${message.name}`, message.nestedType)
  }
}
