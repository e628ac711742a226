// How long a second compilation takes when one file has changed: `node bench/compiler-incremental.mjs`. The larger of
// the two real trees; prints milliseconds, on the wall and of CPU (which other work on the machine disturbs less), and
// asserts nothing.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compile, createCompileCache } from '@wireproof/compiler'
import { layTrees } from './trees.mjs'

const RUNS = 5
/** One that nothing imports, and one that many files import. */
const CHANGED = ['google/cloud/vision/v1/web_detection.proto', 'google/longrunning/operations.proto']

const trees = layTrees()
try {
  const paths = readdirSync(trees.next, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.proto'))
    .sort()
  const contents = new Map(paths.map((path) => [path, readFileSync(join(trees.next, path))]))
  const cache = createCompileCache()
  const measure = (name) => {
    const start = performance.now()
    const before = process.cpuUsage()
    const { image } = compile(paths, (path) => contents.get(path), { cache })
    const { user, system } = process.cpuUsage(before)
    const time = (performance.now() - start).toFixed(0)
    const cpu = ((user + system) / 1000).toFixed(0)
    const files = `${cache.linkedCount} of ${image?.files.length} files linked`
    console.log(`${name.padEnd(60)}${time.padStart(6)} ms, ${cpu.padStart(6)} ms of CPU, ${files}`)
  }
  measure('first')
  measure('nothing changed')
  for (const path of CHANGED) {
    for (let run = 1; run <= RUNS; run++) {
      contents.set(path, Buffer.concat([contents.get(path), Buffer.from('// changed\n')]))
      measure(path)
    }
  }
} finally {
  trees.remove()
}
