import { KNOWN_RULES } from '@wireproof/diff-engine/explanations'
import { describe, expect, it } from 'vitest'
import { runCommand } from '../../testing/run-command.ts'

const explain = (...args: string[]) => runCommand(['explain', ...args])

describe('wireproof explain', () => {
  it('tells what a rule means, with an example and a payload that was read', async () => {
    const { code, out, err } = await explain('FIELD_WIRE_EXACT_TYPE')
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatchInlineSnapshot(`
      "FIELD_WIRE_EXACT_TYPE
      Each value of a field reads as the same value under its other type.
      Categories: WIRE_EXACT
      Hurts: binary

      Why
        Both types are read, and some values of the one come out as another value of the other: cut off,
        with another sign, or as text that is rejected. The categories of compatible types let that pass.

      What to do
        Keep the field as it was, and add one with a new number for the new form.

      Example, before
        // acme/v1/acme.proto
        syntax = "proto3";

        package acme.v1;

        message Order {
          int64 price = 1;
        }

      Example, after
        // acme/v1/acme.proto
        syntax = "proto3";

        package acme.v1;

        message Order {
          int32 price = 1;
        }

      The same change breaks FIELD_SAME_TYPE, FIELD_WIRE_JSON_COMPATIBLE_TYPE.

      Proof
        binary, new readers of old data: changed
          payload  08 81 80 80 80 10
          meant    4294967297
          read     1
      "
    `)
  })

  it('says why there is no payload', async () => {
    expect((await explain('rpc_no_delete')).out).toContain(
      '\nProof\n  No payload shows it: calls fail, or are made in another way, before a message is read.\n',
    )
  })

  it('tells what stands in for a rule that checks nothing', async () => {
    expect((await explain('FIELD_SAME_CTYPE')).out).toBe(
      'FIELD_SAME_CTYPE\nChecks nothing itself: its replacements do.\nReplaced by: FIELD_SAME_CPP_STRING_TYPE\n',
    )
  })

  it('explains every rule in both formats', async () => {
    for (const { id } of KNOWN_RULES) {
      expect((await explain(id)).out).toMatch(new RegExp(`^${id}\n[A-Z]`))
      expect(JSON.parse((await explain(id, '--format', 'json')).out)).toMatchObject({ rule: id })
    }
  })

  it('lists all', async () => {
    const { out } = await explain()
    expect(out.split('\n').filter((line) => /^[A-Z]/.test(line))).toEqual(KNOWN_RULES.map(({ id }) => id))
    expect(JSON.parse((await explain('--format', 'json')).out)).toHaveLength(KNOWN_RULES.length)
  })

  it('names the nearest rules for an id that there is not', async () => {
    const { code, out, err } = await explain('FIELD_TYPE')
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/^error: there is no rule "FIELD_TYPE"; did you mean FIELD_SAME_TYPE or /)
    expect((await explain('xyzzy')).err).toContain('"wireproof explain" lists all rules')
  })
})
