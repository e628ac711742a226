import { type Explanation, proto3 } from './explanation.ts'

const WITH = (field: string) => `message Order {\n  string id = 1;\n${field === '' ? '' : `  ${field}\n`}}`

/** Rules that need three versions: each step by itself may have been accepted. */
export const HISTORY_EXPLANATIONS: readonly Explanation[] = [
  {
    rule: 'NAME_REUSED',
    hurts: ['JSON', 'source'],
    why: `A name was given up in an earlier version and is back as something else. A comparison with the last version sees only something new,
but JSON data from before is read as what it never was.`,
    instead: 'Take another name, and reserve the old one.',
    versions: proto3(WITH('int64 price = 2;'), WITH(''), WITH('string price = 3;')),
  },
  {
    rule: 'NUMBER_REUSED',
    hurts: ['binary'],
    why: `A number was given up in an earlier version and is back as something else. A comparison with the last version sees only something
new, but binary data from before is read as what it never was.`,
    instead: 'Take a number that was never used, and reserve the old one.',
    versions: proto3(WITH('int64 price = 2;'), WITH(''), WITH('string note = 2;')),
  },
]
