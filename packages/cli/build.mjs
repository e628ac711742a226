import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const ROOT = dirname(fileURLToPath(import.meta.url))
const OUTPUT = join(ROOT, 'dist/wireproof.js')

/**
 * Node's own modules as modules that are loaded where they are used. As plain imports of an ES module all of them would
 * be loaded at every start, also those of the parts that stay asleep.
 */
const lazyBuiltins = {
  name: 'lazy-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path, kind }) => {
      return kind === 'require-call' ? { path, external: true } : { path, namespace: 'builtin' }
    })
    onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => ({ contents: `module.exports = require('${path}')` }))
  },
}

/**
 * Makes dist/wireproof.js: the whole command in one file, so that it needs no other package and starts with one read.
 * What sits behind an `import()` stays in the file and is not run before it is needed.
 */
const { outputFiles, metafile } = await build({
  absWorkingDir: ROOT,
  entryPoints: ['src/bin.ts'],
  outfile: OUTPUT,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  plugins: [lazyBuiltins],
  // Packages written as CommonJS call `require`, which an ES module does not have.
  banner: {
    js: "import { createRequire as createBundleRequire } from 'node:module';\nconst require = createBundleRequire(import.meta.url);",
  },
  // Half the bytes to read and parse at every start; names stay, for the stacks in reports.
  minifyWhitespace: true,
  minifySyntax: true,
  // An error in a line of a million characters would fill the screen.
  lineLimit: 160,
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'warning',
})

mkdirSync(dirname(OUTPUT), { recursive: true })
writeFileSync(OUTPUT, `${outputFiles[0].text}${licences(Object.keys(metafile.inputs))}`)
chmodSync(OUTPUT, 0o755)

/** The licences of all packages that went into the file, as a comment: their terms ask that copies carry them. */
function licences(inputs) {
  const folders = inputs.map((input) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0])
  const texts = [...new Set(folders)].filter(Boolean).map((folder) => {
    const path = resolve(ROOT, folder)
    const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'))
    const file = readdirSync(path).find((entry) => /^licen[cs]e/i.test(entry))
    const text = file === undefined ? '' : `\n\n${readFileSync(join(path, file), 'utf8').trim()}`
    return `${name} ${version} (${license})${text}`
  })
  return `/*\nThis file holds these packages, under their own licences:\n\n${texts.sort().join('\n\n---\n\n').replaceAll('*/', '* /')}\n*/\n`
}
