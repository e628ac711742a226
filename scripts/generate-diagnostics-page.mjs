// Writes docs/reference/diagnostics.md from the catalogue of the built compiler:
// `node scripts/generate-diagnostics-page.mjs`. A test of the compiler compares the page with the catalogue.

import { existsSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const BUILT = new URL('../packages/compiler/dist/diagnostic/catalogue.js', import.meta.url)

const HEAD = `<!-- Written by scripts/generate-diagnostics-page.mjs from the compiler's catalogue. Do not edit. -->

# What the compiler reports

Every diagnostic has a code. Codes are stable: none is renamed or used again for something else; messages may change.
A diagnostic is an error unless it says that it is a warning.

`

/** A longer example is a matter of sheer size, and shows nothing more. */
const MAX_SHOWN_LINE = 200

/** The page for a catalogue, as a string that ends with a line break. */
export function buildDiagnosticsPage(catalogue) {
  const contents = catalogue.map(({ title, entries }) => {
    const links = Object.keys(entries).map((code) => `[\`${code}\`](#${code})`)
    return `- ${title}: ${links.join(', ')}\n`
  })
  const chapters = catalogue.map(({ title, entries }) => {
    return `\n## ${title}\n${Object.entries(entries).map(section).join('')}`
  })
  return [HEAD, ...contents, ...chapters].join('')
}

function section([code, { summary, isWarning, bad, good }]) {
  const title = isWarning ? 'Warned of' : 'Refused'
  return `\n### ${code}\n\n${summary}\n${example(title, bad)}${example('Fine', good)}`
}

function example(title, files) {
  if (files === undefined) return ''
  const parts = typeof files === 'string' ? [['', files]] : Object.entries(files)
  return parts.map(([path, text]) => `\n${path === '' ? title : `${title}, \`${path}\``}:\n${fence(text)}`).join('')
}

function fence(text) {
  const lines = text.trimEnd().split('\n')
  const shown = lines.map((line) => (line.length > MAX_SHOWN_LINE ? `${line.slice(0, MAX_SHOWN_LINE)} …` : line))
  return `\n\`\`\`proto\n${shown.join('\n')}\n\`\`\`\n`
}

/** Writes the page. Needs a built compiler. */
export async function writeDiagnosticsPage() {
  if (!existsSync(BUILT)) throw new Error('The compiler is not built: run `npm run build` first.')
  const { CATALOGUE } = await import(BUILT.href)
  writeFileSync(new URL('../docs/reference/diagnostics.md', import.meta.url), buildDiagnosticsPage(CATALOGUE))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await writeDiagnosticsPage()
