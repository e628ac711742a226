import { type Explanation, edition2023, proto3 } from './explanation.ts'

const STATE = `enum State {
  STATE_UNSPECIFIED = 0;
  STATE_OPEN = 1;
  STATE_PAUSED = 2;
}`

/** A value of an enum went away; what differs is what would have been enough to keep the rule quiet. */
const DELETED = `A value that one side no longer knows does not disappear from data: it is stored, queued, and written by programs that
have not been built again. In binary it arrives as a number without a name; many JSON readers reject the whole message.`

export const ENUM_EXPLANATIONS: readonly Explanation[] = [
  {
    rule: 'ENUM_NO_DELETE',
    hurts: ['binary', 'JSON', 'source'],
    why: `Code that uses the enum no longer compiles, and fields of its type must have got another type. An enum that moved to
another file is told too: languages that generate code file by file lose it where users look.`,
    instead: `Keep the enum, and set \`option deprecated = true;\` in it when nobody should start to use it. After a move, let the old
file import the new one publicly and accept the finding once.`,
    versions: proto3(`${STATE}\n\nmessage Order {\n  string id = 1;\n}`, 'message Order {\n  string id = 1;\n}'),
  },
  {
    rule: 'ENUM_SAME_JSON_FORMAT',
    hurts: ['JSON'],
    why: `With LEGACY_BEST_EFFORT compilers no longer check that the JSON names of the values are unique, so that two JSON readers may
stop agreeing.`,
    instead: 'Keep `features.json_format = ALLOW`, and rename the value that stands in the way.',
    versions: edition2023(
      'enum State {\n  STATE_UNSPECIFIED = 0;\n}',
      'enum State {\n  option features.json_format = LEGACY_BEST_EFFORT;\n\n  STATE_UNSPECIFIED = 0;\n}',
    ),
  },
  {
    rule: 'ENUM_SAME_TYPE',
    hurts: ['binary', 'source'],
    why: `An open enum hands numbers that it does not know to the program; a closed one puts them aside as unknown fields, and the field
reads as not set. Code that was written for the one is surprised by the other.`,
    instead: 'Keep it open or closed as it was; in editions with `features.enum_type`.',
    versions: edition2023(
      'enum State {\n  STATE_UNSPECIFIED = 0;\n}\n\nmessage Order {\n  State state = 1;\n}',
      `enum State {
  option features.enum_type = CLOSED;

  STATE_UNSPECIFIED = 0;
}

message Order {
  State state = 1;
}`,
    ),
  },
  {
    rule: 'ENUM_VALUE_NO_DELETE',
    hurts: ['binary', 'JSON', 'source'],
    why: `${DELETED} Code that names the value no longer compiles.`,
    instead: 'Keep the value, and mark it `[deprecated = true]` when nobody should start to use it.',
    versions: proto3(STATE, 'enum State {\n  STATE_UNSPECIFIED = 0;\n  STATE_OPEN = 1;\n}'),
  },
  {
    rule: 'ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED',
    hurts: ['JSON'],
    why: `JSON spells names out. When the name of a deleted value is free, somebody can give it to another number, and old JSON data gets
a new meaning.`,
    instead: 'Keep the value, or reserve its name in the enum.',
    versions: proto3(STATE, 'enum State {\n  reserved 2;\n\n  STATE_UNSPECIFIED = 0;\n  STATE_OPEN = 1;\n}'),
  },
  {
    rule: 'ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED',
    hurts: ['binary'],
    why: `Binary data holds numbers. When the number of a deleted value is free, a later value can take it, and old data gets a new
meaning.`,
    instead: 'Keep the value, or reserve its number in the enum.',
    versions: proto3(
      STATE,
      'enum State {\n  reserved "STATE_PAUSED";\n\n  STATE_UNSPECIFIED = 0;\n  STATE_OPEN = 1;\n}',
    ),
  },
  {
    rule: 'ENUM_VALUE_SAME_NAME',
    hurts: ['JSON', 'source'],
    why: `JSON and text data with the old name are rejected or dropped, and code that uses the old name no longer compiles. Binary data is
not affected.`,
    instead:
      'Keep the old name. With `option allow_alias = true;` the new one can stand beside it under the same number.',
    versions: proto3(STATE, STATE.replace('STATE_PAUSED', 'STATE_ON_HOLD')),
  },
]
