import { type CachedFile, isSameContent } from '../compile-cache.ts'
import { buildFile } from '../descriptor/build-file.ts'
import type { Diagnostics } from '../diagnostic/diagnostics.ts'
import { wellKnownTypes } from '../gen/well-known-types.ts'
import type { Resolver } from '../resolver.ts'
import { decodeSource } from '../source/decode-source.ts'
import { type ImportNode, Kind } from '../syntax/ast.ts'
import { parse, parseWithComments } from '../syntax/parse.ts'
import { readImportPath } from './import-path.ts'
import { createLinkedFile, type Import, type LinkedFile } from './linked-file.ts'

/** The file that declares the options: the module's own copy if it has one. */
export const DESCRIPTOR_PATH = 'google/protobuf/descriptor.proto'

/**
 * More files than any known module with all its dependencies has (the largest real tree: 8,051), and few enough that
 * their parsed form fits in memory.
 */
export const MAX_FILES = 100_000

/** An import statement that is being followed: the file it stands in, and how far its imports have been read. */
interface Visit {
  file: LinkedFile
  /** Whether the file comes from an earlier compilation, and may stay if its imports do too. */
  isCached: boolean
  pending: readonly PendingImport[]
  /** In the order of the text. */
  readonly imports: Map<LinkedFile, Import>
  next: number
}

/** Why there is no file: nobody has it, or it is no text (which was reported when it was read). */
type Failure = 'missing' | 'unreadable'

interface PendingImport {
  readonly node: ImportNode
  readonly path: string
}

/**
 * Reads, parses and builds files with everything that they import, depth first, and hands each one out when all its
 * imports are done. A chain of imports can be as long as it likes: nothing recurses.
 */
export class FileLoader {
  readonly #resolve: Resolver
  readonly #diagnostics: Diagnostics
  readonly #onLoaded: (file: LinkedFile) => void
  readonly #files = new Map<string, LinkedFile | Failure>()
  readonly #stack: Visit[] = []
  readonly #openPaths = new Set<string>()
  readonly #contents = new Map<string, Uint8Array | string>()
  readonly #cached: ReadonlyMap<string, CachedFile>
  readonly #withComments: boolean

  /**
   * `cached` are files of an earlier compilation; those that are handed out again are not given to `onLoaded`. Comments
   * are read along if that is wanted.
   */
  constructor(
    resolve: Resolver,
    diagnostics: Diagnostics,
    onLoaded: (file: LinkedFile) => void,
    cached: ReadonlyMap<string, CachedFile> = new Map(),
    withComments = false,
  ) {
    this.#resolve = resolve
    this.#diagnostics = diagnostics
    this.#onLoaded = onLoaded
    this.#cached = cached
    this.#withComments = withComments
  }

  /** All files that there are by now, with their content. */
  *loaded(): Generator<CachedFile> {
    for (const [path, file] of this.#files) {
      const content = this.#contents.get(path)
      if (typeof file !== 'string' && content !== undefined) yield { file, content }
    }
  }

  /**
   * Loads one file and its imports; undefined, after a report, when there is no such file. May be called while another
   * file is handed out.
   */
  load(path: string): LinkedFile | undefined {
    const depth = this.#stack.length
    const file = this.#open(path)
    if (file === 'missing') {
      this.#diagnostics.reportFile('missing-file', 'error', path, `The file \`${path}\` does not exist.`)
    }
    this.#run(depth)
    // Not the one from before: a cached file may have been begun anew.
    const loaded = this.#files.get(path)
    return typeof loaded === 'string' ? undefined : loaded
  }

