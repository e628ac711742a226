import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Script } from 'node:vm'
import { lateBuiltin, lateModule } from './late-module.ts'

/** The parts of the bundled command: CommonJS modules that know each other as `./name`. */
export interface PartLoader {
  /** Runs a part at its first call; what it exports. */
  load(name: string): unknown
  /** The scripts of all files that were loaded, by name. */
  readonly scripts: ReadonlyMap<string, Script>
}

type Part = (require: PartRequire, module: { exports: unknown }, exports: unknown) => void

interface PartRequire {
  (name: string): unknown
  /** What a part exports, without loading it before something of that is used. */
  late(name: string): unknown
}

/** Behind the name of a file: its code as V8 has compiled it. */
export const CODE_CACHE_SUFFIX = '.cache'

/**
 * Loads the parts in a folder. Each file holds an object of parts by name, itself at least. One that has its compiled
 * code beside it is not compiled again, which is most of what a start costs. V8 takes that code only if it was made by
 * the same version of itself, with the same flags, from a text of the same length, and compiles otherwise; so a cache of
 * another Node costs time and nothing else.
 */
export function createPartLoader(folder: string, requireBuiltin: (name: string) => unknown): PartLoader {
  const parts = new Map<string, Part>()
  const modules = new Map<string, { exports: unknown }>()
  const scripts = new Map<string, Script>()
  const requireAny: PartRequire = (name) => {
    return name.startsWith('./') ? load(name.slice(2)) : lateBuiltin(name, requireBuiltin)
  }
  requireAny.late = (name) => lateModule(() => load(name.slice(2)) as object)

  function load(name: string): unknown {
    const known = modules.get(name)
    if (known !== undefined) return known.exports
    const module = { exports: {} as unknown }
    modules.set(name, module)
    if (!parts.has(name)) readParts(name)
    const part = parts.get(name)
    if (part === undefined) throw new Error(`${join(folder, name)} does not hold the part ${name}`)
    part(requireAny, module, module.exports)
    module.exports = settle(module.exports as object)
    return module.exports
  }

  function readParts(file: string): void {
    const script = compileFile(join(folder, file))
    scripts.set(file, script)
    const held = script.runInThisContext() as Record<string, Part>
    for (const [name, part] of Object.entries(held)) parts.set(name, part)
  }

  return { load, scripts }
}

/**
 * The exports of a part that has run. The bundler gives a getter for each, which code that calls a function of another
 * part millions of times would run millions of times; what is a function or an object by now stays the one that it is.
 */
function settle(exports: object): object {
  const settled = {}
  for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(exports))) {
    const value: unknown = Reflect.get(exports, name)
    const isFinal = typeof value === 'function' || (typeof value === 'object' && value !== null)
    Object.defineProperty(settled, name, isFinal ? { value, enumerable: true } : descriptor)
  }
  return settled
}

/** Compiles a file of parts, or takes it as it was compiled. */
export function compileFile(file: string): Script {
  // The bundler writes ASCII only, and one byte a character is read without decoding.
  const source = readFileSync(file, 'latin1')
  const cachedData = readCodeCache(file)
  return new Script(source, { filename: file, ...(cachedData && { cachedData }) })
}

function readCodeCache(file: string): Buffer | undefined {
  try {
    return readFileSync(file + CODE_CACHE_SUFFIX)
  } catch {
    return undefined
  }
}
