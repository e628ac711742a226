import { type IdentNode, Kind } from '../ast.ts'
import type { LoosePart, LoosePath } from './loose.ts'
import type { Reader } from './reader.ts'

/** What a path may have. */
export interface PathRules {
  /** A dot in front. */
  readonly allowsAbsolute?: boolean
  /** One slash. */
  readonly allowsSlash?: boolean
  /** Parts in round brackets. */
  readonly allowsExtensions?: boolean
}

/** Reports what a path has and may not have; true when there is nothing of that. */
export function judgePath(reader: Reader, path: LoosePath, rules: PathRules): boolean {
  let isSound = true
  let slashes = 0
  const reject = (at: { start: number; end: number }, message: string, hint?: string): void => {
    isSound = false
    reader.fault(at, message, hint)
  }
  for (const [index, part] of path.parts.entries()) {
    const separator = { start: part.separatorStart, end: part.separatorStart + 1 }
    if (index === 0 && part.separator === '.' && rules.allowsAbsolute !== true) {
      reject(path, 'This name may not begin with a dot.', 'Remove the dot.')
      continue
    }
    if (part.separator === '/') {
      slashes++
      if (rules.allowsSlash !== true) reject(separator, 'A name has no slash.', 'Write a dot.')
      else if (slashes > 1) reject(separator, 'The URL of a type has one slash.')
    }
    if (!part.isBracketed) continue
    if (rules.allowsExtensions !== true) reject(part, 'This part of the name may not be in brackets.')
    else if (part.inner !== undefined && !judgePath(reader, part.inner, { allowsAbsolute: true })) isSound = false
  }
  return isSound
}

/** Whether there is something between a part's dot and the next. */
export function isNamed({ word, isBracketed }: LoosePart): boolean {
  return word !== '' || isBracketed
}

/** The single word that a path is, or undefined. */
export function identOf(path: LoosePath | undefined): IdentNode | undefined {
  const [part, ...others] = path?.parts ?? []
  if (part === undefined || others.length > 0 || part.separator !== '' || part.word === '') return undefined
  return { kind: Kind.Ident, start: part.start, end: part.end, name: part.word }
}

/** A path as a name, whatever its parts are. Dots too many have been reported, and are left out. */
export function nameOf(path: LoosePath): IdentNode {
  const { start, end, parts } = path
  const named = parts.filter(isNamed)
  const words = named.map(({ separator, word, inner, isBracketed }) => {
    return separator + (isBracketed ? `(${inner ? nameOf(inner).name : ''})` : word)
  })
  return { kind: Kind.Ident, start, end, name: words.join('') || '.' }
}
