import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Script } from 'node:vm'
import { afterAll, describe, expect, it } from 'vitest'
import { CODE_CACHE_SUFFIX, compileFile, createPartLoader } from './part-loader.ts'

const folder = mkdtempSync(join(tmpdir(), 'wireproof-parts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const requireBuiltin = createRequire(import.meta.url)

function writePart(name: string, code: string): string {
  const file = join(folder, name)
  writeFileSync(file, `({"${name}":function(require,module,exports){${code}\n}})`)
  return file
}

describe('the loader of parts', () => {
  it('runs each part once, with what it requires', () => {
    writePart('a.js', "exports.name = require('./b.js').name + require('node:path').basename('/x/y')")
    writePart('b.js', "globalThis.bRuns = (globalThis.bRuns ?? 0) + 1; module.exports = { name: 'b' }")
    const loader = createPartLoader(folder, requireBuiltin)
    expect(loader.load('a.js')).toEqual({ name: 'by' })
    expect(loader.load('b.js')).toEqual({ name: 'b' })
    expect(Reflect.get(globalThis, 'bRuns')).toBe(1)
    expect([...loader.scripts.keys()]).toEqual(['a.js', 'b.js'])
  })

  it('knows all parts of a file that it has read', () => {
    const part = (code: string) => `function(require,module,exports){${code}}`
    const [both, other] = [part("exports.other = require('./other.js').name"), part("exports.name = 'packed'")]
    writeFileSync(join(folder, 'both.js'), `({"both.js":${both},"other.js":${other}})`)
    const loader = createPartLoader(folder, requireBuiltin)
    expect(loader.load('both.js')).toEqual({ other: 'packed' })
    expect([...loader.scripts.keys()]).toEqual(['both.js'])
  })

  it('loads late what is required so', () => {
    writePart('early.js', "const late = require.late('./late.js'); exports.get = () => late.value")
    writePart('late.js', 'exports.value = 5')
    const loader = createPartLoader(folder, requireBuiltin)
    const { get } = loader.load('early.js') as { get(): number }
    expect([...loader.scripts.keys()]).toEqual(['early.js'])
    expect(get()).toBe(5)
    expect([...loader.scripts.keys()]).toEqual(['early.js', 'late.js'])
  })

  it('takes compiled code from beside a part, and compiles where that is of no use', () => {
    const file = writePart('c.js', 'exports.c = () => 1')
    writeFileSync(file + CODE_CACHE_SUFFIX, compileFile(file).createCachedData())
    expect(isRejected(compileFile(file))).toBe(false)
    const useless = [Buffer.alloc(0), Buffer.from('not from V8'), Buffer.alloc(1000)]
    for (const [index, data] of useless.entries()) {
      // V8 knows a text again that it has compiled before.
      const name = `useless${index}.js`
      const broken = writePart(name, `exports.d = () => ${index}`)
      writeFileSync(broken + CODE_CACHE_SUFFIX, data)
      const loader = createPartLoader(folder, requireBuiltin)
      expect(loader.load(name)).toMatchObject({ d: expect.any(Function) })
      expect(isRejected(loader.scripts.get(name) as Script)).toBe(true)
    }
  })
})

function isRejected(script: Script): boolean | undefined {
  return script.cachedDataRejected
}
