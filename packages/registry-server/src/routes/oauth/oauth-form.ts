import type { Context } from 'hono'
import { RegistryError } from '../../registry-error.ts'
import type { AppEnv } from '../app-env.ts'
import { type FormDeps, readFields } from '../form-body.ts'

/**
 * The parameters of a request to an OAuth endpoint, from the body alone: what is in the URL ends up in logs. Rejects with
 * `invalid_argument` for another content type, and for a parameter that is there twice, which two readers would read
 * differently; with `permission_denied` over a connection that others can read.
 * Source: RFC 6749 sections 3.2 and 4.1.3; RFC 9700 section 4.3.2.
 */
export async function readOauthForm(c: Context<AppEnv>, deps: FormDeps): Promise<URLSearchParams> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') {
    throw new RegistryError('invalid_argument', 'the content type must be application/x-www-form-urlencoded')
  }
  const form = await readFields(c, deps)
  const names = [...form.keys()]
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated !== undefined)
    throw new RegistryError('invalid_argument', `the parameter ${printable(repeated)} is repeated`)
  return form
}

/** A parameter that must be there. */
export function requireField(form: URLSearchParams, name: string): string {
  const value = form.get(name)
  if (value === null || value === '') throw new RegistryError('invalid_argument', `the parameter ${name} is missing`)
  return value
}

/** What somebody sent as the name of a parameter, short and in one line. */
function printable(name: string): string {
  return JSON.stringify(name.slice(0, 50))
}
