import type { DescriptorProto, FieldDescriptorProto } from '@bufbuild/protobuf/wkt'
import { compile } from './compile.ts'
import { createCompileCache } from './compile-cache.ts'
import type { Diagnostic } from './diagnostic/diagnostic.ts'
import { MAX_DIAGNOSTICS } from './diagnostic/diagnostics.ts'
import { type EncodeImageOptions, encodeImageFile } from './encode-image.ts'
import type { ImageFile } from './image.ts'
import { DESCRIPTOR_PATH } from './link/file-loader.ts'
import { packagesAround } from './link/visible-files.ts'
import { planSteps, STEP_BYTES } from './part-steps.ts'
import type { Resolver } from './resolver.ts'
import { ReverseWriter } from './reverse-writer.ts'
import { sortDiagnostics } from './sort-diagnostics.ts'

/** One file of a part: all that joining takes. */
export interface CompiledPartFile {
  readonly path: string
  /** The file as `encodeImage` writes it; empty for an import that was not wanted. */
  readonly bytes: Uint8Array
  readonly package: string
  /** The full names that it declares outside of messages and services. */
  readonly names: readonly string[]
  /** For each of its extensions the message that it extends, a blank, and the number. */
  readonly extensions: readonly string[]
}

/** Some roots with everything that they import, compiled and encoded. Plain data, which one thread can send to another. */
export interface CompiledPart {
  /** In the order of an image. */
  readonly files: readonly CompiledPartFile[]
  readonly diagnostics: readonly Diagnostic[]
}

export interface CompilePartOptions extends EncodeImageOptions {
  /** Leaves out the bytes of what is no root. */
  readonly excludeImports: boolean
}

/**
 * Compiles some of `roots`, so that several threads can do all of them together: `joinParts` puts together what they make.
 * Undefined when something is wrong, which only a compilation of everything at once tells as it should be told. It goes in
 * steps of `stepBytes` of text, and holds on to what later steps need of earlier ones only.
 */
export function compilePart(
  part: readonly string[],
  roots: ReadonlySet<string>,
  resolve: Resolver,
  options: CompilePartOptions,
  stepBytes = STEP_BYTES,
): CompiledPart | undefined {
  const writer = new ReverseWriter()
  const cache = createCompileCache()
  const files = new Map<string, CompiledPartFile>()
  const diagnostics: Diagnostic[] = []
  // So that a file that is asked for again is known to be the same.
  const contents = new Map<string, Uint8Array | string | undefined>()
  const read: Resolver = (path) => {
    if (!contents.has(path)) contents.set(path, resolve(path))
    return contents.get(path)
  }
  for (const { roots: step, needed } of planSteps(part, resolve, stepBytes)) {
    const compiled = compile(step, read, { cache, sourceInfo: options.sourceInfo })
    if (compiled.image === undefined) return undefined
    for (const file of compiled.image.files) {
      if (!files.has(file.path)) files.set(file.path, partFile(file, !roots.has(file.path), options, writer))
    }
    diagnostics.push(...compiled.diagnostics)
    // All files with an option depend on the one that declares them.
    const isNeeded = (path: string) => needed.has(path) || path === DESCRIPTOR_PATH
    cache.retain((path) => (isNeeded(path) ? read(path) : NOT_NEEDED))
    for (const path of contents.keys()) if (!isNeeded(path)) contents.delete(path)
  }
  return { files: [...files.values()], diagnostics }
}

/** No content of any file. */
const NOT_NEEDED = new Uint8Array()

/**
 * Puts parts together that were compiled of the same files, in the order of their roots: the bytes of an image file by file,
 * as `encodeImage` would have made them of everything at once, and all diagnostics. Undefined when only a compilation of
 * everything at once can tell whether all is well: where files declare the same, or where there is too much to tell.
 */
export function joinParts(parts: readonly CompiledPart[]): CompiledPart | undefined {
  const files = new Map<string, CompiledPartFile>()
  for (const part of parts) for (const file of part.files) if (!files.has(file.path)) files.set(file.path, file)
  if (files.size > MAX_JOINED_FILES || mayClash([...files.values()])) return undefined
  // A file that two parts import has warned in both.
  const told = new Map<string, Diagnostic>()
  for (const { diagnostics } of parts)
    for (const diagnostic of diagnostics) told.set(JSON.stringify(diagnostic), diagnostic)
  if (told.size > MAX_DIAGNOSTICS) return undefined
  return { files: [...files.values()], diagnostics: sortDiagnostics([...told.values()]) }
}

/** Less than a compilation takes, counting those that it reads and that are not in the image. */
const MAX_JOINED_FILES = 50_000

function partFile(
  file: ImageFile,
  isImport: boolean,
  options: CompilePartOptions,
  writer: ReverseWriter,
): CompiledPartFile {
  const { path, proto } = file
  const isLeftOut = isImport && options.excludeImports
  const bytes = isLeftOut ? new Uint8Array() : encodeImageFile({ ...file, isImport }, options, writer)
  const scope = proto.package === '' ? '' : `${proto.package}.`
  const declared = [proto.messageType, proto.enumType, proto.service, proto.extension]
  // The values of an enum are names beside it.
  const values = proto.enumType.map(({ value }) => value)
  const names = [...declared, ...values].flatMap((elements) => elements.map(({ name }) => scope + name))
  return { path, bytes, package: proto.package, names, extensions: extensionsIn(proto) }
}

function extensionsIn(scope: {
  readonly extension: readonly FieldDescriptorProto[]
  readonly messageType?: readonly DescriptorProto[]
  readonly nestedType?: readonly DescriptorProto[]
}): readonly string[] {
  const own = scope.extension.map(({ extendee, number }) => `${extendee} ${number}`)
  const inner = [...(scope.messageType ?? []), ...(scope.nestedType ?? [])].flatMap(extensionsIn)
  return inner.length === 0 ? own : [...own, ...inner]
}

/** Whether files declare a name, or use an extension number, that another one has too, whoever sees both. */
function mayClash(files: readonly CompiledPartFile[]): boolean {
  const packages = new Set(files.flatMap((file) => [...packagesAround(file.package)]))
  const names = new Set<string>()
  const extensions = new Set<string>()
  for (const file of files) {
    for (const name of file.names) {
      if (names.has(name) || packages.has(name)) return true
      names.add(name)
    }
    for (const extension of file.extensions) {
      if (extensions.has(extension)) return true
      extensions.add(extension)
    }
  }
  return false
}
