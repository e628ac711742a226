import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, transform } from 'esbuild'

const ROOT = dirname(fileURLToPath(import.meta.url))
const OUTPUT = join(ROOT, 'dist')
const PARTS = join(OUTPUT, 'parts')

/** Where the modules of @bufbuild/protobuf are. */
const PROTOBUF = relative(ROOT, dirname(fileURLToPath(import.meta.resolve('@bufbuild/protobuf'))))

/**
 * What gets parts of its own although it is imported like all the rest. `late` parts are loaded when something in them
 * is first used: a build reads a policy, and does not need the rules for it.
 */
const SEPARATE = {
  late: [
    '../diff-engine/dist/index.js',
    '../lint-engine/dist/index.js',
    '../rule-policy/dist/index.js',
    '../compiler/dist/gen/well-known-types.js',
    // Schemas of descriptors, and of types that have a JSON form of their own: making them takes longer than a small build.
    ...['any', 'descriptor', 'struct'].map((name) => `${PROTOBUF}/wkt/google/protobuf/${name}_pb.js`),
  ],
  atOnce: ['../compiler/dist/index.js', '../diff-engine/dist/default-policy.js', '../lint-engine/dist/lint-policy.js'],
}

/** Modules of which all that they load goes into one file, which is always read: what the shortest runs need. */
const READ_AT_START = ['src/main.ts', 'src/build/run-build.ts', 'src/build/build-thread.ts']

/** How all of it is written. */
const STYLE = {
  platform: 'node',
  target: 'node20',
  // Half the bytes to read at every start; names stay, for the stacks in reports.
  minifyWhitespace: true,
  minifySyntax: true,
  // An error in a line of a million characters would fill the screen.
  lineLimit: 160,
  legalComments: 'none',
  logLevel: 'warning',
}

/**
 * Lets each of our packages see its own copy of the lists of exports of this package (not of what they list). What one
 * of them takes from a shared list would be loaded by all.
 */
const ownLists = {
  name: 'own-lists',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^@bufbuild\/protobuf(\/wkt)?$/ }, async ({ path, pluginData, ...options }) => {
      if (pluginData === ownLists) return undefined
      const importer = /[/\\]packages[/\\]([^/\\]+)[/\\](?!.*[/\\]node_modules[/\\])/.exec(options.importer)?.[1] ?? ''
      return { ...(await resolve(path, { ...options, pluginData: ownLists })), suffix: `?${importer}` }
    })
  },
}

/**
 * Parts the enums of descriptor.proto from its schemas, whose module makes them all when it is loaded: nearly everything
 * needs the enums, and few runs need a schema.
 */
const ownEnums = {
  name: 'own-enums',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^\.\/descriptor_enums$/ }, ({ importer }) => {
      return { path: importer, suffix: '?enums', sideEffects: false }
    })
    onLoad({ filter: /[/\\]wkt[/\\]google[/\\]protobuf[/\\]descriptor_pb\.js$/ }, ({ path, suffix }) => {
      const text = readFileSync(path, 'utf8')
      const enums =
        text.match(/^export var (\w+);\n\(function \(\1\) \{$[\s\S]*?^\}\)\(\1 \|\| \(\1 = \{\}\)\);$/gm) ?? []
      const rest = enums.reduce((schemas, part) => schemas.replace(part, ''), text)
      if (enums.length === 0 || /^export var/m.test(rest))
        throw new Error(`${path} is written in another way than before`)
      return { contents: suffix === '?enums' ? enums.join('\n') : `export * from './descriptor_enums'\n${rest}` }
    })
  },
}

/**
 * Makes the command: dist/wireproof.cjs, which starts it, dist/build-thread.cjs, which starts further threads of a
 * large build, and dist/parts, which do the work. Node 20 cannot keep what it
 * has compiled, so the parts are loaded by a loader of ours that can. They are what sits behind each `import()`, and what
 * several of these share; a run loads those that it needs.
 */
const bundle = await build({
  ...STYLE,
  absWorkingDir: ROOT,
  entryPoints: {
    main: 'src/main.ts',
    ...Object.fromEntries(
      Object.values(SEPARATE)
        .flat()
        .map((path, index) => [`separate-${index}`, path]),
    ),
  },
  outdir: PARTS,
  bundle: true,
  plugins: [ownLists, ownEnums],
  splitting: true,
  format: 'esm',
  metafile: true,
  write: false,
})
const launchers = await build({
  ...STYLE,
  absWorkingDir: ROOT,
  entryPoints: { wireproof: 'src/bin.ts', 'build-thread': 'src/build-thread-bin.ts' },
  outdir: OUTPUT,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  format: 'cjs',
  write: false,
})
const { inputs, outputs } = bundle.metafile
const late = Object.keys(outputs)
  .filter(isLate)
  .map((path) => basename(path))
