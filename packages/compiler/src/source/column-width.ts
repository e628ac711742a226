import { COLUMN_WIDTHS } from './gen/column-widths.ts'

/** Columns from one tab stop to the next. Observed of buf; protoc has 8. */
const TAB_STOP = 4

/** The columns that one code point takes alone. Control characters, and marks that sit on others, take none. */
function widthOf(code: number): number {
  if (code < 0x7f) return code < 0x20 ? 0 : 1
  ranges ??= readRanges()
  const { starts, ends, widths } = ranges
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= code) low = middle
    else high = middle - 1
  }
  return code >= (starts[low] ?? 0) && code <= (ends[low] ?? 0) ? (widths[low] ?? 1) : 1
}

interface WidthRanges {
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  readonly widths: readonly number[]
}

// Read when it is first needed, as it takes a millisecond and most schemas are ASCII.
let ranges: WidthRanges | undefined

function readRanges(): WidthRanges {
  const starts: number[] = []
  const ends: number[] = []
  const widths: number[] = []
  for (const row of COLUMN_WIDTHS.split(' ')) {
    const [, first, last, width] = /^(\w+)-(\w+):(\d)$/.exec(row) ?? []
    starts.push(Number.parseInt(first ?? '', 16))
    ends.push(Number.parseInt(last ?? '', 16))
    widths.push(Number(width))
  }
  return { starts, ends, widths }
}

const PICTOGRAPH = /\p{Extended_Pictographic}/u
/** What joins the pictograph in front of it: marks, skin tones and tags. */
const MARK = /\p{M}|\p{Emoji_Modifier}|[\u200c\u{e0020}-\u{e007f}]/u
/** A Hangul syllable in parts, from its second character on. */
const HANGUL_REST =
  /[\u1100-\u115f\ua960-\ua97c]*[\uac00-\ud7a3]?[\u1160-\u11a7\ud7b0-\ud7c6]*[\u11a8-\u11ff\ud7cb-\ud7fb]*/y
const ZERO_WIDTH_JOINER = 0x200d
const TEXT_PRESENTATION = 0xfe0e
const EMOJI_PRESENTATION = 0xfe0f

/**
 * The column, from 0, behind `text[start, end)`, when `column` is the one before it: tabs go to the next tab stop, wide
 * characters take two columns, and what is drawn as one with the character before it (marks, joined emoji, the second
 * half of a flag, the rest of a Hangul syllable) takes none.
 * Source: observed of `buf build` 1.75; Unicode Standard Annex 11, "East Asian Width", and Annex 29, "Grapheme Cluster
 * Boundaries".
 */
export function advanceColumn(text: string, start: number, end: number, column: number): number {
  let at = start
  let result = column
  while (at < end) {
    const code = text.codePointAt(at) ?? 0
    const next = at + sizeOf(code)
    if (code === 0x09) result += TAB_STOP - (result % TAB_STOP)
    else if (code > 0xa8 && PICTOGRAPH.test(String.fromCodePoint(code))) {
      const pictograph = measurePictograph(text, next, end, widthOf(code))
      result += pictograph.width
      at = pictograph.end
      continue
    } else result += widthOf(code)
    at = next
    if (isRegional(code) && isRegional(text.codePointAt(next) ?? 0)) at += 2
    if (isHangulLead(code)) at = endOfSyllable(text, next)
  }
  return result
}

function sizeOf(code: number): number {
  return code > 0xffff ? 2 : 1
}

function isRegional(code: number): boolean {
  return code >= 0x1f1e6 && code <= 0x1f1ff
}

function isHangulLead(code: number): boolean {
  return (code >= 0x1100 && code <= 0x115f) || (code >= 0xa960 && code <= 0xa97c)
}

function endOfSyllable(text: string, start: number): number {
  HANGUL_REST.lastIndex = start
  return start + (HANGUL_REST.exec(text)?.[0].length ?? 0)
}

/** The width and the end of what is drawn as one with the pictograph in front of `start`, whose own width is `width`. */
function measurePictograph(text: string, start: number, end: number, width: number): { width: number; end: number } {
  let at = start
  let total = width
  while (at < end) {
    const code = text.codePointAt(at) ?? 0
    const next = at + sizeOf(code)
    const joined = text.codePointAt(next) ?? 0
    if (code === TEXT_PRESENTATION) total = 1
    else if (code === EMOJI_PRESENTATION) total = 2
    else if (code === ZERO_WIDTH_JOINER && PICTOGRAPH.test(String.fromCodePoint(joined))) {
      at = next + sizeOf(joined)
      continue
    } else if (code !== ZERO_WIDTH_JOINER && !MARK.test(String.fromCodePoint(code))) break
    at = next
  }
  return { width: total, end: at }
}
