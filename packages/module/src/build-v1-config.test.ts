import { expect, it } from 'vitest'
import { buildV1Config } from './build-v1-config.ts'
import { digestB4 } from './digest.ts'
import { memoryTree } from './file-tree.ts'
import { readWorkspace } from './read-workspace.ts'
import { formatModuleName } from './reference.ts'

const name = (module: string) => ({ registry: 'localhost:8080', owner: 'acme', module })

it('has no lock file without dependencies', () => {
  const { bufYaml, bufLock } = buildV1Config(name('base'), [])
  expect(new TextDecoder().decode(bufYaml)).toBe('version: v1\nname: localhost:8080/acme/base\n')
  expect(bufLock).toBeUndefined()
})

it('is read back as what it was made of, in the order of names', () => {
  const digest = digestB4(new Map(), { bufYaml: new Uint8Array(), bufLock: undefined })
  const deps = ['z', 'a'].map((module, i) => ({ name: name(module), commit: `${i}`.repeat(32), digest }))
  const { bufYaml, bufLock } = buildV1Config(name('base'), deps)
  const files = { 'buf.yaml': bufYaml, 'buf.lock': bufLock!, 'a.proto': new Uint8Array() }
  const [module] = readWorkspace(memoryTree(new Map(Object.entries(files)))).modules
  expect(formatModuleName(module!.name!)).toBe('localhost:8080/acme/base')
  expect(module!.locked).toEqual([deps[1], deps[0]])
})
