import type {
  EnumElement,
  FieldElement,
  FileElement,
  MessageElement,
  RpcElement,
  ServiceElement,
} from '../schema/element.ts'
import type { SchemaIndex } from '../schema/schema-index.ts'
import { referencesOf, spellInFull, type TypeReference } from './references.ts'
import { dedent, SourceFile } from './source-file.ts'
import type { TextEdit } from './text-edit.ts'

/** The texts of one side, by import path; undefined for a file whose text is not at hand, or may not be edited. */
export type TextOf = (path: string) => string | undefined

/** What can be declared in a file or a message, with what is in it. */
export type Declaration = MessageElement | EnumElement | FieldElement | ServiceElement

export interface DraftOptions {
  readonly prevText: TextOf
  readonly nextText: TextOf
  readonly manner: FixManner
}

/**
 * How far a fix goes:
 * - `plain`: what is restored is written as it was;
 * - `thorough`: names of types are written out in full, since what they mean depends on where they stand, and what is
 *   around an element is set back too: the syntax of its file;
 * - `respelled`: the syntax stays as it is in `next`, and what is restored is written in it.
 */
export const FIX_MANNERS = ['plain', 'thorough', 'respelled'] as const
export type FixManner = (typeof FIX_MANNERS)[number]

/**
 * The edits that are being made to `next`. A step is a part that several findings may ask for: its edits are made once,
 * and belong to each of them.
 */
export class Draft {
  readonly prev: SchemaIndex
  readonly next: SchemaIndex
  readonly #options: DraftOptions
  readonly #files = new Map<string, SourceFile>()
  readonly #steps = new Map<string, () => readonly TextEdit[]>()
  /** Declarations that restored text refers to and `next` lacks. */
  readonly #needed: (MessageElement | EnumElement)[] = []
  /** Those that the finding at hand has asked for: types refer to each other, and to themselves. */
  #asked = new Set<string>()
  #current = new Set<string>()
  #newFiles: ReadonlyMap<string, readonly FileElement[]> | undefined

  constructor(prev: SchemaIndex, next: SchemaIndex, options: DraftOptions) {
    this.prev = prev
    this.next = next
    this.#options = options
  }

