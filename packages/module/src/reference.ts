/** The name of a module: where it lives and what it is called there. */
export interface ModuleName {
  /** Host name or IPv4 address, with a port if it has one; case as written. */
  readonly registry: string
  readonly owner: string
  readonly module: string
}

/** A module name, and which of its commits: a label or a commit id; undefined means the head of the default label. */
export interface ModuleReference extends ModuleName {
  readonly ref: string | undefined
}

/** A name or reference that is not one. The message says what is wrong with which text, and what a right one is. */
export class InvalidReferenceError extends Error {
  override readonly name = 'InvalidReferenceError'
}

/** Bounds of a registry's host name, without port. Source: observed behaviour of buf; DNS itself allows 253. */
const HOST_LENGTH = { min: 2, max: 254 } as const
/** Longest part between two dots of a DNS name (RFC 1035, section 2.3.4). */
const MAX_HOST_SEGMENT = 63
const MAX_PORT = 65_535

/** Lengths that a registry grants. Source: constraints of the buf.registry.owner.v1 and module.v1 messages. */
const OWNER_LENGTH = { min: 2, max: 32 } as const
const MODULE_LENGTH = { min: 2, max: 100 } as const
const LABEL_LENGTH = { min: 1, max: 250 } as const

/**
 * Parses `host[:port]/owner/module`. Throws InvalidReferenceError.
 *
 * As with buf, owner and module may be anything that does not break the form: what a registry grants is decided by
 * the registry (`ownerNameProblem`, `moduleNameProblem`).
 */
export function parseModuleName(text: string): ModuleName {
  const { registry, owner, module, ref } = parseModuleReference(text)
  if (ref !== undefined) {
    throw new InvalidReferenceError(
      `"${text}" names a label or commit ("${ref}") where only a module is meant: drop ":${ref}"`,
    )
  }
  return { registry, owner, module }
}

/**
 * Parses `host[:port]/owner/module[:ref]`, ref being a label or a commit id. Throws InvalidReferenceError.
 * Source: the reference syntax that the buf CLI accepts (split at `/`, then at the `:` of the last part).
 */
export function parseModuleReference(text: string): ModuleReference {
  const trimmed = text.trim()
  const form = 'a reference has the form host[:port]/owner/module[:label or commit]'
  const registry = trimmed.slice(0, trimmed.indexOf('/'))
  const owner = trimmed.slice(registry.length + 1).split('/', 1)[0] ?? ''
  const rest = trimmed.slice(registry.length + owner.length + 2)
  if (registry === '' || owner === '' || rest === '')
    throw new InvalidReferenceError(`"${text}" is no module reference: ${form}`)
  const colon = rest.indexOf(':')
  const module = colon < 0 ? rest : rest.slice(0, colon)
  const ref = colon < 0 ? undefined : rest.slice(colon + 1)
  if (ref === '' || ref?.includes(':')) throw new InvalidReferenceError(`"${text}" is no module reference: ${form}`)
  for (const part of [owner, module]) {
    if (part === '' || part === '.' || part === '..' || /[\s/:\\]/.test(part)) {
      throw new InvalidReferenceError(`"${text}" is no module reference: "${part}" cannot be a name; ${form}`)
    }
  }
  const problem = registryHostProblem(registry)
  if (problem !== undefined) throw new InvalidReferenceError(`"${text}" is no module reference: ${problem}`)
  return { registry, owner, module, ref }
}

/** `host[:port]/owner/module`. */
export function formatModuleName(name: ModuleName): string {
  return `${name.registry}/${name.owner}/${name.module}`
}

/** `host[:port]/owner/module[:ref]`. */
export function formatModuleReference(reference: ModuleReference): string {
  return formatModuleName(reference) + (reference.ref === undefined ? '' : `:${reference.ref}`)
}

/**
 * Says what is wrong with `host[:port]`; undefined when it is fine.
 * Source: observed behaviour of buf 1.75: IPv4 addresses and DNS-like names with at least one non-digit.
 */
export function registryHostProblem(registry: string): string | undefined {
  const colon = registry.lastIndexOf(':')
  const host = colon < 0 ? registry : registry.slice(0, colon)
  const port = colon < 0 ? undefined : registry.slice(colon + 1)
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= MAX_PORT)) {
    return `the port "${port}" of registry "${registry}" must be a number up to ${MAX_PORT}`
  }
  if (host.length < HOST_LENGTH.min || host.length > HOST_LENGTH.max) {
    return `the registry host "${host}" must have ${HOST_LENGTH.min} to ${HOST_LENGTH.max} characters`
  }
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(host)) {
    return host.split('.').every((part) => Number(part) <= 255) ? undefined : `"${host}" is no IP address`
  }
  if (!/^[A-Za-z0-9._-]+$/.test(host) || !/[^\d]/.test(host)) {
    return `the registry host "${host}" must be a domain name (letters, digits, ".", "-", "_") or an IPv4 address`
  }
  const segments = host.replace(/\.$/, '').split('.')
  const bad = segments.find((part) => part === '' || part.length > MAX_HOST_SEGMENT || /^-|-$/.test(part))
  return bad === undefined ? undefined : `the registry host "${host}" has a part "${bad}" that no domain name can have`
}

/** Says why a registry cannot grant this owner name; undefined when it can. */
export function ownerNameProblem(owner: string): string | undefined {
  return nameProblem('owner name', owner, OWNER_LENGTH)
}

/** Says why a registry cannot grant this module name (its last part); undefined when it can. */
export function moduleNameProblem(module: string): string | undefined {
  return nameProblem('module name', module, MODULE_LENGTH)
}

/**
 * Says why a registry cannot grant this label name; undefined when it can. A label may contain `/` (`release/1.0`).
 * Ruled out beyond the protocol's length: what cannot be written behind the `:` of a reference (spaces, control
 * characters, a second `:`), and what would be read as a commit id.
 */
export function labelNameProblem(label: string): string | undefined {
  if (label.length < LABEL_LENGTH.min || label.length > LABEL_LENGTH.max) {
    return `the label "${label.slice(0, 40)}" must have ${LABEL_LENGTH.min} to ${LABEL_LENGTH.max} characters`
  }
  if (/[\s:\p{Cc}\p{Zs}]/u.test(label)) return `the label "${label}" must not contain spaces, control characters or ":"`
  if (isCommitId(label)) return `the label "${label}" looks like a commit id; choose another name`
  return undefined
}

/** Whether the text is a commit id: a UUID without dashes, 32 hex digits in lower case. */
export function isCommitId(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text)
}

function nameProblem(what: string, name: string, length: { min: number; max: number }): string | undefined {
  if (name.length < length.min || name.length > length.max) {
    return `the ${what} "${name.slice(0, 40)}" must have ${length.min} to ${length.max} characters`
  }
  if (!/^[a-z][a-z0-9-]*[a-z0-9]$/.test(name)) {
    return `the ${what} "${name}" must be lower-case letters, digits and "-", start with a letter and not end in "-"`
  }
  return undefined
}
