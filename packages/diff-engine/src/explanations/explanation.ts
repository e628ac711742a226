/** Files of one version of an example: import path to text. */
export type ExampleFiles = Readonly<Record<string, string>>

/** Who is hurt by a break: readers of binary data, readers of JSON data, code that uses generated code. */
export type Harmed = 'binary' | 'JSON' | 'source'

/** What a person wants to know about a rule that has found something. */
export interface Explanation {
  readonly rule: string
  readonly hurts: readonly Harmed[]
  /** Why the change breaks somebody. Whole sentences. */
  readonly why: string
  /** What to do instead, and what to do when it cannot be avoided. Whole sentences. */
  readonly instead: string
  /**
   * The smallest schema that breaks the rule, version by version: two, or three for rules about the history. Every
   * package starts with `acme` and every path with `acme/`.
   */
  readonly versions: readonly ExampleFiles[]
}

/** An example of one file that is `acme/v1/acme.proto` in each version; each text comes without its head. */
export function proto3(...bodies: readonly string[]): ExampleFiles[] {
  return bodies.map((body) => oneFile('syntax = "proto3";', body))
}

/** As `proto3`, for what only proto2 can say. */
export function proto2(...bodies: readonly string[]): ExampleFiles[] {
  return bodies.map((body) => oneFile('syntax = "proto2";', body))
}

/** As `proto3`, for what only editions can say. */
export function edition2023(...bodies: readonly string[]): ExampleFiles[] {
  return bodies.map((body) => oneFile('edition = "2023";', body))
}

function oneFile(first: string, body: string): ExampleFiles {
  return { 'acme/v1/acme.proto': `${first}\n\npackage acme.v1;\n\n${body}\n` }
}
