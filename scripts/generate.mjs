// Writes everything that is generated from proto/, and the pages under docs/reference: `npm run generate`. A test of the
// long suite runs it with --check, which writes what is of proto/ to a temporary folder and compares; each page has a
// test of its own.

import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeAccessPage } from './access-page.mjs'
import { writeApiPages } from './api-pages.mjs'
import { writeAuditPage } from './audit-page.mjs'
import { writeDiagnosticsPage } from './generate-diagnostics-page.mjs'
import { writeLintPage } from './generate-lint-page.mjs'
import { writeRulesPage } from './generate-rules-page.mjs'
import { writeRulePages } from './rule-pages.mjs'
import { writeSessionsPage } from './sessions-page.mjs'
import { writeExactPage } from './wire-exact-page.mjs'
import { writeWireproofSchema } from './wireproof-schema.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = join(root, 'node_modules', '.bin')
const genDir = join(root, 'packages', 'registry-api', 'src', 'gen')
const sessionDir = join(root, 'proto', 'wireproof', 'session')

/** One namespace of the package: its barrel re-exports every file of one protobuf package. */
const NAMESPACES = {
  'image-v1': 'buf/alpha/image/v1',
  'registry-v1alpha1': 'buf/alpha/registry/v1alpha1',
  'module-v1': 'buf/registry/module/v1',
  'module-v1beta1': 'buf/registry/module/v1beta1',
  'owner-v1': 'buf/registry/owner/v1',
  'option-v1': 'buf/plugin/option/v1',
  'plugin-v1beta1': 'buf/registry/plugin/v1beta1',
  'policy-v1beta1': 'buf/registry/policy/v1beta1',
  'reflect-v1beta1': 'buf/reflect/v1beta1',
  'registry-v1': 'wireproof/registry/v1',
  'session-v1': 'wireproof/session/v1',
}

const HEADER = '// Written by scripts/generate.mjs from proto/. Do not edit.\n\n'

function listFiles(dir) {
  if (!existsSync(dir)) return []
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      relative(dir, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join('/'),
    )
    .sort()
}

function generateMessages(out) {
  const template = JSON.stringify({
    version: 'v2',
    clean: true,
    plugins: [{ local: 'protoc-gen-es', out, opt: ['target=ts', 'import_extension=ts', 'erasable_syntax=true'] }],
  })
  const paths = ['proto/buf', 'proto/wireproof'].flatMap((path) => ['--path', path])
  const run = spawnSync(
    join(bin, process.platform === 'win32' ? 'buf.cmd' : 'buf'),
    ['generate', '--template', template, ...paths],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
    },
  )
  if (run.error) throw run.error
  if (run.status !== 0) throw new Error(`buf generate ended with exit code ${run.status}`)
}

function generateBarrels(out) {
  for (const [name, folder] of Object.entries(NAMESPACES)) {
    const files = listFiles(join(out, folder)).filter((file) => file.endsWith('_pb.ts'))
    const lines = files.map((file) => `export * from './${folder}/${file}'\n`)
    writeFileSync(join(out, `${name}.ts`), HEADER + lines.join(''))
  }
}

/** The files of the session module as strings: a server must have them wherever it is installed. */
function generateSessionModule(out) {
  const protos = listFiles(sessionDir).filter((file) => file.endsWith('.proto'))
  if (protos.length === 0) throw new Error(`no .proto files in ${sessionDir}`)
  const entries = protos.map((file) => [`wireproof/session/${file}`, readFileSync(join(sessionDir, file), 'utf8')])
  entries.push(['LICENSE', readFileSync(join(root, 'LICENSE'), 'utf8')])
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  const body = entries.map(([path, text]) => `  ${JSON.stringify(path)}: ${JSON.stringify(text)},\n`).join('')
  writeFileSync(
    join(out, 'session-module.ts'),
    `${HEADER}/** The module \`wireproof/session\`: path within the module to text. */\n` +
      `export const SESSION_MODULE_FILES: Readonly<Record<string, string>> = {\n${body}}\n`,
  )
}

function generate(out) {
  generateMessages(out)
  generateBarrels(out)
  generateSessionModule(out)
}

function differences(expected, actual) {
  const names = [...new Set([...listFiles(expected), ...listFiles(actual)])].sort()
  const read = (dir, name) => (existsSync(join(dir, name)) ? readFileSync(join(dir, name), 'utf8') : undefined)
  return names.filter((name) => read(expected, name) !== read(actual, name))
}

if (process.argv.includes('--check')) {
  const temporary = mkdtempSync(join(tmpdir(), 'wireproof-generate-'))
  try {
    generate(temporary)
    const stale = differences(temporary, genDir)
    if (stale.length > 0) {
      console.error(
        `Stale generated files; run \`npm run generate\` and commit:\n${stale.map((name) => `  ${name}`).join('\n')}`,
      )
      process.exitCode = 1
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
} else {
  generate(genDir)
  await writeApiPages()
  await writeAccessPage()
  await writeAuditPage()
  await writeDiagnosticsPage()
  await writeRulesPage()
  await writeRulePages()
  await writeExactPage()
  await writeLintPage()
  writeSessionsPage()
  await writeWireproofSchema()
}
