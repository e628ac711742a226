// Writes docs/reference/api/*.md from proto/ and the example calls: `node scripts/api-pages.mjs`. A test compares the pages
// with what comes out, and makes every call that they show.

import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { API_EXAMPLES } from './api-examples.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const FOLDER = join(root, 'docs', 'reference', 'api')
const NOTE = '<!-- Written by scripts/api-pages.mjs from proto/ and scripts/api-examples.mjs. Do not edit. -->\n\n'

const INDEX = `# The API

The registry speaks [Connect](https://connectrpc.com/docs/protocol): each method is a POST of JSON (\`application/json\`) or
binary Protobuf (\`application/proto\`) to \`/package.Service/Method\`. Fields that are not set can be left out; names may be
written as here or in camelCase. The packages \`buf.registry\` and \`buf.alpha\` are what the stock buf client speaks,
\`wireproof.registry.v1\` and \`wireproof.session.v1\` what that lacks.

A token goes into the header \`Authorization: Bearer TOKEN\`. Whatever is public can be read without one. Tokens have the scope
read, push or admin, each of which includes the ones before.

In the examples words in capitals stand for ids, and for your secrets.

An error is a status and a JSON body with a code and a message for people:

| code | HTTP status |
|---|---|
`

/** Everything that proto/ says, comments included; from the stock buf binary. */
function readDescriptors() {
  const bin = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'buf.cmd' : 'buf')
  const run = spawnSync(bin, ['build', '--as-file-descriptor-set', '-o', '-#format=json'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    shell: process.platform === 'win32',
  })
  if (run.error) throw run.error
  if (run.status !== 0) throw new Error(`buf build ended with exit code ${run.status}: ${run.stderr}`)
  return JSON.parse(run.stdout).file
}

/** Comments by path, such as `4,0,2,1` for field 1 of message 0. */
function commentsOf(file) {
  const comments = new Map()
  for (const { path, leadingComments } of file.sourceCodeInfo?.location ?? []) {
    if (leadingComments !== undefined && path !== undefined) comments.set(path.join(), leadingComments.trim())
  }
  return comments
}

const asText = (comment) =>
  (comment ?? '')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
const asCode = (comment, indent) =>
  comment === undefined ? [] : comment.split('\n').map((line) => `${indent}// ${line.trim()}`.trimEnd())

function typeOf(field, scope) {
  const name =
    field.typeName === undefined ? field.type.slice('TYPE_'.length).toLowerCase() : shorten(field.typeName, scope)
  if (field.label === 'LABEL_REPEATED') return `repeated ${name}`
  return field.proto3Optional ? `optional ${name}` : name
}

function shorten(typeName, packageName) {
  const name = typeName.slice(1)
  return name.startsWith(`${packageName}.`) ? name.slice(packageName.length + 1) : name
}

/** A message or enum as it is written, with its comments. */
function declaration(kind, element, comments, path, packageName, indent = '') {
  const lines = [...asCode(comments.get(path.join()), indent)]
  const inner = `${indent}  `
  const body = []
  if (kind === 'enum') {
    for (const [index, value] of element.value.entries()) {
      body.push(
        ...asCode(comments.get([...path, 2, index].join()), inner),
        `${inner}${value.name} = ${value.number ?? 0};`,
      )
    }
  } else {
    for (const [index, nested] of (element.enumType ?? []).entries()) {
      body.push(...declaration('enum', nested, comments, [...path, 4, index], packageName, inner))
    }
    for (const [index, nested] of (element.nestedType ?? []).entries()) {
      body.push(...declaration('message', nested, comments, [...path, 3, index], packageName, inner))
    }
    for (const [index, field] of (element.field ?? []).entries()) {
      const oneof =
        field.oneofIndex === undefined || field.proto3Optional ? undefined : element.oneofDecl[field.oneofIndex]
      const line = `${inner}${typeOf(field, packageName)} ${field.name} = ${field.number};`
      body.push(...asCode(comments.get([...path, 2, index].join()), inner))
      body.push(oneof === undefined ? line : `${line} // one of ${oneof.name}`)
    }
  }
  if (body.length === 0) return [...lines, `${indent}${kind} ${element.name} {}`]
  return [...lines, `${indent}${kind} ${element.name} {`, ...body, `${indent}}`]
}

