import { getTextEncoding } from '@bufbuild/protobuf/wire'
import { wellKnownTypes } from '../gen/well-known-types.ts'
import type { Resolver } from '../resolver.ts'
import { Source } from '../source/source.ts'
import type { Span } from '../source/span.ts'
import type { Diagnostic } from './diagnostic.ts'
import { type SnippetLine, Snippets } from './snippet.ts'

/** How one part of a rendered diagnostic is coloured: wraps a text, which has no line break. */
export type Paint = (text: string) => string

/** Which parts can have a colour; those that are left out have none. */
export interface RenderColors {
  /** The underlining of an error. */
  readonly error?: Paint
  readonly warning?: Paint
  /** The underlining of a second place. */
  readonly note?: Paint
  /** Line numbers and what else stands beside the text. */
  readonly gutter?: Paint
  readonly hint?: Paint
}

export interface RenderOptions {
  /** What the reader knows a file by; its import path unless told. */
  readonly showPath?: (path: string) => string
  /** No colours unless told: whether there is a terminal is for the caller to know. */
  readonly colors?: RenderColors
  /** The most columns of a source line that are shown; 100 unless told, and not fewer than 40. */
  readonly width?: number
}

const DEFAULT_WIDTH = 100
const MIN_WIDTH = 40

/** Longer texts are not shown: splitting one into lines would take longer than anybody looks at the message. */
const MAX_SHOWN_BYTES = 64 * 1024 * 1024

/**
 * Makes a function that renders diagnostics for people: `path:line:column: message`, the source line with the span
 * underlined, second places with lines of their own, and the hint. What it returns ends with a line break.
 *
 * `resolve` finds the texts again, as it did for `compile`; a file without text is shown without lines. Control
 * characters of texts and messages never get through. Rendering many diagnostics in their order is linear in the text.
 */
export function createRenderer(resolve: Resolver, options: RenderOptions = {}): (diagnostic: Diagnostic) => string {
  const renderer = new Renderer(resolve, options)
  return (diagnostic) => renderer.render(diagnostic)
}

class Renderer {
  readonly #resolve: Resolver
  readonly #showPath: (path: string) => string
  readonly #colors: RenderColors
  readonly #width: number
  readonly #snippets = new Map<string, Snippets | undefined>()

  constructor(resolve: Resolver, { showPath, colors, width }: RenderOptions) {
    this.#resolve = resolve
    this.#showPath = showPath ?? ((path) => path)
    this.#colors = colors ?? {}
    this.#width = Math.max(MIN_WIDTH, width ?? DEFAULT_WIDTH)
  }

  render({ severity, file, span, message, notes, hint }: Diagnostic): string {
    const places = [
      { place: this.#placeOf(file, span, message), lines: this.#linesOf(file, span), paint: this.#colors[severity] },
      ...notes.map((note) => ({
        place: `  ${this.#placeOf(note.file, note.span, note.message)}`,
        lines: this.#linesOf(note.file, note.span),
        paint: this.#colors.note,
      })),
    ]
    const numbers = places.flatMap(({ lines }) => lines.map(({ number }) => String(number).length))
    const gutterWidth = Math.max(1, ...numbers) + 2
    const rendered = places.flatMap(({ place, lines, paint }) => [place, ...this.#frame(lines, gutterWidth, paint)])
    if (hint !== undefined && hint !== '') rendered.push(`  ${paintWith(this.#colors.hint, `hint: ${visible(hint)}`)}`)
    return `${rendered.join('\n')}\n`
  }

  #placeOf(file: string, span: Span | undefined, message: string): string {
    const position = span === undefined ? '' : `:${span.start.line}:${span.start.column}`
    return `${visible(this.#showPath(file))}${position}: ${visible(message)}`
  }

  #linesOf(file: string, span: Span | undefined): readonly SnippetLine[] {
    if (span === undefined) return []
    if (!this.#snippets.has(file)) this.#snippets.set(file, this.#read(file))
    return this.#snippets.get(file)?.linesOf(span) ?? []
  }

  #read(file: string): Snippets | undefined {
    const content = this.#resolve(file) ?? wellKnownTypes.get(file)
    if (content === undefined || content.length > MAX_SHOWN_BYTES) return undefined
    const text = typeof content === 'string' ? content : getTextEncoding().decodeUtf8(content)
    return new Snippets(new Source(file, text), this.#width)
  }

  #frame(lines: readonly SnippetLine[], gutterWidth: number, paint: Paint | undefined): string[] {
    const { gutter } = this.#colors
    const framed: string[] = []
    for (const [index, { number, text, underline }] of lines.entries()) {
      const before = lines[index - 1]
      if (before !== undefined && number > before.number + 1) {
        framed.push(paintWith(gutter, `${'...'.padStart(gutterWidth)} |`))
      }
      framed.push(`${paintWith(gutter, `${String(number).padStart(gutterWidth)} |`)} ${text}`.trimEnd())
      const blanks = underline.length - underline.trimStart().length
      const marks = paintWith(paint, underline.slice(blanks))
      framed.push(`${paintWith(gutter, `${' '.repeat(gutterWidth)} |`)} ${' '.repeat(blanks)}${marks}`)
    }
    return framed
  }
}

function paintWith(paint: Paint | undefined, text: string): string {
  return paint === undefined ? text : paint(text)
}

/** Control characters as `\xNN`: what a schema says must not steer the terminal, nor fake a second line. */
function visible(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return text.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]/g, (char) => {
    const code = char.charCodeAt(0)
    return code > 0xff ? `\\u${code.toString(16)}` : `\\x${code.toString(16).padStart(2, '0')}`
  })
}