  /** Works the stack off down to a depth: each turn follows one import, or finishes one file. */
  #run(depth: number): void {
    while (this.#stack.length > depth) {
      const visit = this.#stack.at(-1)!
      const pending = visit.pending[visit.next]
      if (pending === undefined) {
        this.#finish(visit)
        continue
      }
      if (this.#openPaths.has(pending.path)) {
        if (this.#isRestarted(visit)) continue
        this.#reportCycle(visit, pending)
        visit.next++
        continue
      }
      const before = this.#stack.length
      const file = this.#open(pending.path)
      if (this.#stack.length > before) continue // Comes back to the same import when that file is done.
      if (typeof file === 'string' && this.#isRestarted(visit)) continue
      visit.next++
      if (file === 'missing') this.#reportMissing(visit, pending)
      else if (file !== 'unreadable') this.#addImport(visit, pending, file)
    }
  }

  /** Finds a file among those already seen, or reads it and pushes it. */
  #open(path: string): LinkedFile | Failure {
    const known = this.#files.get(path)
    if (known !== undefined) return known
    const content = this.#resolve(path) ?? wellKnownTypes.get(path)
    if (content !== undefined) this.#contents.set(path, content)
    const cached = content === undefined ? undefined : this.#cached.get(path)
    const isCached = cached !== undefined && content !== undefined && isSameContent(content, cached.content)
    const file = isCached ? cached.file : this.#read(path, content)
    this.#files.set(path, file)
    if (typeof file === 'string') return file
    this.#openPaths.add(path)
    const pending = isCached ? importsOf(file) : this.#readImports(file)
    this.#stack.push({ file, isCached, pending, imports: new Map(), next: 0 })
    return file
  }

  /** Begins a cached file anew, from its text, because something that it imports has changed. False for other files. */
  #isRestarted(visit: Visit): boolean {
    const { path } = visit.file
    if (!visit.isCached) return false
    visit.isCached = false
    const file = this.#read(path, this.#contents.get(path))
    // It was read before, so it can be read now.
    if (typeof file === 'string') return false
    this.#files.set(path, file)
    visit.file = file
    visit.pending = this.#readImports(file)
    visit.imports.clear()
    visit.next = 0
    return true
  }

  #read(path: string, text: Uint8Array | string | undefined): LinkedFile | Failure {
    if (text === undefined) return 'missing'
    if (this.#files.size >= MAX_FILES) {
      const message = `There are more than ${MAX_FILES} files; this one and all further ones were not read.`
      this.#diagnostics.reportFile('too-many-files', 'error', path, message)
      return 'unreadable'
    }
    const source = decodeSource(path, text, this.#diagnostics)
    if (source === undefined) return 'unreadable'
    const { tree, comments } = this.#withComments
      ? parseWithComments(source, this.#diagnostics)
      : { tree: parse(source, this.#diagnostics), comments: [] }
    return createLinkedFile(buildFile(source, tree), comments)
  }

  #readImports(file: LinkedFile): readonly PendingImport[] {
    const pending: PendingImport[] = []
    for (const node of file.unlinked.tree.body) {
      if (node.kind !== Kind.Import) continue
      const path = readImportPath(node.path, file.source, this.#diagnostics)
      if (path !== undefined) pending.push({ node, path })
    }
    return pending
  }

  #addImport(visit: Visit, { node, path }: PendingImport, file: LinkedFile): void {
    const first = visit.imports.get(file)
    if (first !== undefined) {
      const { source } = visit.file
      const span = source.span(first.node.start, first.node.end)
      const notes = [{ file: source.path, span, message: 'first imported here' }]
      const message = `\`${path}\` is imported more than once.`
      const extra = { notes, hint: 'Remove one of the imports.' }
      this.#diagnostics.report('duplicate-import', 'error', source, node.start, node.end, message, extra)
      return
    }
    const modifier = node.modifier?.name
    visit.imports.set(file, {
      node,
      file,
      isPublic: modifier === 'public',
      isWeak: modifier === 'weak',
      isOption: modifier === 'option',
      isUsed: modifier === 'public', // It is there for others.
    })
  }

  #finish(visit: Visit): void {
    const isUnchanged = visit.isCached && isSameList(visit.file.imports, [...visit.imports.keys()])
    if (!isUnchanged && this.#isRestarted(visit)) return
    this.#stack.pop()
    this.#openPaths.delete(visit.file.path)
    if (isUnchanged) return
    visit.file.imports = [...visit.imports.values()]
    this.#onLoaded(visit.file)
  }

  #reportMissing({ file }: Visit, { node, path }: PendingImport): void {
    const message = `The imported file \`${path}\` does not exist in this module or its dependencies.`
    const hint = 'Correct the path, add the file, or add the module that has it to the dependencies.'
    this.#diagnostics.report('missing-import', 'error', file.source, node.start, node.end, message, { hint })
  }

  #reportCycle({ file }: Visit, { node, path }: PendingImport): void {
    const from = this.#stack.findIndex((other) => other.file.path === path)
    const cycle = [...this.#stack.slice(from).map((other) => other.file.path), path].join(' -> ')
    const message = `The imports go round in a circle: ${cycle}.`
    const hint = 'Move what both need into a file of its own.'
    this.#diagnostics.report('import-cycle', 'error', file.source, node.start, node.end, message, { hint })
  }
}

/** The imports of a file that is linked: nothing was wrong with them, so each one has a file of its own. */
function importsOf({ imports }: LinkedFile): readonly PendingImport[] {
  return imports.map(({ node, file }) => ({ node, path: file.path }))
}

function isSameList(imports: readonly Import[], files: readonly LinkedFile[]): boolean {
  return imports.length === files.length && imports.every(({ file }, index) => file === files[index])
}
