import { build } from 'esbuild'

/**
 * Makes dist/wireproof.js: the whole command in one file, so that it needs no other package and starts with one read.
 * What sits behind an `import()` stays in the file and is not run before it is needed.
 */
await build({
  entryPoints: [new URL('src/bin.ts', import.meta.url).pathname],
  outfile: new URL('dist/wireproof.js', import.meta.url).pathname,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // Packages written as CommonJS ask for Node's own modules with `require`, which an ES module does not have.
  banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
  // Half the bytes to read and parse at every start; names stay, for stacks in reports.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'linked',
  logLevel: 'warning',
})
