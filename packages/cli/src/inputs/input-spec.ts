import { InvalidReferenceError, type ModuleReference, parseModuleReference } from '@wireproof/module'
import { usageFailure } from '../failure.ts'
import { splitInput, takeCount, takeOption, takeSubdir } from './input-options.ts'

/** Which commit of a git repository is meant. */
export interface GitSelector {
  readonly kind: 'branch' | 'tag' | 'ref' | 'commit'
  readonly value: string
}

export type ArchiveFormat = 'tar' | 'tar.gz' | 'zip'

/** What an input on the command line says, before anything is opened. Paths are as written. */
export type InputSpec =
  | { readonly kind: 'folder'; readonly path: string }
  | {
      readonly kind: 'git'
      readonly repository: string
      /** HEAD when undefined. */
      readonly selector: GitSelector | undefined
      /** Folder in the repository; empty for its root. */
      readonly subdir: string
    }
  | {
      readonly kind: 'archive'
      readonly path: string
      readonly format: ArchiveFormat
      readonly subdir: string
      /** How many leading folders to cut off every path in the archive. */
      readonly stripComponents: number
    }
  /** `path` is `-` for standard input. */
  | { readonly kind: 'image'; readonly path: string }
  | { readonly kind: 'module'; readonly reference: ModuleReference }

const SUFFIXES: readonly (readonly [suffix: string, format: string])[] = [
  ['.git', 'git'],
  ['.binpb', 'image'],
  ['.binpb.gz', 'image'],
  ['.bin', 'image'],
  ['.bin.gz', 'image'],
  ['.json', 'image'],
  ['.json.gz', 'image'],
  ['.tar', 'tar'],
  ['.tar.gz', 'tar.gz'],
  ['.tgz', 'tar.gz'],
  ['.zip', 'zip'],
]

/** Suffixes of inputs that buf reads and this command does not. */
const UNREAD_SUFFIXES = ['.txtpb', '.yaml', '.binpb.zst', '.bin.zst', '.tar.zst', '.json.zst', '.txtpb.gz']

/**
 * Parses an input. `isFolder` says whether there is a folder of this name: it wins over a reading as a reference to a
 * registry. Throws a Failure with the forms that an input can have.
 * Source: the input syntax of buf (`path#key=value,key=value`).
 */
export function parseInputSpec(text: string, isFolder: (path: string) => boolean): InputSpec {
  if (text === '') throw usageFailure('the input is empty; give a folder, such as "."')
  const { path, options } = splitInput(text)
  const format = takeOption(options, 'format') ?? formatOf(path)
  const spec = buildSpec(text, path, format, options, isFolder)
  const rest = [...options.keys()]
  if (rest.length > 0) {
    throw usageFailure(`the input "${text}" cannot have "${rest[0]}=": no such option for ${FORMAT_NAMES[spec.kind]}`)
  }
  return spec
}

const FORMAT_NAMES: Readonly<Record<InputSpec['kind'], string>> = {
  folder: 'a folder',
  git: 'a git repository (branch, tag, commit, ref, subdir)',
  archive: 'an archive (subdir, strip_components)',
  image: 'an image',
  module: 'a module on a registry',
}

function buildSpec(
  text: string,
  path: string,
  format: string | undefined,
  options: Map<string, string>,
  isFolder: (path: string) => boolean,
): InputSpec {
  switch (format) {
    case 'git':
      return { kind: 'git', repository: path, selector: takeSelector(text, options), subdir: takeSubdir(text, options) }
    case 'tar':
    case 'tar.gz':
    case 'zip': {
      const stripComponents = takeCount(text, options, 'strip_components')
      return { kind: 'archive', path, format, stripComponents, subdir: takeSubdir(text, options) }
    }
    case 'image':
    case 'binpb':
    case 'bin':
    case 'json':
      return { kind: 'image', path }
    case 'dir':
      return { kind: 'folder', path }
    case undefined:
      return isFolder(path) ? { kind: 'folder', path } : (moduleSpec(path) ?? noSuchFolder(path))
    default:
      throw usageFailure(
        `the input "${text}" has the unknown format "${format}"; use dir, git, binpb, json, tar, tar.gz or zip`,
      )
  }
}

function formatOf(path: string): string | undefined {
  if (path === '-') return 'image'
  const unread = UNREAD_SUFFIXES.find((suffix) => path.endsWith(suffix))
  if (unread !== undefined) {
    throw usageFailure(`the input "${path}" has a format that is not read (${unread}); give a .binpb image instead`)
  }
  return SUFFIXES.find(([suffix]) => path.endsWith(suffix))?.[1]
}

/** A text that names a registry: the first part must look like a host, or any mistyped folder would be one. */
function moduleSpec(path: string): InputSpec | undefined {
  const host = path.split('/', 1)[0] ?? ''
  if (host.startsWith('.') || !/[.:]|^localhost$/.test(host)) return undefined
  try {
    return { kind: 'module', reference: parseModuleReference(path) }
  } catch (error) {
    if (error instanceof InvalidReferenceError) return undefined
    throw error
  }
}

/** Anything else is meant as a folder; opening it says what is wrong with it. */
function noSuchFolder(path: string): InputSpec {
  if (path.endsWith('.proto')) {
    throw usageFailure(`the input "${path}" is a single file; give the folder of its module`)
  }
  return { kind: 'folder', path }
}

function takeSelector(text: string, options: Map<string, string>): GitSelector | undefined {
  // How much history to fetch: there is nothing to fetch here, and what buf's users have in their scripts stays valid.
  takeCount(text, options, 'depth')
  const found: GitSelector[] = []
  for (const kind of ['branch', 'tag', 'commit', 'ref'] as const) {
    const value = takeOption(options, kind)
    if (value === undefined) continue
    if (value.startsWith('-')) throw usageFailure(`the input "${text}" has a ${kind} that starts with "-"`)
    found.push({ kind, value })
  }
  if (found.length > 1) throw usageFailure(`the input "${text}" must say only one of branch, tag, commit and ref`)
  return found[0]
}
