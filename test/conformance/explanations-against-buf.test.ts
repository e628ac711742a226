import { EXPLANATIONS, KNOWN_RULES } from '@wireproof/diff-engine/explanations'
import { afterAll, describe, expect, test } from 'vitest'
import { BreakingBatch, type BreakingCase, everythingOf } from './breaking-against-buf.ts'

const OF_BUF = new Set(KNOWN_RULES.filter(({ kind }) => kind === 'buf').map(({ id }) => id))

/** Each example in a package and a folder of its own, so that one run of buf answers for all. */
const CASES = EXPLANATIONS.filter(({ rule }) => OF_BUF.has(rule)).map(({ rule, versions }): BreakingCase => {
  const name = rule.toLowerCase()
  const sides = versions.map((files) =>
    Object.fromEntries(Object.entries(files).map(([path, text]) => [rename(path, name), rename(text, name)])),
  )
  return { name, prev: sides[0]!, next: sides[1]! }
})

/** Values of options keep their case: only the lower-case word is in paths and packages. */
function rename(text: string, name: string): string {
  return text.replace(/\bacme\b(?=[./])/g, name)
}

describe('the examples of the rules', () => {
  const batch = new BreakingBatch(CASES)
  afterAll(() => batch.remove())

  test('are valid to buf, all of them', () => {
    expect(batch.cases.length).toBe(OF_BUF.size)
  })

  test('break to buf what they say, and all that we find besides', () => {
    const { ours, bufs } = batch.compare(everythingOf('v2'))
    expect(ours).toEqual(bufs)
    const broken = new Map<string, string[]>()
    for (const key of bufs) {
      const [rule = '', path = ''] = key.split(' ')
      broken.set(rule, [...(broken.get(rule) ?? []), path])
    }
    const silent = CASES.filter(({ name }) => {
      const rule = name.toUpperCase()
      // What is gone has no path.
      return !broken.get(rule)?.some((path) => path === '-' || path.startsWith(`${name}/`))
    })
    expect(silent.map(({ name }) => name)).toEqual([])
  })
})
