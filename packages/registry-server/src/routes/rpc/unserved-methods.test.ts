import { expect, test } from 'vitest'
import { explainUnserved } from './unserved-methods.ts'

test.each([
  ['buf.alpha.registry.v1alpha1.ResolveService/GetGoVersion', 'SDK'],
  ['buf.registry.plugin.v1beta1.CheckService/ListRules', 'does not run check plugins'],
  ['buf.registry.module.v1.ModuleService/NoSuchMethod', 'has no buf.registry.module.v1.ModuleService/NoSuchMethod'],
])('%s', (method, part) => {
  expect(explainUnserved(method)).toContain(part)
})
