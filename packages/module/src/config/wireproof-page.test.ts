import { readFileSync } from 'node:fs'
import { describeAbsence, PROOF_ABSENCES } from '@wireproof/diff-engine'
import { describe, expect, it } from 'vitest'
import { ConfigDocument } from './config-document.ts'
import { OWN_BREAKING_KEYS } from './own-breaking-config.ts'
import { readWireproofYaml } from './wireproof-yaml.ts'

const page = readFileSync(new URL('../../../../docs/reference/wireproof-yaml.md', import.meta.url), 'utf8')

describe('docs/reference/wireproof-yaml.md', () => {
  it('has examples that the reader takes', () => {
    const examples = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text)
    expect(examples).toHaveLength(2)
    for (const text of examples) {
      const document = new ConfigDocument('wireproof.yaml', text)
      expect(readWireproofYaml(document)).toBeDefined()
      expect(document.problems).toEqual([])
    }
  })

  it('describes each key', () => {
    for (const key of OWN_BREAKING_KEYS) expect(page).toContain(`| \`${key}\` |`)
  })

  it('has the sentence of each reason why there is no proof', () => {
    for (const code of PROOF_ABSENCES) expect(page).toContain(`| \`${code}\` | ${describeAbsence(code)} |`)
  })
})
