// Writes docs/reference/wireproof.schema.json from the built packages: `node scripts/wireproof-schema.mjs`. A test of the
// module package compares the file with what the reader of wireproof.yaml takes.

import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/** Written relative to the folder of the file, and within it. */
const PATH = { type: 'string', pattern: '^(?!/)(?![A-Za-z]:[\\\\/])' }
const PATHS = { type: 'array', items: { $ref: '#/$defs/path' } }

/**
 * The schema as a string that ends with a line break.
 * `own` = ids of our own rules and categories, `history` = ids of the rules about history, `rules` = ids of all rules that
 * have findings, and the words that the reader takes.
 */
export function buildWireproofSchema({ own, history, rules, severities, directions, profiles }) {
  const left = [...own, ...history]
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'wireproof.yaml',
    description: 'What Wireproof checks beyond buf.yaml; the file stands beside it.',
    type: 'object',
    required: ['version'],
    additionalProperties: false,
    properties: {
      version: { const: 'v1' },
      breaking: {
        description: 'For all modules that have no section of their own.',
        anyOf: [{ $ref: '#/$defs/breaking' }, { type: 'null' }],
      },
      modules: {
        description: 'Sections of single modules of a workspace; each stands in for that of the file as a whole.',
        type: ['array', 'null'],
        items: {
          type: 'object',
          additionalProperties: false,
          properties: {
            path: { $ref: '#/$defs/path', description: 'Folder of the module, relative to this file.' },
            name: {
              type: 'string',
              description: 'Name of the module: host/owner/module.',
              pattern: '^[^/]+/[^/]+/[^/]+$',
            },
            breaking: { anyOf: [{ $ref: '#/$defs/breaking' }, { type: 'null' }] },
          },
          oneOf: [{ required: ['path'] }, { required: ['name'] }],
        },
      },
    },
    $defs: {
      path: PATH,
      breaking: {
        type: 'object',
        additionalProperties: false,
        properties: {
          use: {
            description: 'Our own rules and categories; all are off unless named here.',
            type: 'array',
            items: { enum: own },
          },
          except: { description: 'Rules to leave out of those.', type: 'array', items: { enum: left } },
          ignore: { ...PATHS, description: 'Files and folders where our own rules are silent.' },
          ignore_only: {
            description: 'Rule or category to the files and folders where it is silent.',
            type: 'object',
            propertyNames: { enum: left },
            additionalProperties: PATHS,
          },
          direction: {
            description:
              'Whom to protect: new readers of old data (backward), old readers of new data (forward), or both.',
            enum: directions,
            default: 'both',
          },
          json: {
            description: 'How JSON readers treat keys that they do not know.',
            enum: profiles,
            default: 'ignoreUnknown',
          },
          severity: {
            description: 'What findings of a rule count for; only errors make a check fail.',
            type: 'object',
            propertyNames: { enum: rules },
            additionalProperties: { enum: severities },
          },
        },
      },
    },
  }
  return `${JSON.stringify(schema, null, 2)}\n`
}

/** What the schema is made of, from the exports of the diff engine. */
export function schemaWords(engine) {
  const ids = (rules) => rules.map(({ id }) => id)
  const own = [...engine.EXACT_CATEGORIES, ...ids(engine.EXACT_RULES)]
  const history = ids(engine.HISTORY_RULES)
  const classic = ids(engine.RULES.filter(({ isDeprecated }) => !isDeprecated))
  return {
    own,
    history,
    rules: [...classic, ...ids(engine.EXACT_RULES), ...history].sort(),
    severities: engine.SEVERITIES,
    directions: engine.FINDING_DIRECTIONS,
    profiles: engine.JSON_PROFILES,
  }
}

/** Writes the schema. Needs a built diff engine. */
export async function writeWireproofSchema() {
  const dist = (path) => import(new URL(`../packages/diff-engine/dist/${path}`, import.meta.url).href)
  const engine = { ...(await dist('index.js')), ...(await dist('wire/index.js')) }
  writeFileSync(
    new URL('../docs/reference/wireproof.schema.json', import.meta.url),
    buildWireproofSchema(schemaWords(engine)),
  )
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await writeWireproofSchema()
