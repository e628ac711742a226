import type { DiagnosticCode } from '../diagnostic/catalogue.ts'
import type { Diagnostics } from '../diagnostic/diagnostics.ts'
import type { Source } from '../source/source.ts'
import type { StringNode } from '../syntax/ast.ts'
import { decodeText } from './decode-text.ts'

/**
 * The file that an import statement means: relative to the root of the module, `/`-separated, without `.`, `..` or
 * empty parts. Reports what is wrong with the spelling; undefined when no file can be meant.
 *
 * Source: observed behaviour of buf, which looks for the cleaned path too after complaining about the spelling.
 */
export function readImportPath(node: StringNode, source: Source, diagnostics: Diagnostics): string | undefined {
  const written = decodeText(node.bytes)
  const report = (code: DiagnosticCode, message: string, hint: string): void =>
    diagnostics.report(code, 'error', source, node.start, node.end, message, { hint })
  if (written === '') {
    report('empty-import', 'The import path is empty.', 'Name a file, relative to the root of its module.')
    return undefined
  }
  const slashed = written.replaceAll('\\', '/')
  const path = cleanPath(slashed)
  if (slashed !== written) {
    report('backslash-in-import', `The import path \`${written}\` uses \`\\\` to separate its parts.`, 'Write `/`.')
  } else if (path !== written) {
    report('unclean-import', `The import path \`${written}\` has \`.\`, \`..\` or empty parts.`, `Write \`${path}\`.`)
  } else if (path.startsWith('../')) {
    const hint = 'Name the file relative to the root of its module.'
    report('import-outside-module', `The import path \`${written}\` leads out of the module.`, hint)
    return undefined
  }
  if (path.startsWith('/')) {
    report('absolute-import', `The import path \`${written}\` starts at the root of a disk.`, 'Make it relative.')
    return undefined
  }
  return path
}

/** Resolves `.`, `..` and repeated separators, as far as the path itself allows. */
function cleanPath(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (part !== '..' || !path.startsWith('/')) parts.push(part)
  }
  const joined = parts.join('/')
  if (path.startsWith('/')) return `/${joined}`
  return joined === '' ? '.' : joined
}