  /** The files of `next` that are not in `prev`, by package: where what is gone can have moved. */
  newFilesOf(packageName: string): readonly FileElement[] {
    this.#newFiles ??= groupByPackage(
      [...this.next.files.values()].filter(({ path, image }) => !image.isImport && !this.prev.files.has(path)),
    )
    return this.#newFiles.get(packageName) ?? []
  }

  get manner(): FixManner {
    return this.#options.manner
  }

  /** The text of a file of a side; undefined when it is not at hand. */
  source({ image, schema, path }: FileElement): SourceFile | undefined {
    const key = `${schema.side} ${path}`
    let file = this.#files.get(key)
    if (file === undefined) {
      const text = schema.side === 'prev' ? this.#options.prevText(path) : this.#options.nextText(path)
      if (text === undefined || image.locate([]) === undefined) return undefined
      file = new SourceFile(image, text)
      this.#files.set(key, file)
    }
    return file
  }

  /** Runs the planning for one finding and returns the keys of its steps; undefined when it gives up. */
  plan(work: () => boolean): ReadonlySet<string> | undefined {
    this.#current = new Set()
    this.#asked = new Set()
    return work() ? this.#current : undefined
  }

  /** Asks for a step. `make` is called once, when all steps are known; true, so that requests can be chained. */
  step(key: string, make: () => readonly TextEdit[]): true {
    this.#current.add(key)
    if (!this.#steps.has(key)) this.#steps.set(key, make)
    return true
  }

  /** Whether somebody has asked for the step already. */
  hasStep(key: string): boolean {
    return this.#steps.has(key)
  }

  /** The edits of a step. */
  editsOf(key: string): readonly TextEdit[] {
    return this.#steps.get(key)?.() ?? []
  }

  /** What restored text needs and nobody has restored yet. */
  takeNeeded(): MessageElement | EnumElement | undefined {
    return this.#needed.pop()
  }

  /**
   * The text of an element of `prev` or `next` (dedented, with the comments right above it), fit for a file of `next`:
   * types that it names are there and imported. Undefined when that cannot be done.
   */
  textFor(element: Declaration | RpcElement, path: string, withComments: boolean): string | undefined {
    const source = this.source(element.file)
    const range = source?.rangeOf(element.path)
    if (source === undefined || range === undefined) return undefined
    let text = source.text.slice(range.start, range.end)
    for (const reference of referencesOf(element).reverse()) {
      const name = this.typeName(element.file, reference, path)
      const place = source.rangeOf(reference.path)
      if (name === undefined || place === undefined) return undefined
      const [start, end] = [place.start - range.start, place.end - range.start]
      // The name that is extended stands in front of the field, outside of its text.
      if (start >= 0) text = text.slice(0, start) + name + text.slice(end)
    }
    const comments = withComments ? source.commentsAbove(range) : ''
    // Custom options come from imports.
    if (/\(/.test(text) && !this.importOptions(element.file, path)) return undefined
    return comments + dedent(text, source.indentAt(range.start))
  }

  /** Lets a file of `next` import what declares the custom options that a file of `prev` can use. */
  importOptions({ image, schema }: FileElement, path: string): boolean {
    return image.proto.dependency.every((imported) => {
      const extensions = [...(schema.files.get(imported)?.extensions.values() ?? [])]
      const isOfOptions = extensions.some(({ extendee }) => extendee?.startsWith('google.protobuf.') === true)
      return !isOfOptions || this.addImport(path, imported)
    })
  }

  /** How a file of `next` names a type as `reference` in `from` does; undefined when it cannot be imported. */
  typeName(from: FileElement, reference: TypeReference, path: string): string | undefined {
    const written = this.source(from)?.textOf(reference.path)
    if (written === undefined || !this.#makeVisible(reference.fullName, path)) return undefined
    const isSameScope = this.manner === 'plain' && from.path === path
    return isSameScope ? written : spellInFull(written, reference)
  }

  /** Sees to it that a file of `next` may name a type; false when that would make a circle of imports. */
  #makeVisible(fullName: string, path: string): boolean {
    const known = this.next.messages.get(fullName) ?? this.next.enums.get(fullName)
    if (known !== undefined) return this.addImport(path, known.file.path)
    const lost = this.prev.messages.get(fullName) ?? this.prev.enums.get(fullName)
    if (lost === undefined || lost.file.image.isImport) return false
    if (!this.#asked.has(fullName)) this.#needed.push(lost)
    this.#asked.add(fullName)
    return this.addImport(path, lost.file.path)
  }

  /** Lets one file import another; true when it does already. A file that is not in `next` gets the imports of `prev`. */
  addImport(path: string, imported: string): boolean {
    const file = this.next.files.get(path)
    if (file === undefined || path === imported || isVisible(this.next, path, imported)) return true
    if (reaches(this.next, imported, path)) return false
    const source = this.source(file)
    if (source === undefined) return false
    return this.step(`import ${path} ${imported}`, () => [
      { path, ...headEnd(source), newText: `${source.newline}import ${JSON.stringify(imported)};` },
    ])
  }
}

/** Behind the last statement of the head of a file: its imports, package and syntax. */
export function headEnd(source: SourceFile): { start: number; end: number } {
  const { proto } = source.image
  const last = [[3, proto.dependency.length - 1], [2], [12]].map((path) => source.rangeOf(path)).find((range) => range)
  return { start: last?.end ?? 0, end: last?.end ?? 0 }
}

function groupByPackage(files: readonly FileElement[]): Map<string, FileElement[]> {
  const groups = new Map<string, FileElement[]>()
  for (const file of files) {
    const known = groups.get(file.package)
    if (known === undefined) groups.set(file.package, [file])
    else known.push(file)
  }
  return groups
}

function isVisible(schema: SchemaIndex, path: string, imported: string): boolean {
  const direct = schema.files.get(path)?.image.proto.dependency ?? []
  const seen = new Set<string>()
  const open = [...direct]
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (one === imported) return true
    if (seen.has(one)) continue
    seen.add(one)
    const { dependency = [], publicDependency = [] } = schema.files.get(one)?.image.proto ?? {}
    open.push(...publicDependency.map((index) => dependency[index] ?? ''))
  }
  return false
}

function reaches(schema: SchemaIndex, from: string, to: string): boolean {
  const seen = new Set<string>()
  const open = [from]
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (one === to) return true
    if (seen.has(one)) continue
    seen.add(one)
    open.push(...(schema.files.get(one)?.image.proto.dependency ?? []))
  }
  return false
}
