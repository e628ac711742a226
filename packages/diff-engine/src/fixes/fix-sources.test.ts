import { compile } from '@wireproof/compiler'
import { expect, test } from 'vitest'
import { defaultPolicy } from '../default-policy.ts'
import { diff } from '../diff.ts'
import { EXPLANATIONS } from '../explanations/explanations.ts'
import { KNOWN_RULES } from '../explanations/known-rules.ts'
import { imageOf } from '../testing/image-of.ts'
import { fixSources, type Sources } from './fix-sources.ts'

type Files = Readonly<Record<string, string>>

function fix(prev: Files, next: Files, use: readonly string[]) {
  const before = imageOf(prev)
  const policy = { ...defaultPolicy('v2'), use }
  return fixSources(new Map(Object.entries(next)), imageOf(next), {
    prev: before,
    prevText: (path) => prev[path],
    compile: (sources: Sources) => compile([...sources.keys()], (path) => sources.get(path)),
    check: (image) => diff(before, image, policy),
  })
}

const BUF_RULES = EXPLANATIONS.filter(({ rule }) => KNOWN_RULES.some(({ id, kind }) => id === rule && kind === 'buf'))

test.each(BUF_RULES.map((one) => [one.rule, one] as const))('the example of %s is fixed', (rule, { versions }) => {
  const { remaining, fixed } = fix(versions[0]!, versions[1]!, [rule])
  expect(remaining).toEqual([])
  expect(fixed.length).toBeGreaterThan(0)
})
