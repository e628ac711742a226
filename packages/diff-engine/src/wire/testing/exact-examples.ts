import { defaultPolicy } from '../../default-policy.ts'
import { diff } from '../../diff.ts'
import { imageOf } from '../../testing/image-of.ts'
import { type ExactFinding, proveImages } from '../prove-schemas.ts'

/** A change that the category WIRE lets through. */
export interface ExactExample {
  readonly name: string
  readonly syntax: 'proto2' | 'proto3'
  readonly prev: string
  readonly next: string
}

/** Changes that are clean under WIRE and lose data all the same. */
export const EXACT_EXAMPLES: readonly ExactExample[] = [
  three('int64 to int32', 'message M { int64 a = 1; }', 'message M { int32 a = 1; }'),
  three('int64 to bool', 'message M { int64 a = 1; }', 'message M { bool a = 1; }'),
  three('int32 to bool', 'message M { int32 a = 1; }', 'message M { bool a = 1; }'),
  three('int32 to uint32', 'message M { int32 a = 1; }', 'message M { uint32 a = 1; }'),
  three('int32 to int64', 'message M { int32 a = 1; }', 'message M { int64 a = 1; }'),
  three('uint32 to int64', 'message M { uint32 a = 1; }', 'message M { int64 a = 1; }'),
  three('int64 to uint64', 'message M { int64 a = 1; }', 'message M { uint64 a = 1; }'),
  three('sint64 to sint32', 'message M { sint64 a = 1; }', 'message M { sint32 a = 1; }'),
  three('fixed32 to sfixed32', 'message M { fixed32 a = 1; }', 'message M { sfixed32 a = 1; }'),
  three('fixed64 to sfixed64', 'message M { fixed64 a = 1; }', 'message M { sfixed64 a = 1; }'),
  three('string to bytes', 'message M { string a = 1; }', 'message M { bytes a = 1; }'),
  three(
    'keys of a map: int64 to int32',
    'message M { map<int64, bool> a = 1; }',
    'message M { map<int32, bool> a = 1; }',
  ),
  three('optional added', 'message M { int32 a = 1; }', 'message M { optional int32 a = 1; }'),
  two(
    'value added to a closed enum',
    'enum E { A = 0; } message M { optional E a = 1; }',
    'enum E { A = 0; B = 1; } message M { optional E a = 1; }',
  ),
  two(
    'value removed from a closed enum, number reserved',
    'enum E { A = 0; B = 1; } message M { repeated E a = 1; }',
    'enum E { reserved 1; A = 0; } message M { repeated E a = 1; }',
  ),
]

/** An example with what WIRE and WIRE_EXACT say to it. */
export interface JudgedExample {
  readonly example: ExactExample
  /** Ids of the WIRE rules that it breaks: none. */
  readonly wireRules: readonly string[]
  readonly findings: readonly ExactFinding[]
}

export function judgeExamples(): JudgedExample[] {
  return EXACT_EXAMPLES.map((example) => {
    const [prev, next] = [example.prev, example.next].map((text) =>
      imageOf({ 'a.proto': `syntax = "${example.syntax}"; package a.v1; ${text}` }),
    )
    if (prev === undefined || next === undefined) throw new Error('an example has two sides')
    const wire = diff(prev, next, { ...defaultPolicy('v2'), use: ['WIRE'] })
    const findings = proveImages(prev, next, { formats: ['binary'], profile: 'ignoreUnknown' })
    return { example, wireRules: wire.map(({ rule }) => rule), findings }
  })
}

function three(name: string, prev: string, next: string): ExactExample {
  return { name, syntax: 'proto3', prev, next }
}

function two(name: string, prev: string, next: string): ExactExample {
  return { name, syntax: 'proto2', prev, next }
}
