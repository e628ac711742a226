import { isIP } from 'node:net'
import { MAX_URL_CHARS } from '../limits.ts'
import { isPublicAddress } from './address-guard.ts'

/**
 * Says why webhooks are not sent to a URL; undefined when they are. `allowedHosts` are those that the operator lists
 * (`host` or `host:port`): only they may be reached without TLS, or be of our own network. What a name stands for is
 * looked at again whenever something is sent.
 */
export function webhookUrlProblem(text: string, allowedHosts: ReadonlySet<string>): string | undefined {
  if (text.length > MAX_URL_CHARS) return `the URL has more than ${MAX_URL_CHARS} characters`
  if (!URL.canParse(text)) return 'the URL of a webhook must be one such as https://ci.example.com/hooks/schemas'
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') return 'the URL of a webhook must not hold a user name or password'
  if (isAllowedHost(url, allowedHosts)) {
    return url.protocol === 'https:' || url.protocol === 'http:'
      ? undefined
      : 'the URL of a webhook begins with https://'
  }
  if (url.protocol !== 'https:') {
    return 'the URL of a webhook begins with https://, unless the operator allows its host (WIREPROOF_WEBHOOK_HOSTS)'
  }
  const address = addressOf(url)
  if (address !== undefined && !isPublicAddress(address)) {
    return `${url.hostname} is not of the public internet, and the operator does not allow it (WIREPROOF_WEBHOOK_HOSTS)`
  }
  return undefined
}

/** Whether the operator lists the host, with or without its port. */
export function isAllowedHost(url: URL, allowedHosts: ReadonlySet<string>): boolean {
  return allowedHosts.has(url.host) || allowedHosts.has(url.hostname)
}

/** The address that a URL holds itself; undefined for a name. */
export function addressOf({ hostname }: URL): string | undefined {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1')
  return isIP(bare) === 0 ? undefined : bare
}
