import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { compile } from '@wireproof/compiler'
import { EVERYTHING } from './compiler-robustness.ts'
import { corpus, SUPPORT_FILES } from './invalid-corpus.ts'

/** Valid schemas to mutate, in groups of about the same weight, and the files that they import. */
export interface MutantPool {
  readonly groups: readonly (readonly string[])[]
  readonly imports: Readonly<Record<string, string>>
}

/** The package of the one file that a text makes, and the number of an extension that no other file has. */
export function fillIn(text: string, index: number): string {
  return text.replaceAll('$n', String(FIRST_OWN_NUMBER + index)).replaceAll('$', packageOf(index))
}

export function packageOf(index: number): string {
  return `m${String(index).padStart(5, '0')}`
}

/** Beyond the extension numbers that the real files use. */
const FIRST_OWN_NUMBER = 300_000_000

/** Together, nearly every construct of the language. */
const LANGUAGE = [
  EVERYTHING.replaceAll('c0000', '$'),
  `syntax = "proto3";
package $;

import public "google/protobuf/timestamp.proto";
import "google/protobuf/any.proto";
import 'google/protobuf/struct.proto';
import "corpus/options.proto";

option java_package = "com.example.shop";
option optimize_for = SPEED;
option (corpus.file).m.s = "nested";

// Where things are bought.
service Shop {
  option deprecated = false;
  option (corpus.service) = 7;
  // Asks.
  rpc Get(GetRequest) returns (Item);
  rpc List(stream GetRequest) returns (stream .$.Item) {
    option idempotency_level = NO_SIDE_EFFECTS;
    option (corpus.method) = -3;
  }
  rpc Put (Item) returns (google.protobuf.Any) {}
}

message GetRequest {
  string id = 1 [json_name = "identity", deprecated = true];
  optional int64 at_most = 2;
  repeated sint32 numbers = 3 [packed = false];
  map<string, google.protobuf.Value> labels = 4;
  reserved 7, 9 to 11, 100 to max;
  reserved "old", "older";
}

message Item {
  option (corpus.msg) = { i32: 1, s: "one" "two", rm { b: true }, rm: [{ e: GREEN }, { f: -inf }] };
  oneof kind {
    option (corpus.oneof) = 5;
    Book book = 1;
    double weight = 2 [(corpus.fld).i32 = 0x1F];
    .google.protobuf.Timestamp expires = 3;
  }
  message Book { bytes content = 1; Color color = 2; }
  enum Color {
    COLOR_UNSPECIFIED = 0;
    COLOR_RED = 1 [(corpus.value) = 4];
    COLOR_BLUE = -2;
    reserved 5, 10 to 20;
    reserved "COLOR_GREEN";
  }
  map<int32, Color> colors = 8;
}
`,
  `edition = "2023";
package $;
import "google/protobuf/descriptor.proto";
import "corpus/options.proto";
option features.field_presence = IMPLICIT;
option features.utf8_validation = VERIFY;
message Person {
  option features.message_encoding = DELIMITED;
  string name = 1 [features.field_presence = EXPLICIT, default = "nobody"];
  Address address = 2;
  repeated int32 scores = 3 [features.repeated_field_encoding = EXPANDED];
  message Address { string street = 1 [features = { field_presence: LEGACY_REQUIRED }]; }
  reserved street, town;
  reserved 10 to 12;
  extensions 100 to 150 [
    verification = DECLARATION,
    declaration = { number: 100, full_name: ".$.extra", type: "int32" },
    declaration = { number: 101, reserved: true }
  ];
  extensions 200, 300 to max [(corpus.range) = 1];
}
enum Level { option features.enum_type = CLOSED; LOW = 1; HIGH = 2; reserved MIDDLE; }
extend Person { int32 extra = 100; repeated Level levels = 200 [packed = true]; }
extend google.protobuf.MessageOptions { Person person = $n; }
message User { option (person) = { name: "x" address < street: 'y' >; scores: [1, 2] }; }
`,
  `edition = "2024";
package $;
import option "corpus/options.proto";
import "google/protobuf/duration.proto";
option features.default_symbol_visibility = EXPORT_TOP_LEVEL;
option features.enforce_naming_style = STYLE2024;
option (corpus.file_i) = 3;
export message Outer {
  local message Inner { google.protobuf.Duration lasts = 1; }
  export enum Kind { KIND_UNKNOWN = 0; KIND_BEST = 1; }
  Inner inner = 1;
  map<bool, Kind> kinds = 2 [deprecated = true];
  oneof choice { fixed64 left = 3; sfixed32 right = 4; }
}
local enum Mode { option allow_alias = true; MODE_ZERO = 0; MODE_ONE = 1; MODE_UNO = 1; }
service Runner { rpc Run(Outer) returns (stream Outer); }
`,
  `syntax = "proto2";
package $;
message Base {
  required string id = 1;
  optional int32 size = 2 [default = -5];
  optional bytes blob = 3 [default = "\\x00\\377\\n", ctype = CORD];
  optional Mood mood = 4 [default = HAPPY, json_name = "feeling"];
  repeated group Part = 5 { optional double ratio = 1 [default = 1.5e3]; optional float rest = 2 [default = nan]; }
  oneof either { uint32 one = 6; group Two = 7 { required bool yes = 1 [default = true]; } }
  extensions 50 to 99, 1000 to max;
  enum Mood { SAD = 0; HAPPY = 0x1; ANGRY = -1; }
  extend Base { optional Base more = 50; }
  message Set { option message_set_wire_format = true; extensions 4 to max; }
}
extend Base { repeated group Extra = 60 { optional fixed32 f = 1; } }
extend .$.Base.Set { optional Base item = 2000; }
;
`,
]

