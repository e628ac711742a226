import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Which of our packages each one may import. Arrows point from the edges to the core, never back. */
const ALLOWED_EDGES: Readonly<Record<string, readonly string[]>> = {
  compiler: [],
  'rule-policy': [],
  'diff-engine': ['compiler', 'rule-policy'],
  'lint-engine': ['compiler', 'rule-policy'],
  module: ['compiler', 'diff-engine', 'lint-engine'],
  'registry-api': [],
  'registry-server': ['compiler', 'diff-engine', 'lint-engine', 'module', 'registry-api'],
  cli: ['compiler', 'diff-engine', 'lint-engine', 'module', 'registry-api'],
}

/** Packages that run in a browser: nothing of Node, and no other dependency than these. */
const PURE: Readonly<Record<string, readonly string[]>> = {
  compiler: ['@bufbuild/protobuf'],
  'rule-policy': [],
  'diff-engine': ['@bufbuild/protobuf', '@noble/hashes', 'protobufjs'],
  'lint-engine': ['@bufbuild/protobuf'],
}

/** The part of a pure package that is for Node, with an entry point of its own: nothing else may import from it. */
const FOR_NODE = 'packages/compiler/src/node/'

/** Where each of these may be imported, as a prefix of the path; nowhere else. */
const CONFINED: readonly { readonly packages: readonly string[]; readonly to: readonly string[] }[] = [
  { packages: ['better-sqlite3', 'ioredis', 'kysely', 'pg'], to: ['packages/registry-server/src/storage/'] },
  { packages: ['commander'], to: ['packages/cli/src/'] },
]

/** The web framework stops at the door: what decides and what stores knows no requests. */
const NO_HONO = ['packages/registry-server/src/services/', 'packages/registry-server/src/storage/']

/** The only files that may speak to the process and the console around them. */
const EDGES: readonly string[] = [
  // Reads the environment and the arguments, listens, answers to signals.
  'packages/registry-server/src/main.ts',
  // Starts plugins as processes, and ends them with everything that they started.
  'packages/registry-server/src/plugins/run-plugin.ts',
  // Ends the process with the exit code of the command.
  'packages/cli/src/bin.ts',
  // Hands streams, environment and working directory of the process to the commands.
  'packages/cli/src/io.ts',
]

/**
 * Circles that are there because the thing itself is: each file has functions for one form of a value, and the forms
 * nest in each other. Sorted.
 */
const RECURSIVE: readonly (readonly string[])[] = [
  // The value of an option is an aggregate of values, or an expanded Any of one.
  ['evaluate-aggregate.ts', 'evaluate-any.ts', 'evaluate-value.ts'].map(
    (name) => `packages/compiler/src/options/${name}`,
  ),
  // A message holds maps, and a map holds messages.
  ['encode-map.ts', 'encode-option.ts'].map((name) => `packages/compiler/src/options/${name}`),
]

/** Longest file that a person is asked to read. Generated files and tables of cases are not read from top to bottom. */
const MAX_LINES = 600

interface SourceFile {
  /** Relative to the root of the repository, `/`-separated. */
  readonly path: string
  readonly package: string
  readonly text: string
  readonly imports: readonly string[]
  /** Those of `imports` that are still there when the types are gone. */
  readonly runtimeImports: readonly string[]
}

/** Static imports and exports that start a line, and dynamic imports with a constant name. */
const IMPORT =
  /^(?:import|export)\s[\w\s{},*$]*?\bfrom\s+['"]([^'"]+)['"]|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm

function readSources(): SourceFile[] {
  return Object.keys(ALLOWED_EDGES).flatMap((name) => {
    const folder = `packages/${name}/src`
    const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    return files
      .filter((file) => file.endsWith('.ts'))
      .map((file) => {
        const path = posix.join(folder, file.replaceAll('\\', '/'))
        const text = readFileSync(join(ROOT, path), 'utf8')
        const matches = [...text.matchAll(IMPORT)].map((match) => {
          return { statement: match[0], specifier: (match[1] ?? match[2] ?? match[3]) as string }
        })
        const runtimeImports = matches
          .filter(({ statement }) => !isTypeOnly(statement))
          .map(({ specifier }) => specifier)
        return { path, package: name, text, imports: matches.map(({ specifier }) => specifier), runtimeImports }
      })
  })
}

/** `import type {...}` and `import { type A, type B }`. */
function isTypeOnly(statement: string): boolean {
  if (/^(import|export)\s+type\b/.test(statement)) return true
  const names = /\{([^}]*)\}/.exec(statement)?.[1]
  return names?.split(',').every((name) => /^\s*(type\s.*)?$/.test(name)) ?? false
}

const isTest = ({ path }: SourceFile) => path.endsWith('.test.ts') || path.includes('/testing/')
const isGenerated = ({ path }: SourceFile) => path.includes('/gen/')

const everything = readSources()
const sources = everything.filter((file) => !isTest(file))
const handWritten = everything.filter((file) => !isGenerated(file))

/** What others may import of one of our packages: the keys of `exports` in its package.json, as specifiers. */
function entryPointsOf(name: string): string[] {
  const { exports = {} } = JSON.parse(readFileSync(join(ROOT, `packages/${name}/package.json`), 'utf8'))
  return Object.keys(exports).map((key) => `@wireproof/${name}${key.slice(1)}`)
}

