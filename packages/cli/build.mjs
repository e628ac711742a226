import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

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
await build({
  entryPoints: [fileURLToPath(new URL('src/bin.ts', import.meta.url))],
  outfile: fileURLToPath(new URL('dist/wireproof.js', import.meta.url)),
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
  legalComments: 'linked',
  logLevel: 'warning',
})
