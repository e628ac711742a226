import type { Report } from '../rule.ts'
import { type EnumElement, type FieldElement, MessageElement, type ServiceElement } from '../schema/element.ts'
import { siteOf } from '../site.ts'

export type Declaration = MessageElement | EnumElement | FieldElement | ServiceElement
export type DeclarationWord = 'message' | 'enum' | 'extension' | 'service'

const HARM: Readonly<Record<DeclarationWord, string>> = {
  message: 'Code that uses it no longer compiles, and fields, RPCs and Any values of this type have lost it.',
  enum: 'Code that uses it no longer compiles, and fields of this type have lost it.',
  extension: 'Code that uses it no longer compiles, and values that were stored with it become unknown fields.',
  service: 'Deployed clients get UNIMPLEMENTED for every RPC, and code that uses it no longer compiles.',
}

/** What to say about a declaration that is gone from `where`: everything but the place in `next`. */
export function describeDeleted(word: DeclarationWord, prev: Declaration, where: string): Omit<Report, 'at'> {
  const mapField = prev instanceof MessageElement ? prev.mapField : undefined
  const place = { against: siteOf(prev), symbol: prev.fullName, nature: `${word} removed` }
  if (mapField !== undefined) {
    return {
      ...place,
      what: `The entry message ${prev.fullName} of map field "${mapField.name}" was deleted from ${where}`,
      harm: 'Code that uses the map no longer compiles; whether data is hurt is told by the rules about the field.',
      instead: 'Keep the map field under its name.',
    }
  }
  return {
    ...place,
    what: `${capitalize(word)} ${prev.fullName} was deleted from ${where}`,
    harm: HARM[word],
    instead: 'Keep it, and mark it deprecated when nobody should start to use it.',
  }
}

export function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
