import type { Span } from '@wireproof/compiler'
import type { Place } from './finding.ts'
import { type Element, FieldElement, type FileElement, MessageElement, Tag } from './schema/element.ts'

/** A place in a file of one side. Without a span the file as a whole is meant. */
export interface Site {
  readonly file: FileElement
  readonly span: Span | undefined
}

export function placeOf(site: Site | undefined): Place | undefined {
  return site === undefined ? undefined : { path: site.file.path, span: site.span }
}

/** The file as a whole. */
export function siteOfFile(file: FileElement): Site {
  return { file, span: undefined }
}

/** The first of `paths` that the source of the file has; the file as a whole when it has none of them. */
export function siteInFile(file: FileElement, ...paths: readonly (readonly number[])[]): Site {
  for (const path of paths) {
    const span = file.image.locate(path)
    if (span !== undefined) return { file, span }
  }
  return siteOfFile(file)
}

/**
 * The whole declaration of an element.
 *
 * The message of a map field and its `key` and `value` are in no source: they are placed where the map field names its
 * type (`map<...>`). Source: observed behaviour of buf 1.75.
 */
export function siteOf(element: Element): Site {
  return sitePart(element)
}

/** A part of a field, one of `Tag.field`, such as its type or name; see `siteOf` for map entries. */
export function siteOfFieldPart(field: FieldElement, part: number): Site {
  return sitePart(field, part)
}

/**
 * An option of an element, given by its path below the element; the whole element when the source does not have it.
 * `more` are tried between the two, in order.
 */
export function siteOfOption(
  element: Element,
  option: readonly number[],
  ...more: readonly (Span | undefined)[]
): Site {
  const span = element.file.image.locate([...element.path, ...option]) ?? more.find((other) => other !== undefined)
  return span === undefined ? siteOf(element) : { file: element.file, span }
}

/**
 * Where the source sets a feature of an element. `options` is the path of its features below the element, `feature`
 * the steps from there. An exact location wins, then the first one inside it, then the longest one around it, so that
 * `features = { x: Y }` is found too. Undefined when the element has no features of its own.
 *
 * Source: observed behaviour of buf 1.75.
 */
export function spanOfFeature(
  element: Element,
  options: readonly number[],
  feature: readonly number[],
): Span | undefined {
  const prefix = [...element.path, ...options]
  const wanted = [...prefix, ...feature]
  const { image } = element.file
  const exact = image.locate(wanted)
  if (exact !== undefined) return exact
  let best: Span | undefined
  let bestLength = 0
  for (const { path, span } of image.locationsUnder(prefix)) {
    if (path.length <= wanted.length ? !startsWith(wanted, path) : !startsWith(path, wanted)) continue
    if (path.length >= wanted.length) return span
    if (path.length > bestLength) {
      best = span
      bestLength = path.length
    }
  }
  return best
}

/**
 * Where a deleted element of this nested name is missed: the innermost message around it that is left, and if there is
 * none the file.
 */
export function siteOfDeleted(
  nestedName: string,
  messages: ReadonlyMap<string, MessageElement>,
  file: FileElement,
): Site {
  for (let end = nestedName.lastIndexOf('.'); end > 0; end = nestedName.lastIndexOf('.', end - 1)) {
    const around = messages.get(nestedName.slice(0, end))
    if (around !== undefined) return siteOf(around)
  }
  return siteOfFile(file)
}

function sitePart(element: Element, ...part: readonly number[]): Site {
  const { file } = element
  const own = file.image.locate([...element.path, ...part])
  if (own !== undefined) return { file, span: own }
  const mapField = mapFieldOf(element)
  if (mapField === undefined) return siteOfFile(file)
  return siteInFile(file, [...mapField.path, Tag.field.typeName])
}

function mapFieldOf(element: Element): FieldElement | undefined {
  if (element instanceof MessageElement) return element.mapField
  return element instanceof FieldElement ? element.parent?.mapField : undefined
}

function startsWith(path: readonly number[], prefix: readonly number[]): boolean {
  return prefix.every((step, i) => path[i] === step)
}