const require = createRequire(import.meta.url)

/** Every so many-th of the files of the API family is taken. */
const STRIDE = 60
/** Longer files are mostly comments and more of the same. */
const MAX_LENGTH = 8000
/** Files of the API family that most others import. */
const FAMILY_IMPORTS = ['google/api', 'google/type', 'google/rpc', 'google/longrunning']

/** Own schemas, those of the corpus that are valid, and real ones: a sample of an API family, and protobuf's own tests. */
export function createMutantPool(): MutantPool {
  const root = dirname(require.resolve('google-proto-files-6/package.json'))
  const imports: Record<string, string> = { ...SUPPORT_FILES }
  for (const folder of FAMILY_IMPORTS) for (const path of protosIn(root, folder)) imports[path] = read(root, path)
  const family = protosIn(root, 'google').filter((path) => !path.startsWith('google/protobuf/'))
  const sample = family.filter((_, index) => index % STRIDE === 0)
  const ownTests = protosIn(root, 'google/protobuf/test_protos')
  return {
    groups: [
      LANGUAGE,
      LANGUAGE,
      corpus.map(({ text }) => text).filter((text) => text.includes('package $;')),
      sample.map((path) => withOwnPackage(read(root, path))),
      ownTests.map((path) => withOwnPackage(read(root, path))),
    ].map((texts) => texts.filter((text) => text.length <= MAX_LENGTH && isUsable(text, imports))),
    imports,
  }
}

function protosIn(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.proto'))
    .map((path) => join(folder, path))
    .sort()
}

function read(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** A real file as one of a package of its own. */
function withOwnPackage(text: string): string {
  const name = /^package ([\w.]+);/m.exec(text)?.[1]
  return name === undefined
    ? text.replaceAll('$', '')
    : text.replaceAll('$', '').replaceAll(`${name}.`, '$.').replaceAll(`package ${name};`, 'package $;')
}

/** Whether a text stands on its own, and declares no option whose number a second copy would declare again. */
function isUsable(text: string, imports: Readonly<Record<string, string>>): boolean {
  if (!text.includes('package $;')) return false
  if (/extend \.?google\.protobuf\./.test(text) && !text.includes('$n')) return false
  const path = `${packageOf(0)}/case.proto`
  const files: Readonly<Record<string, string>> = { ...imports, [path]: fillIn(text, 0) }
  return compile([path], (name) => files[name]).image !== undefined
}
