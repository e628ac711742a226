import { EXACT_RULES } from '@wireproof/diff-engine/wire'
import { expect, test } from 'vitest'
import { runExactly } from './exact-random.ts'

const PAIRS = 600
/** Random schemas hold no message sets, on which buf fails, and no Any. */
const NOT_REACHED = ['MESSAGE_WIRE_EXACT_MESSAGE_SET', 'MESSAGE_WIRE_JSON_EXACT_ANY_NAME']

test('random pairs of all rules reach every exact rule', { timeout: 20 * 60_000 }, () => {
  const { pairs, findings, proofs, fired, flawed } = runExactly(3_000_000, PAIRS)
  console.log(`${pairs} pairs, ${findings} findings, ${proofs} proofs: ${JSON.stringify(Object.fromEntries(fired))}`)
  expect(flawed).toEqual([])
  expect(EXACT_RULES.map(({ id }) => id).filter((id) => !fired.has(id))).toEqual(NOT_REACHED)
})
