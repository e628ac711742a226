import {
  type CompileCache,
  compile,
  type Diagnostic,
  type Image,
  type ImageFile,
  type Resolver,
} from '@wireproof/compiler'
import type { Policy } from '@wireproof/diff-engine'
import { formatModuleName } from '@wireproof/module'
import type { Registries } from '../registry/registry.ts'
import type { OpenedInput, SourceInput, SourceModule } from './source-input.ts'

/** One module of a compiled input: what is compared with its older self. */
export interface CompiledModule {
  /** `host/owner/module`. */
  readonly name: string | undefined
  readonly path: string
  readonly image: Image
  /** Undefined for an image, which carries none. */
  readonly policy: Policy | undefined
  readonly policyErrors: readonly string[]
  readonly policyWarnings: readonly string[]
}

export interface CompiledInput {
  readonly kind: OpenedInput['kind']
  readonly label: string
  readonly diagnostics: readonly Diagnostic[]
  /** All modules together; undefined when something does not compile. */
  readonly image: Image | undefined
  /** Empty when something does not compile. */
  readonly modules: readonly CompiledModule[]
  /** What the user knows a file by. */
  show(importPath: string): string
  /** The text of a file, for showing what is wrong in it. */
  readonly resolve: Resolver
}

/**
 * Compiles an opened input. What is wrong with the schema is in `diagnostics`; rejects with a Failure otherwise. With a
 * cache, files that were compiled with it last time and did not change are not compiled again.
 */
export async function compileInput(
  input: OpenedInput,
  registries: Registries,
  cache?: CompileCache,
): Promise<CompiledInput> {
  if (input.kind === 'image') {
    const { kind, label, image } = input
    const modules = [{ name: undefined, path: '', image, policy: undefined, policyErrors: [], policyWarnings: [] }]
    return { kind, label, diagnostics: [], image, modules, show: (path) => path, resolve: () => undefined }
  }
  return compileSources(input, registries, cache)
}

async function compileSources(
  input: SourceInput,
  registries: Registries,
  cache: CompileCache | undefined,
): Promise<CompiledInput> {
  const { kind, label, modules } = input
  const dependencies = await input.loadDependencies(registries)
  const owners = new Map<string, SourceModule>()
  for (const module of modules) for (const path of module.files.keys()) owners.set(path, module)
  const targets = modules.filter((module) => module.isTarget)
  const roots = targets.flatMap((module) => [...module.files.keys()].filter((path) => path.endsWith('.proto')))
  const resolve: Resolver = (path) => owners.get(path)?.files.get(path) ?? dependencies.get(path)
  const { image, diagnostics } = compile(roots.sort(), resolve, cache && { cache })
  return {
    kind,
    label,
    diagnostics,
    image,
    modules: image === undefined ? [] : targets.map((module) => compiledModule(module, image, targets.length)),
    show: (path) => owners.get(path)?.show(path) ?? path,
    resolve,
  }
}

function compiledModule(module: SourceModule, whole: Image, count: number): CompiledModule {
  const { name, path, files, policy, policyErrors, policyWarnings } = module
  const image = count === 1 ? whole : selectModule(whole, (file) => files.has(file))
  return { name: name && formatModuleName(name), path, image, policy, policyErrors, policyWarnings }
}

/** The part of an image that one module makes up: its own files, and the others that they reach as imports. */
function selectModule(image: Image, isOwn: (path: string) => boolean): Image {
  const files = new Map(image.files.map((file) => [file.path, file]))
  const needed = new Set<string>()
  const open = image.files.map((file) => file.path).filter(isOwn)
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (needed.has(path)) continue
    needed.add(path)
    open.push(...(files.get(path)?.proto.dependency ?? []))
  }
  const selected = image.files.filter((file) => needed.has(file.path))
  return { files: selected.map((file) => withImportFlag(file, !isOwn(file.path))) }
}

function withImportFlag(file: ImageFile, isImport: boolean): ImageFile {
  if (file.isImport === isImport) return file
  const { path, proto, isSyntaxUnspecified, unusedDependencies } = file
  return {
    path,
    proto,
    isImport,
    isSyntaxUnspecified,
    unusedDependencies,
    locate: (at) => file.locate(at),
    locationsUnder: (prefix) => file.locationsUnder(prefix),
    sourceCodeInfo: () => file.sourceCodeInfo(),
  }
}
