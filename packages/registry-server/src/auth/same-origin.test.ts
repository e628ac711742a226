import { expect, test } from 'vitest'
import { crossOriginProblem } from './same-origin.ts'

const OWN = 'https://schemas.example.com'
const EVIL = 'https://evil.example.com'

test.each([
  ['S36: the page itself', 'same-origin', undefined, undefined, true],
  ['S36: the page itself, with Origin', 'same-origin', OWN, undefined, true],
  ['S36: another site', 'cross-site', undefined, undefined, false],
  ['S36: another site that claims our Origin', 'cross-site', OWN, `${OWN}/`, false],
  ['S36: an address that was typed', 'none', undefined, undefined, false],
  ['S36: a value that no browser sends', 'same-origin, cross-site', OWN, undefined, false],
  ['S36: an empty value', '', OWN, undefined, false],
  ['S37: a neighbour of the same site', 'same-site', OWN, undefined, false],
  ['S38: an older browser on our page', undefined, OWN, undefined, true],
  ['S38: an older browser on another site', undefined, EVIL, `${OWN}/`, false],
  ['S38: a page that hides its origin', undefined, 'null', `${OWN}/`, false],
  ['S38: our origin on another port', undefined, `${OWN}:8443`, undefined, false],
  ['S38: our origin without TLS', undefined, 'http://schemas.example.com', undefined, false],
  ['S38: only a Referer of ours', undefined, undefined, `${OWN}/sessions?page=2`, true],
  ['S38: only a Referer of another site', undefined, undefined, `${EVIL}/${OWN}/`, false],
  ['S38: a Referer that begins like ours', undefined, undefined, `${OWN}.evil.example/`, false],
  ['S38: our name as the user of a Referer', undefined, undefined, 'https://schemas.example.com@evil.example/', false],
  ['S38: a Referer that is no URL', undefined, undefined, 'schemas.example.com', false],
  ['S38: nothing at all', undefined, undefined, undefined, false],
])('%s', (_, fetchSite, origin, referer, isAllowed) => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'post', 'BREW']) {
    const problem = crossOriginProblem({ method, fetchSite, origin, referer }, OWN)
    expect(problem === undefined, `${method}: ${problem}`).toBe(isAllowed)
  }
  for (const method of ['GET', 'HEAD', 'OPTIONS']) {
    expect(crossOriginProblem({ method, fetchSite, origin, referer }, OWN)).toBeUndefined()
  }
})