const parts = await Promise.all(bundle.outputFiles.filter(isReached).map(makePart))
const files = packParts(parts)

mkdirSync(PARTS, { recursive: true })
for (const name of readdirSync(PARTS)) if (!files.has(name.replace(/\.cache$/, ''))) rmSync(join(PARTS, name))
for (const [name, content] of files) write(join(PARTS, name), content)
write(join(OUTPUT, 'LICENSES.txt'), licences(Object.keys(inputs)))
for (const { path, contents } of launchers.outputFiles) write(path, contents)
chmodSync(join(OUTPUT, 'wireproof.cjs'), 0o755)
execFileSync(process.execPath, [join(ROOT, 'record-code-caches.mjs'), PARTS], { stdio: 'inherit' })

/** Whether a part can wait: it holds what is late, and otherwise at most packages that only this needs. */
function isLate(output) {
  const folders = SEPARATE.late.map((path) => path.replace(/index\.js$/, ''))
  const canWait = (path) =>
    folders.some((folder) => path.startsWith(folder)) && !SEPARATE.atOnce.includes(path) && !path.endsWith('?enums')
  const paths = Object.keys(outputs[output].inputs)
  return paths.some(canWait) && paths.every((path) => canWait(path) || path.includes('/node_modules/'))
}

/** Not so the lists of exports of what is only there to be separate. */
function isReached({ path }) {
  const { entryPoint } = outputs[relative(ROOT, path).replaceAll('\\', '/')]
  return entryPoint === undefined || entryPoint.startsWith('src/')
}

/** One part as a function that the loader calls. */
async function makePart({ path, text }) {
  // No module here does anything when it is loaded, so none must be loaded by those that use nothing of it.
  const { code } = await transform(text.replaceAll(/(?<![\w$.])import"\.\/[^"]+";/g, ''), {
    ...STYLE,
    format: 'cjs',
    // `import()` of a part becomes a promise of what `require` gives.
    supported: { 'dynamic-import': false },
  })
  const name = basename(path)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  if (!/^[\x00-\x7f]*$/.test(code))
    throw new Error(`${name} has characters outside ASCII, which the loader cannot read`)
  const linked = late.reduce((text, part) => text.replaceAll(`require("./${part}")`, `require.late("./${part}")`), code)
  return { name, text: `"${name}":function(require,module,exports){${linked}\n}` }
}

/** Puts what is needed at the start into one file; each of the others gets a file of its own. */
function packParts(parts) {
  const first = partsAtStart(parts)
  const files = new Map([['main.js', parts.filter(({ name }) => first.has(name))]])
  for (const part of parts) if (!first.has(part.name)) files.set(part.name, [part])
  return new Map([...files].map(([file, members]) => [file, `({${members.map(({ text }) => text).join(',\n')}})`]))
}

function partsAtStart(parts) {
  const texts = new Map(parts.map(({ name, text }) => [name, text]))
  const entries = Object.entries(outputs).filter(([, { entryPoint }]) => READ_AT_START.includes(entryPoint))
  if (entries.length !== READ_AT_START.length) throw new Error(`no part of its own for one of ${READ_AT_START}`)
  const found = new Set()
  const follow = (path) => {
    const name = basename(path)
    if (found.has(name)) return
    found.add(name)
    for (const { path: imported, kind } of outputs[path].imports) {
      // What a part imports nothing of, it does not ask for.
      if (kind === 'import-statement' && texts.get(name).includes(`require("./${basename(imported)}")`))
        follow(imported)
    }
  }
  for (const [path] of entries) follow(path)
  return found
}

/** Writes a file at once, so that a command that runs meanwhile reads the old one or the new one. */
function write(file, content) {
  if (existsSync(file) && readFileSync(file).equals(Buffer.from(content))) return
  // V8 would take code for that of any text of the same length.
  rmSync(`${file}.cache`, { force: true })
  const temporary = `${file}.${process.pid}.tmp`
  writeFileSync(temporary, content)
  renameSync(temporary, file)
}

/** The licences of all packages that went into the command: their terms ask that copies carry them. */
function licences(inputs) {
  const folders = inputs.map((input) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0])
  const texts = [...new Set(folders)].filter(Boolean).map((folder) => {
    const path = resolve(ROOT, folder)
    const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'))
    const file = readdirSync(path).find((entry) => /^licen[cs]e/i.test(entry))
    const text = file === undefined ? '' : `\n\n${readFileSync(join(path, file), 'utf8').trim()}`
    return `${name} ${version} (${license})${text}`
  })
  return `The command holds these packages, under their own licences:\n\n${texts.sort().join('\n\n---\n\n')}\n`
}
