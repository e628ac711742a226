import type { UnknownField } from '@bufbuild/protobuf'
import { errorsOf, imageOf } from './compile-text.ts'

/** Custom options of all shapes for messages. */
const OPTIONS = `syntax = "proto2";
package o;
import "google/protobuf/any.proto";
import "google/protobuf/descriptor.proto";
enum Color { option allow_alias = true; RED = 0; GREEN = 1; LIME = 1; }
message Opt {
  optional int32 i = 1;
  optional string s = 2;
  repeated int32 r = 3;
  repeated int32 p = 4 [packed = true];
  optional Opt m = 5;
  repeated Opt ms = 6;
  map<string, int32> map = 7;
  optional group Grp = 8 { optional int32 x = 1; }
  oneof which { string os = 9; Opt om = 10; }
  optional google.protobuf.Any any = 11;
  optional float f = 12;
  optional double d = 13;
  optional bytes by = 14;
  optional sint32 si = 15;
  optional fixed64 fx = 16;
  optional bool b = 17;
  optional Color e = 18;
  optional uint64 u64 = 19;
  map<int32, Opt> messages = 20;
  map<bool, bytes> bools = 21;
  extensions 100 to 200;
}
extend Opt { optional int32 ext = 100; }
message Set { option message_set_wire_format = true; extensions 4 to max; }
message Item { extend Set { optional Item item = 1000; } }
extend google.protobuf.MessageOptions {
  optional Opt opt = 50000;
  optional int32 i = 50001;
  repeated int32 r = 50002;
  optional Set set = 50003;
}
`

const HEADER = 'syntax = "proto2";\npackage a;\nimport "o.proto";\n'

/** The encoded extensions of a message with some options, as `number: hex`. */
export function encodedOptions(body: string): string[] {
  const image = imageOf({ 'o.proto': OPTIONS, 'a.proto': `${HEADER}message M {\n${body}\n}\n` })
  const file = image.files.find(({ path }) => path === 'a.proto')
  const unknown: UnknownField[] = file?.proto.messageType[0]?.options?.$unknown ?? []
  return unknown.map(({ no, data }) => `${no}: ${[...data].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`)
}

/** What is wrong with the options of a message; they stand in line 5. */
export function optionErrors(body: string): string[] {
  return errorsOf({ 'o.proto': OPTIONS, 'a.proto': `${HEADER}message M {\n${body}\n}\n` })
}
