import { Char } from '../char.ts'
import { Tok, type Token } from '../scanner.ts'
import { LEAF, type TokenTree } from './token-tree.ts'

/** Walks over the tokens between two brackets, or over those of the file; what is in further brackets is one step. */
export class Cursor {
  readonly tree: TokenTree
  /** The token that ends the walk: the closing bracket, or the number of tokens. */
  readonly end: number
  index: number

  constructor(tree: TokenTree, index = 0, end = tree.kinds.length) {
    this.tree = tree
    this.index = index
    this.end = end
  }

  get isDone(): boolean {
    return this.index >= this.end
  }

  /** The kind of the current token, `Tok.Eof` at the end. */
  get kind(): Token {
    return this.isDone ? Tok.Eof : (this.tree.kinds[this.index] ?? Tok.Eof)
  }

  /** Where the current token starts: at the end, what ends the walk. */
  get start(): number {
    const at = Math.min(this.index, this.end)
    return this.tree.starts[at] ?? this.tree.textEnd
  }

  /** Where the current token ends, the bracket that it opens included. */
  get stop(): number {
    return this.stopOf(this.index)
  }

  stopOf(index: number): number {
    const { ends, closes, textEnd } = this.tree
    const close = closes[index] ?? LEAF
    return ends[close === LEAF ? index : close] ?? textEnd
  }

  /** Where the token ends that was consumed last; in front of the first one, where the walk starts. */
  get previousStop(): number {
    const { ends } = this.tree
    return this.index > 0 ? (ends[this.index - 1] ?? this.tree.textEnd) : 0
  }

  get text(): string {
    return this.isDone ? '' : this.textOf(this.index)
  }

  textOf(index: number): string {
    const { source, starts, ends } = this.tree
    return source.text.slice(starts[index], ends[index])
  }

  /** Whether the current token is this bracket together with what closes it. */
  isGroup(opening: Token): boolean {
    return this.kind === opening && this.tree.closes[this.index] !== LEAF
  }

  /** Whether the current token is this word. */
  isWord(word: string): boolean {
    return this.kind === Tok.Ident && this.text === word
  }

  /** Moves on, and returns the index of the token that was current. */
  next(): number {
    const { index } = this
    const close = this.tree.closes[index] ?? LEAF
    this.index = close === LEAF ? index + 1 : Math.min(close + 1, this.end)
    return index
  }

  /** Walks over what is in the brackets that open at a token. */
  children(open: number): Cursor {
    const close = this.tree.closes[open] ?? LEAF
    return new Cursor(this.tree, open + 1, close === LEAF ? open + 1 : close)
  }

  get canStartPath(): boolean {
    return this.kind === Tok.Ident || this.isSeparator || this.isGroup(Char.OpenParen)
  }

  /** Whether this stands between the parts of a path: a dot, or the slash of a type's URL. */
  get isSeparator(): boolean {
    return this.kind === Char.Dot || this.kind === Char.Slash
  }

  get canStartValue(): boolean {
    switch (this.kind) {
      case Tok.Int:
      case Tok.Float:
      case Tok.String:
      case Char.Minus:
      case Char.Less:
        return true
      default:
        return this.canStartPath || this.isGroup(Char.OpenBrace) || this.isGroup(Char.OpenBracket)
    }
  }

  get canStartStatement(): boolean {
    return this.canStartPath || this.kind === Char.Semicolon || this.isGroup(Char.OpenBrace)
  }
}
