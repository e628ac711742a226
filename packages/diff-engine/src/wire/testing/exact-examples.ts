import { defaultPolicy } from '../../default-policy.ts'
import { diff } from '../../diff.ts'
import { imageOf } from '../../testing/image-of.ts'
import { type ExactFinding, proveImages } from '../prove-schemas.ts'
import type { WireFormat } from '../shape.ts'

/** A change that the category WIRE lets through, or WIRE_JSON. */
export interface ExactExample {
  readonly name: string
  /** The line that says the syntax or edition. */
  readonly head: string
  readonly prev: string
  readonly next: string
}

/** Changes that are clean under WIRE and lose binary data all the same. */
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
  three(
    'list of entries to map',
    'message M { repeated AEntry a = 1; message AEntry { int32 key = 1; string value = 2; } }',
    'message M { map<int32, string> a = 1; }',
  ),
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
  edition(
    'enum closed',
    'enum E { A = 0; } message M { E a = 1; }',
    'enum E { option features.enum_type = CLOSED; A = 0; } message M { E a = 1; }',
  ),
  edition(
    'texts checked',
    'message M { string a = 1 [features.utf8_validation = NONE]; }',
    'message M { string a = 1; }',
  ),
  edition(
    'presence not told any more',
    'message M { int32 a = 1; }',
    'message M { int32 a = 1 [features.field_presence = IMPLICIT]; }',
  ),
]

/** Changes that are clean under WIRE_JSON and lose JSON data all the same. */
export const EXACT_JSON_EXAMPLES: readonly ExactExample[] = [
  three('int32 to uint32', 'message M { int32 a = 1; }', 'message M { uint32 a = 1; }'),
  three('int64 to uint64', 'message M { int64 a = 1; }', 'message M { uint64 a = 1; }'),
  three('fixed32 to sfixed32', 'message M { fixed32 a = 1; }', 'message M { sfixed32 a = 1; }'),
  three(
    'value added to an enum',
    'enum E { A = 0; } message M { E a = 1; }',
    'enum E { A = 0; B = 1; } message M { E a = 1; }',
  ),
  three(
    'value removed from an enum, number and name reserved',
    'enum E { A = 0; B = 1; } message M { repeated E a = 1; }',
    'enum E { reserved 1; reserved "B"; A = 0; } message M { repeated E a = 1; }',
  ),
  three(
    'name of a deleted field used again, under another number',
    'message M { int32 a = 1; }',
    'message M { reserved 1; string b = 2 [json_name = "a"]; reserved "a"; }',
  ),
  three(
    'message that an Any can hold renamed',
    'import "google/protobuf/any.proto"; message M { google.protobuf.Any a = 1; } message Old { int32 b = 1; }',
    'import "google/protobuf/any.proto"; message M { google.protobuf.Any a = 1; } message New { int32 b = 1; }',
  ),
  three('optional added', 'message M { int32 a = 1; }', 'message M { optional int32 a = 1; }'),
]

/** An example with what the category and its exact counterpart say. */
export interface JudgedExample {
  readonly example: ExactExample
  /** Ids of the rules of the category that it breaks: none. */
  readonly brokenRules: readonly string[]
  readonly findings: readonly ExactFinding[]
}

/** Judges the examples of both formats. */
export function judgeExamples(): {
  readonly binary: readonly JudgedExample[]
  readonly json: readonly JudgedExample[]
} {
  return {
    binary: EXACT_EXAMPLES.map((example) => judge(example, 'WIRE', 'binary')),
    json: EXACT_JSON_EXAMPLES.map((example) => judge(example, 'WIRE_JSON', 'json')),
  }
}

function judge(example: ExactExample, category: string, format: WireFormat): JudgedExample {
  const [prev, next] = [example.prev, example.next].map((text) =>
    imageOf({ 'a.proto': `${example.head} package a.v1; ${text}` }),
  )
  if (prev === undefined || next === undefined) throw new Error('an example has two sides')
  const broken = diff(prev, next, { ...defaultPolicy('v2'), use: [category] })
  const findings = proveImages(prev, next, { formats: [format], profile: 'ignoreUnknown' })
  return { example, brokenRules: broken.map(({ rule }) => rule), findings }
}

function three(name: string, prev: string, next: string): ExactExample {
  return { name, head: 'syntax = "proto3";', prev, next }
}

function two(name: string, prev: string, next: string): ExactExample {
  return { name, head: 'syntax = "proto2";', prev, next }
}

function edition(name: string, prev: string, next: string): ExactExample {
  return { name, head: 'edition = "2023";', prev, next }
}
