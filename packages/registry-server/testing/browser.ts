/** Sends a request as `fetch` does, following no redirect. */
export type Send = (path: string, init: RequestInit) => Response | Promise<Response>

/** A browser without scripts: it keeps cookies, says where its forms come from, and sends all hidden fields of a form. */
export interface TestBrowser {
  /** The `Cookie` header that it would send now; empty without cookies. */
  cookie: string
  get(path: string): Promise<Response>
  /** Loads the page and sends its form with the given action, filled in; the first form without an action. */
  submit(page: string, fields: Readonly<Record<string, string>>, action?: string): Promise<Response>
  /** Posts fields as a form of the registry's own page would, with nothing added. */
  post(path: string, fields: Readonly<Record<string, string>>, headers?: Record<string, string>): Promise<Response>
}

const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin' }

export function createBrowser(send: Send): TestBrowser {
  const jar = new Map<string, string>()
  const browser: TestBrowser = {
    get cookie() {
      return [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    },
    set cookie(header: string) {
      jar.clear()
      for (const pair of header.split('; ').filter((text) => text !== '')) keep(pair)
    },
    get: (path) => request(path, { headers: { 'sec-fetch-site': 'none' } }),
    post: (path, fields, headers = SAME_ORIGIN) =>
      request(path, { method: 'POST', body: new URLSearchParams(fields), headers }),
    async submit(page, fields, action) {
      const text = await (await browser.get(page)).text()
      const forms = [...text.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)]
      const form = forms.find(([, attributes = '']) => attribute(attributes, 'action') === action)
      if (form === undefined) throw new Error(`${page} has no form for ${action}:\n${text}`)
      const hidden = [...(form[2] ?? '').matchAll(/<input type="hidden"([^>]*)>/g)].map(([, attributes = '']) => [
        attribute(attributes, 'name') ?? '',
        attribute(attributes, 'value') ?? '',
      ])
      return browser.post(action ?? page.replace(/\?.*/, ''), { ...Object.fromEntries(hidden), ...fields })
    },
  }
  const keep = (pair: string) => {
    const equals = pair.indexOf('=')
    jar.set(pair.slice(0, equals), pair.slice(equals + 1))
  }
  const request = async (path: string, init: RequestInit & { headers: Record<string, string> }) => {
    const { cookie } = browser
    const headers = cookie === '' ? init.headers : { ...init.headers, cookie }
    const response = await send(path, { ...init, headers, redirect: 'manual' })
    for (const header of response.headers.getSetCookie()) {
      const [pair = ''] = header.split(';')
      if (/; Max-Age=0$/.test(header)) jar.delete(pair.slice(0, pair.indexOf('=')))
      else keep(pair)
    }
    return response
  }
  return browser
}

function attribute(attributes: string, name: string): string | undefined {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1]
  return value
    ?.replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
