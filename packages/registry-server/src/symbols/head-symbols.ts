import type { Image } from '@wireproof/compiler'
import { declaredMembers } from './declared-members.ts'
import { declaredSymbols } from './declared-symbols.ts'
import { usedSymbols } from './used-symbols.ts'

/**
 * Goes up when other rows come out of the same files, so that a registry makes its index anew.
 */
export const HEAD_SYMBOLS_VERSION = 2

/** Something that a module declares. */
export interface DeclaredSymbol {
  readonly kind: 'file' | 'message' | 'enum' | 'enum value' | 'service' | 'extension' | 'field' | 'method'
  /** Full name without a leading dot; the import path of a file. */
  readonly name: string
  /** The package of a file, the enum of a value, the message of a field, the service of a method; otherwise empty. */
  readonly container: string
  /** Import path of the file that declares it. */
  readonly path: string
}

/** Something that a file of a module refers to, and from where. */
export interface UsedSymbol {
  /** Full name of a message, an enum, an extension, or a field that an option sets; the path of an import. */
  readonly symbol: string
  /** What refers to it: full name of a message, extension or service, or the path of the file. */
  readonly usedBy: string
  /** Whether `usedBy` is a message that holds it: who uses that message uses the symbol, too. */
  readonly isHeld: boolean
  /** Whether another module declares it. */
  readonly isForeign: boolean
  readonly path: string
  /** Counted from 1; 0 for what the module itself declares. Of several references the first. */
  readonly line: number
  readonly column: number
}

export interface HeadSymbols {
  readonly declared: readonly DeclaredSymbol[]
  readonly used: readonly UsedSymbol[]
}

/**
 * What the own files of an image declare, and what they use. Files that nobody pushed (the well-known types that come
 * with the compiler) are nobody's: `isPushed` tells whether a path is of the module or of a dependency.
 */
export function headSymbols(image: Image, isPushed: (path: string) => boolean): HeadSymbols {
  const declared = [...declaredSymbols(image), ...declaredMembers(image)]
  return { declared, used: usedSymbols(image, isPushed) }
}
