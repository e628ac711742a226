import type { Random } from './breaking-random-schema.ts'

/** What tokens are separated by in a file. */
interface Style {
  /** Whether lines are broken and indented as people do it, or anyhow. */
  readonly isTidy: boolean
  readonly newline: () => string
  readonly indent: string
  /** How likely there are comments at the end of a statement, and between any two tokens. */
  readonly comments: number
  readonly oddComments: number
}

const TOKEN = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[A-Za-z_]\w*|\.?\d[\w.]*(?:(?<=[eE])[+-]\d+)?|\S/g

const LINE_COMMENTS = [
  '// a',
  '//',
  '//  two  ',
  '/// three',
  '// é 世界 😀',
  '//\tx\ty',
  '// "quoted {',
  '//*',
  '// e\u0301\u200d',
]
const BLOCK_COMMENTS = [
  '/* b */',
  '/**/',
  '/***/',
  '/* x\n  * y\n * z */',
  '/** d\n*/',
  '/*\n\n*/',
  '/* 😀 */',
  '/*\t* a\n\t\t** b\n*c\n  d */',
  '/* // */',
  "/* it's */",
]
const BLANKS = [' ', '\n', '\n\n', '  ', '\n  ', '\t', '\n \n', '\n\n\n', ' \t ', '\f', '\v']

/** Writes a schema anew: the same tokens, with comments and blanks of all kinds between them. */
export function layOut(text: string, random: Random): string {
  const style = randomStyle(random)
  const tokens = text.match(TOKEN) ?? []
  let result = random.chance(0.1) ? '\uFEFF' : ''
  if (random.chance(0.5)) result += comments(random, style)
  let depth = 0
  for (const [index, token] of tokens.entries()) {
    if (token === '}' || token === '>') depth--
    result += index === 0 ? '' : gap(tokens[index - 1]!, token, depth, random, style)
    result += token
    if (token === '{' || token === '<') depth++
  }
  if (random.chance(0.5)) result += comments(random, style)
  return random.chance(0.8) ? `${result}${style.newline()}` : result
}

function randomStyle(random: Random): Style {
  const newlines = random.pick(['\n', '\n', '\r\n', 'both'])
  return {
    isTidy: random.chance(0.6),
    newline: () => (newlines === 'both' ? random.pick(['\n', '\r\n']) : newlines),
    indent: random.pick(['  ', '    ', '\t']),
    comments: random.pick([0, 0.2, 0.5]),
    oddComments: random.pick([0, 0, 0.03, 0.2]),
  }
}

function gap(previous: string, next: string, depth: number, random: Random, style: Style): string {
  // A slash in front of a comment would belong to it.
  if (previous === '/' || next === '/') return ''
  const isOdd = random.chance(style.oddComments)
  if ((previous === '.' || next === '.') && !isOdd) return ''
  const mustPart = /\w\.?$|["']$/.test(previous) && previous !== '.' && /^[\w"'.]/.test(next)
  if (isOdd) return `${mustPart ? ' ' : ''}${comments(random, style)}${mustPart ? ' ' : ''}`
  const endsStatement = [';', '{', '}'].includes(previous)
  if (!style.isTidy) {
    const trailing = endsStatement && random.chance(style.comments) ? comments(random, style) : ''
    return `${trailing}${mustPart || random.chance(0.5) ? blank(random, style) : ''}`
  }
  if (!endsStatement) return mustPart || !/[,;)\]>]/.test(next) ? ' ' : ''
  let text = random.chance(style.comments * 0.6) ? ` ${comment(random, style).text}` : ''
  const start = `${style.newline()}${style.indent.repeat(Math.max(0, depth))}`
  if (random.chance(0.2)) text += style.newline()
  while (random.chance(style.comments)) {
    text += start + comment(random, style).text
    if (random.chance(0.2)) text += style.newline()
  }
  return text + start
}

/** Some comments, with blanks around them. */
function comments(random: Random, style: Style): string {
  let text = ''
  do {
    const { text: written, isLine } = comment(random, style)
    const before = random.chance(0.7) ? blank(random, style) : ''
    text += `${before}${written}${isLine ? style.newline() : ''}${random.chance(0.7) ? blank(random, style) : ''}`
  } while (random.chance(0.5))
  return text
}

function comment(random: Random, style: Style): { text: string; isLine: boolean } {
  const isLine = random.chance(0.6)
  const text = random.pick(isLine ? LINE_COMMENTS : BLOCK_COMMENTS).replaceAll('\n', style.newline())
  return { text, isLine }
}

function blank(random: Random, style: Style): string {
  return random.pick(BLANKS).replaceAll('\n', style.newline())
}
