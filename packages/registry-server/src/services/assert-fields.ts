import { labelNameProblem, moduleNameProblem, ownerNameProblem } from '@wireproof/module'
import { MAX_DESCRIPTION_CHARS, MAX_URL_CHARS } from '../limits.ts'
import { RegistryError } from '../registry-error.ts'

/** Owner names that are the first part of paths with another meaning. */
const RESERVED_OWNERS: ReadonlySet<string> = new Set([
  'account',
  'descriptor-sets',
  'gen',
  'healthz',
  'login',
  'logout',
  'oauth2',
  'readyz',
  'settings',
  'setup',
  'v2',
])

/** Fields of requests that have rules; those that are undefined are not looked at. */
export interface CheckedFields {
  readonly ownerName?: string | undefined
  readonly moduleName?: string | undefined
  /** Of a plugin or policy: the rules are those of modules. */
  readonly artifactName?: string | undefined
  readonly labelName?: string | undefined
  readonly description?: string | undefined
  readonly url?: string | undefined
}

/** Throws `invalid_argument` that names everything that is wrong. */
export function assertFields(fields: CheckedFields): void {
  const { ownerName, moduleName, artifactName, labelName, description, url } = fields
  const problems: (string | undefined)[] = []
  if (ownerName !== undefined) {
    problems.push(ownerNameProblem(ownerName))
    if (RESERVED_OWNERS.has(ownerName)) problems.push(`the owner name ${ownerName} is reserved; choose another one`)
  }
  if (moduleName !== undefined) problems.push(moduleNameProblem(moduleName))
  if (artifactName !== undefined) problems.push(moduleNameProblem(artifactName)?.replace('module name', 'name'))
  if (labelName !== undefined) problems.push(labelNameProblem(labelName))
  if (description !== undefined && description.length > MAX_DESCRIPTION_CHARS) {
    problems.push(`a description has at most ${MAX_DESCRIPTION_CHARS} characters`)
  }
  if (url && url.length > MAX_URL_CHARS) problems.push(`a URL has at most ${MAX_URL_CHARS} characters`)
  if (url && !/^https?:\/\//.test(url)) problems.push('a URL starts with http:// or https://')
  const found = problems.filter((problem) => problem !== undefined)
  if (found.length > 0) throw new RegistryError('invalid_argument', found.join('; '))
}
