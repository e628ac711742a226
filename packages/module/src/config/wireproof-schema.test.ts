import { readFileSync } from 'node:fs'
import * as engine from '@wireproof/diff-engine'
import * as wire from '@wireproof/diff-engine/wire'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
// @ts-expect-error: the script is plain JavaScript.
import { buildWireproofSchema, schemaWords } from '../../../../scripts/wireproof-schema.mjs'
import { BAD_WIREPROOF_YAML, GOOD_WIREPROOF_YAML } from '../../testing/wireproof-cases.ts'
import { OWN_BREAKING_KEYS } from './own-breaking-config.ts'
import { WIREPROOF_KEYS, WIREPROOF_MODULE_KEYS } from './wireproof-yaml.ts'

const text = readFileSync(new URL('../../../../docs/reference/wireproof.schema.json', import.meta.url), 'utf8')
const schema = JSON.parse(text)
const isValid = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(schema)

describe('docs/reference/wireproof.schema.json', () => {
  it('is fresh; if not: build, then node scripts/wireproof-schema.mjs', () => {
    expect(text).toBe(buildWireproofSchema(schemaWords({ ...engine, ...wire })))
  })

  it('has the keys of the reader', () => {
    expect(Object.keys(schema.properties)).toEqual([...WIREPROOF_KEYS])
    expect(Object.keys(schema.properties.modules.items.properties)).toEqual([...WIREPROOF_MODULE_KEYS])
    expect(Object.keys(schema.$defs.breaking.properties)).toEqual([...OWN_BREAKING_KEYS])
  })

  it.each(GOOD_WIREPROOF_YAML)('takes what the reader takes: %j', (good) => {
    isValid(parse(good))
    expect(isValid.errors ?? []).toEqual([])
  })

  it.each(BAD_WIREPROOF_YAML.filter(({ isBeyondSchema }) => isBeyondSchema !== true))(
    'refuses what the reader refuses: $text',
    ({ text: bad }) => {
      expect(isValid(parse(bad))).toBe(false)
    },
  )
})
