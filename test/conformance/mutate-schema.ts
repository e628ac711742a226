/** What is done to a valid schema. Each one changes one place. */
export const MUTATIONS = {
  /** Takes a token out. */
  drop: ({ tokens, pick }) => splice(tokens, pick(tokens.length), 1),
  /** Swaps two tokens that follow each other. */
  swap: ({ tokens, pick }) => {
    const at = pick(tokens.length - 1)
    return splice(tokens, at, 2, tokens[at + 1], tokens[at])
  },
  /** Writes a token twice. */
  duplicate: ({ tokens, pick }) => {
    const at = pick(tokens.length)
    return splice(tokens, at, 1, tokens[at], tokens[at])
  },
  /** Puts another number in the place of one. */
  number: (draft) => replaceOne(draft, /^[0-9]/, NUMBERS),
  /** Puts another type in the place of one, or of a name that begins like a type. */
  type: (draft) => replaceOne(draft, TYPE, TYPES),
  /** Puts another label in the place of one, or in front of a word. */
  label: (draft) => {
    const { tokens, pick, of } = draft
    const labels = indexesOf(tokens, LABEL)
    if (labels.length > 0 && pick(3) > 0) return replaceOne(draft, LABEL, [...LABELS, ''])
    const words = indexesOf(tokens, WORD)
    const at = of(words)
    return at === undefined ? undefined : splice(tokens, at, 1, of(LABELS), tokens[at])
  },
  /** Puts another word of the file, or a word of the language, in the place of one. */
  name: (draft) => replaceOne(draft, WORD, [...draft.tokens.filter((token) => WORD.test(token)), ...KEYWORDS]),
  /** Puts a punctuation mark anywhere. */
  'insert-punctuation': ({ tokens, pick, of }) => splice(tokens, pick(tokens.length), 0, of(PUNCTUATION)),
  /** Puts another punctuation mark in the place of one. */
  'replace-punctuation': (draft) => replaceOne(draft, /^[^\w"']$/, PUNCTUATION),
  /** Puts another kind of value in the place of a string, a number or a name. */
  value: (draft) => replaceOne(draft, /^[\w"']/, VALUES),
} satisfies Record<string, (draft: Draft) => readonly string[] | undefined>

export type MutationKind = keyof typeof MUTATIONS

/** The tokens that may be changed, and the dice. */
interface Draft {
  readonly tokens: readonly string[]
  /** A random index below a limit. */
  readonly pick: (limit: number) => number
  /** A random one of these. */
  readonly of: <T>(choices: readonly T[]) => T | undefined
}

const TYPES = [
  ...['int32', 'uint64', 'sint32', 'fixed64', 'float', 'double', 'bool', 'string', 'bytes', 'group', 'map', 'stream'],
  ...['Missing', '.google.protobuf.Any', 'google.protobuf.FileOptions', 'a.b.C'],
]
const TYPE = /^(?:[A-Z]\w*|u?int(?:32|64)|s?fixed(?:32|64)|sint(?:32|64)|float|double|bool|string|bytes|group|map)$/
const LABELS = ['optional', 'required', 'repeated']
const LABEL = /^(?:optional|required|repeated)$/
const WORD = /^[A-Za-z_]/
const NUMBERS = [
  ...['0', '1', '2', '3', '5', '07', '0x10', '100', '999', '18999', '19000', '536870911', '536870912'],
  ...['2147483648', '4294967296', '18446744073709551615', '18446744073709551616', '1.5', '1e3', '-1', '1.0'],
]
const KEYWORDS = [
  ...['message', 'enum', 'service', 'rpc', 'returns', 'stream', 'extend', 'extensions', 'reserved', 'oneof', 'option'],
  ...['import', 'public', 'weak', 'syntax', 'edition', 'to', 'max', 'map', 'group', 'true', 'false', 'inf', 'nan'],
  ...[
    'export',
    'local',
    'default',
    'json_name',
    'packed',
    'deprecated',
    'features',
    'optional',
    'required',
    'repeated',
  ],
]
const PUNCTUATION = [...';={}()[]<>,.:-+/']
const VALUES = [
  '"text"',
  '\'a\' "b"',
  '""',
  '1',
  '-1',
  '1.5',
  '-inf',
  'true',
  'FOO',
  '{}',
  '[]',
  '[1, 2]',
  '{ a: 1 }',
  'a.b',
]

/** Comments and white space, strings, numbers, words, single marks; each alternative is one kind of piece. */
const PIECE =
  /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\.?[0-9](?:[\w.]|(?<=[eE])[+-])*|\w+|[\s\S]/g
const TRIVIA = /^(?:\s|\/\/|\/\*)/
/** The package stays whole: it is what keeps the names of one mutant apart from those of all others. */
const PACKAGE = /^[ \t]*package[^;]*;/m

/** A valid schema with one change of the given kind; undefined when there is no place for it, or when it changes nothing. */
export function mutateSchema(text: string, kind: MutationKind, random: () => number): string | undefined {
  const kept = PACKAGE.exec(text)
  const [head, rest] = kept === null ? [0, 0] : [kept.index, kept.index + kept[0].length]
  const inHead = head > 0 && random() < HEAD_SHARE
  const part = inHead ? text.slice(0, head) : text.slice(rest)
  const pieces = part.match(PIECE) ?? []
  const places = pieces.flatMap((piece, index) => (TRIVIA.test(piece) ? [] : [index]))
  const tokens = places.map((index) => pieces[index] ?? '')
  const pick = (limit: number): number => Math.floor(random() * limit)
  const mutated = MUTATIONS[kind]({ tokens, pick, of: (choices) => choices[pick(choices.length)] })
  if (mutated === undefined) return undefined
  const changed = layOut(pieces, places, tokens, mutated)
  if (changed === part) return undefined
  return inHead ? changed + text.slice(head) : text.slice(0, rest) + changed
}

/** How often it is what stands in front of the package that changes: two or three tokens, so not often. */
const HEAD_SHARE = 0.02

/** The text with other tokens. The white space around those that stay, stays. */
function layOut(
  pieces: readonly string[],
  places: readonly number[],
  tokens: readonly string[],
  mutated: readonly string[],
): string {
  let first = 0
  while (first < tokens.length && tokens[first] === mutated[first]) first++
  let fromEnd = 0
  while (
    fromEnd < tokens.length - first &&
    fromEnd < mutated.length - first &&
    tokens.at(-1 - fromEnd) === mutated.at(-1 - fromEnd)
  ) {
    fromEnd++
  }
  const last = tokens.length - fromEnd
  const startPiece = places[first] ?? pieces.length
  const endPiece = last > first ? (places[last - 1] ?? 0) + 1 : startPiece
  const middle = mutated.slice(first, mutated.length - fromEnd).join(' ')
  const before = pieces.slice(0, startPiece).join('')
  const after = pieces.slice(endPiece).join('')
  const glue = (left: string, right: string): string => (/\w$/.test(left) && /^[\w."']/.test(right) ? ' ' : '')
  return before + glue(before, middle || after) + middle + glue(middle, after) + after
}

function splice(
  tokens: readonly string[],
  at: number,
  count: number,
  ...inserted: readonly (string | undefined)[]
): readonly string[] {
  return [...tokens.slice(0, at), ...inserted.filter((token) => token !== undefined), ...tokens.slice(at + count)]
}

function indexesOf(tokens: readonly string[], pattern: RegExp): readonly number[] {
  return tokens.flatMap((token, index) => (pattern.test(token) ? [index] : []))
}

function replaceOne(
  { tokens, of }: Draft,
  pattern: RegExp,
  replacements: readonly string[],
): readonly string[] | undefined {
  const at = of(indexesOf(tokens, pattern))
  const replacement = of(replacements)
  return at === undefined || replacement === undefined ? undefined : splice(tokens, at, 1, replacement)
}
