/** Where people land who were on their way to nowhere else. */
const HOME = '/'
/** The pages that are on the way, and no place to go. */
const WAY_STATIONS: ReadonlySet<string> = new Set(['/login', '/login/step-up', '/logout'])

/** The address of `page` that leads on to `next` in the end. */
export function withNext(page: string, next: string): string {
  return `${page}?${new URLSearchParams({ next })}`
}

/**
 * Where to go on: a path of this registry, whatever somebody has put into a link. Anything else, such as another host
 * in one of the spellings that browsers understand, is the front page.
 */
export function nextPage(text: string | null | undefined): string {
  if (text == null || !text.startsWith('/')) return HOME
  const base = 'http://registry.invalid'
  // The parser of browsers decides: it takes `//host`, `/\host` and tabs in between for another host (WHATWG URL).
  if (!URL.canParse(text, base)) return HOME
  const { origin, pathname, search } = new URL(text, base)
  if (origin !== base || pathname.startsWith('//') || WAY_STATIONS.has(pathname)) return HOME
  return pathname + search
}
