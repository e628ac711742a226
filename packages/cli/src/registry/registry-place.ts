import { usageFailure } from '../failure.ts'
import { printable } from '../printable.ts'
import { parseRegistryHost } from './registry-host.ts'

/** A registry, one of its owners, or one of its modules. */
export interface RegistryPlace {
  readonly host: string
  readonly owner: string | undefined
  readonly module: string | undefined
}

/** Parses `host[/owner[/module]]`; a pasted address is fine, too. Throws a Failure. */
export function parseRegistryPlace(text: string): RegistryPlace {
  const [host = '', owner, module, ...rest] = text
    .replace(/^(https?:\/\/[^/]*)/, parseRegistryHost)
    .replace(/\/$/, '')
    .split('/')
  if (rest.length > 0 || owner === '' || module === '' || module?.includes(':')) {
    throw usageFailure(`"${printable(text)}" is no place on a registry; give host, host/owner or host/owner/module`)
  }
  return { host: parseRegistryHost(host), owner, module }
}