/** A call for a shell. No example has an apostrophe in it. */
function curl(method, { body, credential }) {
  return [
    `curl -s -H 'Content-Type: application/json' -H 'Authorization: Bearer ${credential}' \\`,
    `  -d '${JSON.stringify(body)}' \\`,
    `  http://localhost:8080/${method}`,
  ].join('\n')
}

function pageOf(packageName, files, examples) {
  const services = []
  const types = []
  const inCalls = new Set()
  const declarations = new Map()
  for (const file of files) {
    const comments = commentsOf(file)
    for (const [index, message] of (file.messageType ?? []).entries()) {
      declarations.set(message.name, declaration('message', message, comments, [4, index], packageName))
    }
    for (const [index, element] of (file.enumType ?? []).entries()) {
      declarations.set(element.name, declaration('enum', element, comments, [5, index], packageName))
    }
  }
  for (const file of files) {
    const comments = commentsOf(file)
    for (const [index, service] of (file.service ?? []).entries()) {
      const name = `${packageName}.${service.name}`
      if (!isServed(packageName, service, examples)) continue
      services.push(`## ${service.name}\n\n${asText(comments.get(`6,${index}`))}\n\n`)
      for (const [at, method] of service.method.entries()) {
        const key = `${name}/${method.name}`
        const example = examples.get(key)
        if (example === undefined) throw new Error(`${key} has no example in scripts/api-examples.mjs`)
        const [input, output] = [method.inputType, method.outputType].map((type) => shorten(type, packageName))
        const comment = asText(comments.get([6, index, 2, at].join()))
        const shapes = [input, output].flatMap((type) => {
          inCalls.add(type)
          return declarations.get(type) ?? [`// ${type}`]
        })
        services.push(`### ${method.name}\n\n${comment === '' ? '' : `${comment}\n\n`}`)
        services.push(`\`\`\`proto\n${shapes.join('\n')}\n\`\`\`\n\n\`\`\`sh\n${curl(key, example)}\n\`\`\`\n\n`)
      }
    }
  }
  for (const [name, lines] of [...declarations].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!inCalls.has(name)) types.push(lines.join('\n'))
  }
  const rest = types.length === 0 ? '' : `## Types\n\n\`\`\`proto\n${types.join('\n\n')}\n\`\`\`\n`
  return `${NOTE}# ${packageName}\n\n${services.join('')}${rest}`.trimEnd().concat('\n')
}

/** A service that no example calls is part of an interface that this registry does not serve. */
function isServed(packageName, service, examples) {
  return service.method.some((method) => examples.has(`${packageName}.${service.name}/${method.name}`))
}

/** File name to text. `errorCodes` is the table of the API package. */
export function buildApiPages(errorCodes) {
  const examples = new Map(API_EXAMPLES.map(([method, body, credential = 'TOKEN']) => [method, { body, credential }]))
  const byPackage = new Map()
  for (const file of readDescriptors()) {
    if (/^(buf|wireproof)\//.test(file.name)) {
      byPackage.set(file.package, [...(byPackage.get(file.package) ?? []), file])
    }
  }
  const served = [...byPackage].filter(([name, files]) =>
    files.some(({ service }) => service?.some((one) => isServed(name, one, examples))),
  )
  const pages = new Map(served.sort().map(([name, files]) => [`${name}.md`, pageOf(name, files, examples)]))
  const codes = Object.entries(errorCodes).map(([code, { http }]) => `| ${code} | ${http} |\n`)
  const links = [...pages.keys()].map((page) => `- [${page.slice(0, -'.md'.length)}](${page})\n`)
  const other =
    '- `GET /descriptor-sets/{owner}/{module}/{commit or label}`: a compiled module, as a FileDescriptorSet\n'
  pages.set(
    'index.md',
    `${NOTE}${INDEX}${codes.join('')}\n## Packages\n\n${links.join('')}\n## Other addresses\n\n${other}`,
  )
  return pages
}

export async function writeApiPages() {
  const { ERROR_CODES } = await import('../packages/registry-api/dist/index.js')
  const pages = buildApiPages(ERROR_CODES)
  mkdirSync(FOLDER, { recursive: true })
  for (const name of readdirSync(FOLDER)) if (!pages.has(name)) rmSync(join(FOLDER, name))
  for (const [name, text] of pages) writeFileSync(join(FOLDER, name), text)
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await writeApiPages()