/** `@scope/name` or `name` of an import; undefined for a file of the own package. */
function packageOf(specifier: string): string | undefined {
  if (specifier.startsWith('.') || specifier.startsWith('node:')) return undefined
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

/** All imports that break a law, as `file -> import`. */
function violations(files: readonly SourceFile[], isViolation: (file: SourceFile, specifier: string) => boolean) {
  return files.flatMap((file) => {
    return file.imports.filter((specifier) => isViolation(file, specifier)).map((found) => `${file.path} -> ${found}`)
  })
}

/** Code without comments and without the content of strings. */
function codeOf(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, ' ')
}

describe('packages', () => {
  it('import only what lies further inside', () => {
    const found = violations(sources, (file, specifier) => {
      const target = packageOf(specifier)?.replace(/^@wireproof\//, '')
      const isOurs = specifier.startsWith('@wireproof/')
      return isOurs && target !== undefined && !ALLOWED_EDGES[file.package]?.includes(target)
    })
    expect(found).toEqual([])
  })

  it('see of each other what the entry points export, and nothing deeper', () => {
    const found = violations(everything, (file, specifier) => {
      if (specifier.startsWith('@wireproof/')) return !entryPointsOf(specifier.split('/')[1] ?? '').includes(specifier)
      const target = posix.join(dirname(file.path), specifier)
      // A test that a generated page or schema is fresh needs its generator; one that makes all example calls needs these.
      if (/-(page|schema|examples)\.test\.ts$/.test(file.path) && target.startsWith('scripts/')) return false
      return specifier.startsWith('.') && !target.startsWith(`packages/${file.package}/`)
    })
    expect(found).toEqual([])
  })

  it('that run in a browser have nothing of Node and few dependencies', () => {
    const found = violations(sources, (file, specifier) => {
      const allowed = PURE[file.package]
      const name = packageOf(specifier)
      if (allowed === undefined || file.path.startsWith(FOR_NODE)) return false
      if (posix.join(dirname(file.path), specifier).startsWith(FOR_NODE)) return true
      return (
        specifier.startsWith('node:') ||
        (name !== undefined && !name.startsWith('@wireproof/') && !allowed.includes(name))
      )
    })
    expect(found).toEqual([])
  })

  it('keep database drivers in the storage and the command-line parser in the command line', () => {
    const found = violations(everything, (file, specifier) => {
      const name = packageOf(specifier)
      return CONFINED.some(({ packages, to }) => {
        return name !== undefined && packages.includes(name) && !to.some((folder) => file.path.startsWith(folder))
      })
    })
    expect(found).toEqual([])
  })

  it('keep the web framework out of services and storage', () => {
    const found = violations(sources, (file, specifier) => {
      const isHono = packageOf(specifier) === 'hono' || specifier.startsWith('@hono/')
      return isHono && (file.package !== 'registry-server' || NO_HONO.some((folder) => file.path.startsWith(folder)))
    })
    expect(found).toEqual([])
  })
})

describe('files', () => {
  it('speak to the process and the console at the edges only', () => {
    const found = sources.filter(({ path, text, imports }) => {
      if (EDGES.includes(path)) return false
      return imports.includes('node:process') || /(?<![.\w])(?:process|console)\s*[.[]/.test(codeOf(text))
    })
    expect(found.map(({ path }) => path)).toEqual([])
  })

  it('do not import tests or what belongs to them', () => {
    const found = violations(sources, (_, specifier) => /\.test\.ts$|(^|\/)(test|testing|testdata)\//.test(specifier))
    expect(found).toEqual([])
  })

  it('do not import each other in circles', () => {
    const allowed = RECURSIVE.map((files) => files.join())
    expect(findCircles(sources).filter((files) => !allowed.includes(files.join()))).toEqual([])
  })

  it('are named after what they hold, not after being of use', () => {
    const found = everything.filter(({ path }) =>
      /^(utils?|helpers?|common|types?|misc|shared)\.ts$/.test(basename(path)),
    )
    expect(found.map(({ path }) => path)).toEqual([])
  })

  it('are short enough to be read', () => {
    const long = handWritten.filter((file) => !isTest(file) && file.text.split('\n').length > MAX_LINES)
    expect(long.map(({ path }) => path)).toEqual([])
  })
})

/** Groups of files that reach each other by imports, sorted. Tarjan would be faster; there are a few hundred files. */
function findCircles(files: readonly SourceFile[]): string[][] {
  const graph = new Map(
    files.map(({ path, runtimeImports }) => {
      const own = runtimeImports.filter((specifier) => specifier.startsWith('.'))
      return [path, own.map((specifier) => posix.join(dirname(path), specifier))] as const
    }),
  )
  const reach = new Map([...graph.keys()].map((path) => [path, reachableFrom(path, graph)]))
  const groups = new Map<string, string[]>()
  for (const [path, reached] of reach) {
    if (!reached.has(path)) continue
    const group = [...reached].filter((other) => reach.get(other)?.has(path)).sort()
    groups.set(group.join(), group)
  }
  return [...groups.values()]
}

/** What the imports of a file lead to; the file itself only when it is in a circle. */
function reachableFrom(start: string, graph: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>()
  const queue = [...(graph.get(start) ?? [])]
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (reached.has(path)) continue
    reached.add(path)
    queue.push(...(graph.get(path) ?? []))
  }
  return reached
}
