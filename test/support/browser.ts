import { createBrowser, type TestBrowser } from '../../packages/registry-server/testing/browser.ts'

/** A browser at the pages of a registry in another process. */
export function openBrowser(host: string): TestBrowser {
  return createBrowser((path, init) => fetch(`http://${host}${path}`, init))
}

/** A browser whose owner has logged in with the form of the registry's page. Throws when the registry refuses. */
export async function logInOnPage(host: string, name: string, password: string): Promise<TestBrowser> {
  const browser = openBrowser(host)
  const answer = await browser.submit('/login', { name, password })
  if (answer.status !== 303) throw new Error(`${name} could not log in: ${answer.status} ${await answer.text()}`)
  return browser
}
