import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  parseAllDocuments,
  type Scalar,
  type YAMLMap,
} from 'yaml'
import type { ConfigProblem } from '../config-error.ts'

/** Largest configuration file that is read. Real ones are a few kilobytes; a lock file of 5,000 entries has one megabyte. */
const MAX_CONFIG_BYTES = 4 * 1024 * 1024

/** A configuration file being read: its content and everything that is wrong with it so far. */
export class ConfigDocument {
  readonly problems: ConfigProblem[] = []
  /** Undefined when the file is empty, holds nothing but comments, or cannot be parsed (which `problems` says then). */
  readonly root: ConfigNode | undefined
  readonly #path: string | undefined
  readonly #lines = new LineCounter()

  /** `path` is what problems name; YAML of at most the first document is read, and JSON is YAML. */
  constructor(path: string | undefined, content: Uint8Array | string) {
    this.#path = path
    const text = this.#decode(content)
    this.root = text === undefined ? undefined : this.#parse(text)
  }

  /** Adds a problem; without `offset` it is about the file as a whole. */
  report(message: string, offset?: number): void {
    this.problems.push({ path: this.#path, position: this.#positionOf(offset), message })
  }

  problemAt(message: string, offset: number | undefined): ConfigProblem {
    return { path: this.#path, position: this.#positionOf(offset), message }
  }

  #positionOf(offset: number | undefined): ConfigProblem['position'] {
    if (offset === undefined) return undefined
    const { line, col } = this.#lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }

  #decode(content: Uint8Array | string): string | undefined {
    if (content.length > MAX_CONFIG_BYTES) {
      this.report(`the file is larger than ${MAX_CONFIG_BYTES} bytes, which no configuration needs to be`)
      return undefined
    }
    if (typeof content === 'string') return content
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(content)
    } catch {
      this.report('the file is not UTF-8 text; save it in that encoding')
      return undefined
    }
  }

  #parse(text: string): ConfigNode | undefined {
    try {
      const [document] = parseAllDocuments<ParsedNode>(text, { lineCounter: this.#lines, prettyErrors: false })
      for (const error of document?.errors ?? []) this.report(`not valid YAML: ${error.message}`, error.pos[0])
      if (document === undefined || document.errors.length > 0 || document.contents === null) return undefined
      const resolve = (node: ParsedNode): ParsedNode =>
        isAlias(node) ? ((node as Alias.Parsed).resolve(document) as ParsedNode) : node
      return new ConfigNode(this, document.contents, '', resolve)
    } catch (error) {
      // The parser recurses; nesting deeper than the stack is the one thing it does not report by itself.
      if (!(error instanceof RangeError)) throw error
      this.report('not valid YAML: nested too deeply')
      return undefined
    }
  }
}

/** One value of a configuration file. Reading it as something that it is not reports a problem. */
export class ConfigNode {
  readonly document: ConfigDocument
  /** How people call the place: `breaking.ignore`; empty at the top. */
  readonly field: string
  readonly #node: ParsedNode
  readonly #resolve: (node: ParsedNode) => ParsedNode

  constructor(document: ConfigDocument, node: ParsedNode, field: string, resolve: (node: ParsedNode) => ParsedNode) {
    this.document = document
    this.field = field
    this.#node = resolve(node)
    this.#resolve = resolve
  }

  get offset(): number {
    return this.#node?.range[0] ?? 0
  }

  report(message: string): void {
    this.document.report(message, this.offset)
  }

  problem(message: string): ConfigProblem {
    return this.document.problemAt(message, this.offset)
  }

  /** The entries of a mapping by key. Keys outside `allowed` are reported, keys without a value left out. */
  entries(allowed?: readonly string[]): Map<string, ConfigNode> {
    const found = new Map<string, ConfigNode>()
    if (!isMap(this.#node)) {
      this.report(`${this.#what()} must be a mapping${allowed ? ` with the keys ${allowed.join(', ')}` : ''}`)
      return found
    }
    for (const { key, value } of (this.#node as YAMLMap.Parsed).items) {
      const name = isScalar(key) ? textOf(key as Scalar) : undefined
      if (name === undefined || (allowed !== undefined && !allowed.includes(name))) {
        const shown = name === undefined ? 'a key that is not text' : `the unknown key "${name}"`
        const hint = allowed === undefined ? '' : `; the keys are ${allowed.join(', ')}`
        this.document.report(`${this.#what()} has ${shown}${hint}`, key.range[0])
        continue
      }
      if (value === null || isNull(this.#resolve(value))) continue
      found.set(name, new ConfigNode(this.document, value, this.field ? `${this.field}.${name}` : name, this.#resolve))
    }
    return found
  }

  /** The value of one key of a mapping; undefined, without a report, when there is none. */
  find(key: string): ConfigNode | undefined {
    if (!isMap(this.#node)) return undefined
    const value = (this.#node as YAMLMap.Parsed).items.find(
      (item) => isScalar(item.key) && textOf(item.key) === key,
    )?.value
    return value == null ? undefined : new ConfigNode(this.document, value, key, this.#resolve)
  }

  isMapping(): boolean {
    return isMap(this.#node)
  }

  /** The elements of a list; reports anything else. Elements without a value are kept. */
  elements(): ConfigNode[] {
    if (!isSeq(this.#node)) {
      this.report(`${this.#what()} must be a list`)
      return []
    }
    return this.#node.items.map((item) => new ConfigNode(this.document, item as ParsedNode, this.field, this.#resolve))
  }

  /** A text; numbers and the like count as written. Undefined after reporting anything else. */
  text(): string | undefined {
    const text = isScalar(this.#node) && !isNull(this.#node) ? textOf(this.#node as Scalar) : undefined
    if (text === undefined) this.report(`${this.#what()} must be text`)
    return text
  }

  /** A list of texts, each with its place. */
  texts(): LocatedText[] {
    return this.elements().flatMap((node) => {
      const text = node.text()
      return text === undefined ? [] : [{ text, node }]
    })
  }

  /** Truth value, in the spellings of YAML 1.1 too, as buf has it. False after reporting anything else. */
  truth(): boolean {
    const source = isScalar(this.#node) && this.#node.type === 'PLAIN' ? this.#node.source : undefined
    if (source !== undefined && /^(true|yes|on|y)$/i.test(source)) return true
    if (source === undefined || !/^(false|no|off|n)$/i.test(source))
      this.report(`${this.#what()} must be true or false`)
    return false
  }

  isEmpty(): boolean {
    return isNull(this.#node) || (isMap(this.#node) && this.#node.items.length === 0)
  }

  #what(): string {
    return this.field === '' ? 'the file' : `"${this.field}"`
  }
}

/** A text and where it stands. */
export interface LocatedText {
  readonly text: string
  readonly node: ConfigNode
}

function isNull(node: ParsedNode): boolean {
  return node === null || (isScalar(node) && node.value === null)
}

function textOf(scalar: Scalar): string | undefined {
  if (typeof scalar.value === 'string') return scalar.value
  return scalar.source ?? (scalar.value === null ? undefined : String(scalar.value))
}
