// How long each pass of the compiler takes over the larger of the two real trees, and how much text that is a second:
// `node bench/compiler-passes.mjs`. Prints CPU time, which other work on the machine disturbs less than the time on the
// wall, and asserts nothing.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { layTrees } from './trees.mjs'

const dist = new URL('../packages/compiler/dist/', import.meta.url)
const load = (path) => import(new URL(path, dist).href)

const { assembleImage } = await load('assemble-image.js')
const { Diagnostics } = await load('diagnostic/diagnostics.js')
const { encodeImage } = await load('encode-image.js')
const { reportDuplicateMembers, reportDuplicatePackages, reportDuplicates } = await load('link/duplicates.js')
const { reportExtensionNumbers } = await load('link/extension-numbers.js')
const { DESCRIPTOR_PATH, FileLoader } = await load('link/file-loader.js')
const { linkImports } = await load('link/link-imports.js')
const { adjustMessageSetRanges } = await load('link/message-set-ranges.js')
const { resolveTypes } = await load('link/resolve-types.js')
const { SymbolTable } = await load('link/symbol-table.js')
const { findOptionMessages } = await load('options/find-option-messages.js')
const { interpretOptions } = await load('options/interpret-options.js')
const { OptionTypes } = await load('options/option-types.js')
const { decodeSource } = await load('source/decode-source.js')
const { parse } = await load('syntax/parse.js')
const { validateFile } = await load('validate/validate-file.js')
const { ValidationContext } = await load('validate/validation-context.js')
const { findLocalTypes } = await load('validate/visibility.js')

const RUNS = 3

const trees = layTrees()
try {
  const paths = readdirSync(trees.next, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.proto'))
    .sort()
  const contents = new Map(paths.map((path) => [path, readFileSync(join(trees.next, path))]))
  const megabytes = [...contents.values()].reduce((sum, content) => sum + content.length, 0) / 1e6
  const show = (name, milliseconds) => {
    const speed = (megabytes / milliseconds) * 1000
    console.log(`  ${name.padEnd(24)}${milliseconds.toFixed(0).padStart(7)} ms${speed.toFixed(1).padStart(9)} MB/s`)
  }
  for (let run = 1; run <= RUNS; run++) {
    const times = compileInPasses(paths, contents)
    console.log(`run ${run} of ${RUNS}: ${paths.length} files, ${megabytes.toFixed(0)} MB`)
    for (const [pass, milliseconds] of times) show(pass, milliseconds)
    show(
      'all but the first',
      [...times.values()].slice(1).reduce((sum, milliseconds) => sum + milliseconds, 0),
    )
  }
} finally {
  trees.remove()
}

/** The passes of compile(), each over all files before the next one begins. */
function compileInPasses(paths, contents) {
  const times = new Map()
  const timed = (pass, work) => {
    const before = process.cpuUsage()
    const result = work()
    const { user, system } = process.cpuUsage(before)
    times.set(pass, (times.get(pass) ?? 0) + (user + system) / 1000)
    return result
  }
  const diagnostics = new Diagnostics()
  timed('parse', () => {
    for (const path of paths) parse(decodeSource(path, contents.get(path), diagnostics), diagnostics)
  })
  const files = []
  // Reads and parses again, so that only the difference is told.
  const loader = new FileLoader(
    (path) => contents.get(path),
    diagnostics,
    (file) => files.push(file),
  )
  const roots = timed('load, parse and build', () => [DESCRIPTOR_PATH, ...paths].map((path) => loader.load(path)))
  const table = new SymbolTable()
  const types = new OptionTypes()
  const each = (pass, work) => timed(pass, () => files.map(work))
  each('imports', (file) => linkImports(file))
  each('symbols', (file) => table.add(file))
  each('duplicate members', (file) => {
    reportDuplicateMembers(file, table, diagnostics)
    reportDuplicatePackages(file, table, diagnostics)
  })
  each('type names', (file) => resolveTypes(file, table, diagnostics))
  const messages = findOptionMessages(roots[0], table)
  const options = each('options', (file) => interpretOptions(file, table, types, () => messages, diagnostics))
  each('after options', (file) => {
    adjustMessageSetRanges(file)
    file.localTypes = findLocalTypes(file)
  })
  timed('validation', () => {
    for (const [index, file] of files.entries()) {
      validateFile(new ValidationContext(file, table, types, options[index], diagnostics))
    }
  })
  timed('across files', () => {
    reportDuplicates(table, roots, diagnostics)
    reportExtensionNumbers(roots, diagnostics)
  })
  const image = timed('image', () => assembleImage(roots))
  timed('source info', () => {
    for (const file of image.files) file.sourceCodeInfo()
  })
  timed('encoding without it', () => encodeImage(image, { sourceInfo: false, imageExtension: true }))
  const error = diagnostics.list.find(({ severity }) => severity === 'error')
  if (error !== undefined) throw new Error(error.message)
  return times
}
