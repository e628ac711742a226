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
import type { ImageInput, ModuleLint, OpenedInput, SourceInput, SourceModule } from './source-input.ts'
import type { SelectTargets } from './target-files.ts'

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
  /** Undefined for what carries no configuration: an image, and what a registry keeps. */
  readonly lint: ModuleLint | undefined
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

export interface CompileInputOptions {
  /** Files that were compiled with it last time and did not change are not compiled again. */
  readonly cache?: CompileCache | undefined
  /** Make the SourceCodeInfo of all files along, as all of it will be wanted. */
  readonly sourceInfo?: boolean
  /** What is compiled of the input; without it everything that the user asked for. */
  readonly select?: SelectTargets | undefined
}

/** Compiles an opened input. What is wrong with the schema is in `diagnostics`; rejects with a Failure otherwise. */
export async function compileInput(
  input: OpenedInput,
  registries: Registries,
  options: CompileInputOptions = {},
): Promise<CompiledInput> {
  if (input.kind === 'image') return compiledImage(input, options)
  return compileSources(input, registries, options)
}

function compiledImage({ kind, label, image: whole }: ImageInput, { select }: CompileInputOptions): CompiledInput {
  const image = select === undefined ? whole : selectFromImage(whole, select)
  const module: CompiledModule = {
    name: undefined,
    path: '',
    image,
    policy: undefined,
    policyErrors: [],
    policyWarnings: [],
    lint: undefined,
  }
  const modules = image.files.length === 0 ? [] : [module]
  return { kind, label, diagnostics: [], image, modules, show: (path) => path, resolve: () => undefined }
}

function selectFromImage(image: Image, select: SelectTargets): Image {
  const files = image.files.filter(({ isImport }) => !isImport)
  const targets = select(files.map(({ path }) => ({ importPath: path, flagPath: path })))
  const paths = new Set([...targets].map(({ importPath }) => importPath))
  return selectModule(image, (path) => paths.has(path))
}

async function compileSources(
  input: SourceInput,
  registries: Registries,
  { cache, select, sourceInfo = false }: CompileInputOptions,
): Promise<CompiledInput> {
  const { kind, label, modules } = input
  const { roots, resolve, show } = await layOutSources(input, registries, select)
  const targets = modules.filter((module) => module.isTarget && (select === undefined || hasAny(module, roots)))
  cache?.retain(resolve)
  const { image, diagnostics } = compile([...roots].sort(), resolve, { sourceInfo, ...(cache && { cache }) })
  return {
    kind,
    label,
    diagnostics,
    image,
    modules: image === undefined ? [] : targets.map((module) => compiledModule(module, roots, image, targets.length)),
    show,
    resolve,
  }
}

/** What the compiler is given of an input. */
export interface SourceLayout {
  /** Import paths. */
  readonly roots: ReadonlySet<string>
  /** Import paths of all files that there are, those of dependencies too. */
  readonly paths: ReadonlySet<string>
  readonly resolve: (path: string) => Uint8Array | undefined
  /** What the user knows a file by. */
  show(importPath: string): string
}

/** Puts the modules of an input and what they depend on side by side. Rejects with a Failure. */
export async function layOutSources(
  input: SourceInput,
  registries: Registries,
  select?: SelectTargets,
): Promise<SourceLayout> {
  const { modules } = input
  const dependencies = await input.loadDependencies(registries)
  const owners = new Map<string, SourceModule>()
  for (const module of modules) for (const path of module.files.keys()) owners.set(path, module)
  return {
    roots: selectRoots(modules, select),
    paths: new Set([...owners.keys(), ...dependencies.keys()]),
    resolve: (path) => owners.get(path)?.files.get(path) ?? dependencies.get(path),
    show: (path) => owners.get(path)?.show(path) ?? path,
  }
}

/** The files to be compiled; what else they need comes along as imports. */
function selectRoots(modules: readonly SourceModule[], select: SelectTargets | undefined): ReadonlySet<string> {
  const files = modules.flatMap((module) => {
    if (!module.isTarget) return []
    const protos = [...module.files.keys()].filter((path) => path.endsWith('.proto'))
    return protos.map((importPath) => ({ importPath, flagPath: module.flagPath(importPath) }))
  })
  return new Set([...(select?.(files) ?? files)].map(({ importPath }) => importPath))
}

function hasAny({ files }: SourceModule, roots: ReadonlySet<string>): boolean {
  return [...files.keys()].some((path) => roots.has(path))
}

function compiledModule(module: SourceModule, roots: ReadonlySet<string>, whole: Image, count: number): CompiledModule {
  const { name, path, files, policy, policyErrors, policyWarnings, lint } = module
  const image = count === 1 ? whole : selectModule(whole, (file) => files.has(file) && roots.has(file))
  return { name: name && formatModuleName(name), path, image, policy, policyErrors, policyWarnings, lint }
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
