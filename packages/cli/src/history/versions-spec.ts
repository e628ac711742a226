import { type ModuleReference, parseModuleReference } from '@wireproof/module'
import { usageFailure } from '../failure.ts'
import { splitInput, takeOption, takeSubdir } from '../inputs/input-options.ts'
import { parseInputSpec } from '../inputs/input-spec.ts'
import { VERSIONS_FORMS } from './versions-forms.ts'

/** Many versions of one thing, as the user names them. */
export type VersionsSpec =
  | {
      readonly kind: 'git'
      readonly repository: string
      /** A glob that names of tags match; undefined for every commit of the range. */
      readonly tags: string | undefined
      /** `A..B`: what B has and A has not; undefined for the whole repository. */
      readonly range: string | undefined
      readonly subdir: string
    }
  /** Every commit that a label has pointed at; the default label when the reference names none. */
  | { readonly kind: 'label'; readonly reference: ModuleReference }

/** Two revisions, neither of which git could take for an option, with two dots between them and not three. */
const RANGE = /^[^-.\s](?:(?!\.\.)\S)*\.\.[^-.\s](?:(?!\.\.)\S)*$/

/** Parses what `--against-all` names. Throws a Failure. */
export function parseVersionsSpec(text: string): VersionsSpec {
  if (text === '') throw usageFailure(`--against-all is empty; ${describeForms()}`)
  const { path, options } = splitInput(text)
  if (!path.endsWith('.git')) return labelSpec(text)
  const tags = takeOption(options, 'tags')
  const range = takeOption(options, 'range')
  const subdir = takeSubdir(text, options)
  const [rest] = options.keys()
  if (rest !== undefined) throw usageFailure(`--against-all "${text}" cannot have "${rest}="; ${describeForms()}`)
  if (tags === undefined && range === undefined) {
    throw usageFailure(
      `--against-all "${text}" says neither tags= nor range=; to compare with one version use --against`,
    )
  }
  if (tags?.startsWith('-')) throw usageFailure(`--against-all "${text}" has a tags= that starts with "-"`)
  if (range !== undefined && !RANGE.test(range)) {
    throw usageFailure(`--against-all "${text}" has range=${range} where two revisions are meant, such as v1.0..main`)
  }
  return { kind: 'git', repository: path, tags, range, subdir }
}

function labelSpec(text: string): VersionsSpec {
  const spec = parseInputSpec(text, () => false)
  if (spec.kind === 'module') return { kind: 'label', reference: parseModuleReference(text) }
  throw usageFailure(`--against-all "${text}" is a single version or nothing known; ${describeForms()}`)
}

function describeForms(): string {
  return `give many versions: ${VERSIONS_FORMS.map(([form]) => form).join(', ')}`
}
