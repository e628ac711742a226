// Writes docs/reference/rules/, a page for each rule, from the built diff engine: `node scripts/rule-pages.mjs`. A test
// of the diff engine compares the pages with the rules and runs the examples.

import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const FOLDER = new URL('../docs/reference/rules/', import.meta.url)

const HEAD = '<!-- Written by scripts/rule-pages.mjs. Do not edit. -->\n\n'

const KINDS = {
  buf: 'A rule of buf, with its id and meaning.',
  exact:
    'A rule of our own: off unless `wireproof.yaml` names it or its category. See [exact reading](../wire-exact.md).',
  history: 'A rule of our own about the history of a schema: `wireproof check --against-all` looks for it.',
  deprecated: 'A deprecated id: configurations may still name it.',
}

/** The page of a rule. `explanation` and `judged` are undefined for an id that checks nothing. */
export function buildRulePage(rule, explanation, judged, describeAbsence) {
  const { id, summary, categories, kind, replacements } = rule
  const parts = [HEAD, `# ${id}\n\n${summary}\n\n${KINDS[kind]}\n`]
  if (categories.length > 0) parts.push(`\nCategories: ${categories.join(', ')}.\n`)
  if (replacements.length > 0) parts.push(`\nReplaced by ${links(replacements)}.\n`)
  if (explanation === undefined) return parts.join('')
  const { hurts, why, instead, versions } = explanation
  parts.push(`\n## Who is hurt\n\n${why}\n\nHurt: ${hurts.join(', ')}.\n`)
  parts.push('\n## Example\n')
  versions.forEach((files, index) => {
    parts.push(`\n${versionName(index, versions.length)}:\n`, ...Object.entries(files).map(codeBlock))
  })
  if (judged.others.length > 0) parts.push(`\nThe same change breaks ${links(judged.others)}.\n`)
  parts.push('\n## Proof\n\n')
  if (judged.withoutProof === undefined) parts.push(PROOF_HEAD, ...judged.proofs.map(proofRow))
  else parts.push(`${describeAbsence(judged.withoutProof)}\n`)
  parts.push(`\n## What to do\n\n${instead}\n`)
  return parts.join('')
}

const PROOF_HEAD = `*backward* = new readers of old data, *forward* = old readers of new data.

| Format | Direction | Loss | Payload | Meant | Read |
|---|---|---|---|---|---|
`

function proofRow({ format, direction, lossClass, payload, meant, got }) {
  const shown = format === 'json' ? payload : payload.replace(/..(?!$)/g, '$& ')
  return `| ${format} | ${direction} | ${lossClass} | ${shown === '' ? 'nothing' : cell(shown)} | ${cell(meant)} | ${cell(got)} |\n`
}

function cell(text) {
  return `\`${text.replaceAll('|', '\\|')}\``
}

function versionName(index, count) {
  if (count > 2) return `Version ${index + 1}`
  return index === 0 ? 'Before' : 'After'
}

function codeBlock([path, text]) {
  return `\n\`${path}\`\n\n\`\`\`proto\n${text}\`\`\`\n`
}

function links(ids) {
  return ids.map((id) => `[${id}](${id}.md)`).join(', ')
}

/** Name of a rule's page to its text. `imageOf` compiles an example. */
export function buildRulePages({ KNOWN_RULES, EXPLANATIONS, judgeExample }, describeAbsence, imageOf) {
  const explanations = new Map(EXPLANATIONS.map((one) => [one.rule, one]))
  return new Map(
    KNOWN_RULES.map((rule) => {
      const explanation = explanations.get(rule.id)
      const judged = explanation && judgeExample(explanation, imageOf)
      return [`${rule.id}.md`, buildRulePage(rule, explanation, judged, describeAbsence)]
    }),
  )
}

/** Writes all pages and removes those of rules that are gone. Needs a built diff engine. */
export async function writeRulePages() {
  const dist = (path) => import(new URL(`../packages/${path}`, import.meta.url).href)
  const { compile } = await dist('compiler/dist/index.js')
  const { describeAbsence } = await dist('diff-engine/dist/index.js')
  const imageOf = (files) => {
    const { image, diagnostics } = compile(Object.keys(files), (path) => files[path])
    if (image === undefined) throw new Error(diagnostics[0].message)
    return image
  }
  const pages = buildRulePages(await dist('diff-engine/dist/explanations/index.js'), describeAbsence, imageOf)
  mkdirSync(FOLDER, { recursive: true })
  for (const name of readdirSync(FOLDER)) if (!pages.has(name)) rmSync(new URL(name, FOLDER))
  for (const [name, text] of pages) writeFileSync(new URL(name, FOLDER), text)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await writeRulePages()
