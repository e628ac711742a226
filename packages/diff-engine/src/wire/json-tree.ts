import { ReadError } from './read-error.ts'

/** A number as it is written: 64-bit integers and "0.1" must not pass through a double. */
export class JsonNumber {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export type JsonObject = ReadonlyMap<string, Json>
export type Json = null | boolean | string | JsonNumber | readonly Json[] | JsonObject

/** A number of RFC 8259, alone in its text. */
const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/
const NUMBER_AT = new RegExp(NUMBER.source.slice(1, -1), 'y')
const STRING_AT = /"(?:[^"\\]|\\.)*"/sy
const SPACE_AT = /[ \t\n\r]*/y

/** Nesting of arrays and objects: more than any message may have, since each level of messages takes at most three. */
const MAX_DEPTH = 400

export function isJsonNumber(text: string): boolean {
  return NUMBER.test(text)
}

export function isJsonObject(json: Json): json is JsonObject {
  return json instanceof Map
}

export function isJsonArray(json: Json): json is readonly Json[] {
  return Array.isArray(json)
}

/** Parses a JSON text. Throws ReadError (malformed); so does a key that is there twice. Source: RFC 8259. */
export function parseJson(text: string): Json {
  return new JsonParser(text).parse()
}

/** The shortest text of a tree, without spaces. */
export function formatJson(json: Json): string {
  if (json instanceof JsonNumber) return json.text
  if (isJsonArray(json)) return `[${json.map(formatJson).join(',')}]`
  if (!isJsonObject(json)) return JSON.stringify(json)
  return `{${Array.from(json, ([key, value]) => `${JSON.stringify(key)}:${formatJson(value)}`).join(',')}}`
}

class JsonParser {
  readonly #text: string
  #pos = 0

  constructor(text: string) {
    this.#text = text
  }

  parse(): Json {
    const json = this.#value(0)
    this.#take(SPACE_AT)
    if (this.#pos < this.#text.length) throw this.#unexpected()
    return json
  }

  #value(depth: number): Json {
    if (depth > MAX_DEPTH) throw new ReadError('too deep', `JSON is nested deeper than ${MAX_DEPTH}`)
    this.#take(SPACE_AT)
    if (this.#takeIf('{')) return this.#object(depth)
    if (this.#takeIf('[')) return this.#array(depth)
    for (const [word, value] of [['null', null] as const, ['true', true] as const, ['false', false] as const]) {
      if (this.#takeIf(word)) return value
    }
    if (this.#text[this.#pos] === '"') return this.#string()
    const number = this.#take(NUMBER_AT)
    if (number === undefined) throw this.#unexpected()
    return new JsonNumber(number)
  }

  #object(depth: number): Json {
    const members = new Map<string, Json>()
    this.#take(SPACE_AT)
    if (this.#takeIf('}')) return members
    do {
      this.#take(SPACE_AT)
      const key = this.#string()
      if (members.has(key)) throw new ReadError('malformed', `key "${key}" is there twice`)
      this.#take(SPACE_AT)
      if (!this.#takeIf(':')) throw this.#unexpected()
      members.set(key, this.#value(depth + 1))
      this.#take(SPACE_AT)
    } while (this.#takeIf(','))
    if (!this.#takeIf('}')) throw this.#unexpected()
    return members
  }

  #array(depth: number): Json {
    const elements: Json[] = []
    this.#take(SPACE_AT)
    if (this.#takeIf(']')) return elements
    do {
      elements.push(this.#value(depth + 1))
      this.#take(SPACE_AT)
    } while (this.#takeIf(','))
    if (!this.#takeIf(']')) throw this.#unexpected()
    return elements
  }

  #string(): string {
    const literal = this.#take(STRING_AT)
    try {
      if (literal !== undefined) return JSON.parse(literal)
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
    }
    throw this.#unexpected()
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#pos
    const found = pattern.exec(this.#text)?.[0]
    if (found !== undefined) this.#pos += found.length
    return found
  }

  #takeIf(word: string): boolean {
    if (!this.#text.startsWith(word, this.#pos)) return false
    this.#pos += word.length
    return true
  }

  #unexpected(): ReadError {
    return new ReadError('malformed', `the text is no JSON at offset ${this.#pos}`)
  }
}
