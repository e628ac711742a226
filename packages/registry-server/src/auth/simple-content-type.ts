/**
 * Whether a page of any site can make a browser send a body of this type without asking us first: a form, a multipart
 * form, plain text, or a body without a type. An API that takes JSON or Protobuf refuses these with 415, so that no form
 * elsewhere can call it.
 * Source: Fetch Standard, "CORS-safelisted request-header"; OWASP ASVS 5.0, 3.5.2.
 */
export function isSimpleContentType(contentType: string | undefined): boolean {
  const essence = contentType?.split(';')[0]?.trim().toLowerCase() ?? ''
  return SIMPLE_TYPES.has(essence) || !/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(essence)
}

const SIMPLE_TYPES: ReadonlySet<string> = new Set([
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'text/plain',
])
