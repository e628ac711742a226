/** Schemas that are fine, and between them use every part of the language: path to text. */
export const schemas: Readonly<Record<string, string>> = {
  'schemas/options.proto': `syntax = "proto2";
package schemas;
import "corpus/options.proto";
option java_package = "com.example";
option (corpus.file) = { i32: 1 };
option (corpus.file_i) = 7;
option optimize_for = CODE_SIZE;
message Numbers {
  option (corpus.u64) = 18446744073709551615;
  option (corpus.i64) = -9223372036854775808;
  option (corpus.u32) = 0xffffffff;
  option (corpus.i32) = -017;
  option (corpus.f) = nan;
  option (corpus.d) = -nan;
  option (corpus.b) = false;
  option (corpus.ri) = 1;
  option (corpus.ri) = -1;
  option (corpus.re) = BLUE;
  option (corpus.s) = "a" 'b' "\\n\\x41\\101\\u00e9";
  option (corpus.by) = "\\xff\\000";
}
message Parts {
  option (corpus.msg).m.i32 = 1;
  option (corpus.msg).m.m.s = "deep";
  option (corpus.msg).(corpus.ext) = 2;
  option (corpus.msg).(corpus.rext) = { i32: 5 };
  option (corpus.msg).ri = 3;
  option (corpus.msg).ri = 4;
  option (corpus.msg).om.i64 = 1;
  option (corpus.msg).grp.x = 9;
  option deprecated = true;
}
message Aggregate {
  option (corpus.msg) = {
    u64: 5, i32: -1; f: inf d: -inf
    s32: -3 f64: 0x10 b: t e: GREEN by: "\\x00\\xff"
    m < i32: 1 m { } >
    ri: [3, 2, 1] ri: 0 re: [RED, BLUE] rs: ["x" "y", "z"]
    rm: [{ i32: 1 }, { i32: 2 }] rm { i32: 3 }
    map { key: "b" value: 1 } map { value: 2 } map { key: "a" } map { key: "b" value: 3 }
    os: "one" grp { x: 1 }
    [corpus.rext]: [{ i32: 2 }, { }] [corpus.ext]: 4
    any { [type.googleapis.com/corpus.Opt] { ri: [1, 2] i32: 1 [corpus.ext]: 1 map { value: 3 } m { i32: 1 } } }
  };
}
message Pieces {
  option (corpus.msg) = { m { i32: 1 ri: 1 } m { i32: 2 ri: 2 m { } } m { os: "a" } m { om { } } };
  option (corpus.any) = { type_url: "x" value: "y" };
}
message PiecesOfPieces {
  option (corpus.msg) = {
    m { m { ri: 1 ri: 2 } rm { i32: 1 } m { i32: 1 m { i32: 1 } m { i32: 2 } } } rm { } m { m { i32: 1 } }
    om { } om { i32: 1 } [corpus.rext] { m { i32: 1 } m { ri: 1 } }
  };
  option (corpus.msg).grp = { x: 1 };
}
message Places {
  optional int32 a = 1 [(corpus.fld).i32 = 1, deprecated = true, (corpus.fld_i) = 4, default = -3];
  oneof o { option (corpus.oneof) = 1; int32 b = 2; }
  extensions 10, 20 to 30 [(corpus.range) = 1];
  enum E { option (corpus.enum) = 1; option allow_alias = true; Z = 0 [(corpus.value) = 1]; Y = 0; }
}
service Service {
  option (corpus.service) = 1;
  rpc Empty(Parts) returns (stream Parts) { }
  rpc None(stream Parts) returns (Parts);
  rpc Some(Parts) returns (Parts) { option (corpus.method) = 1; option idempotency_level = IDEMPOTENT; }
}
`,
  'schemas/defaults.proto': `syntax = "proto2";
package schemas.defaults;
enum E { option allow_alias = true; A = 0; B = 0; C = -1; }
message M {
  optional string s = 1 [default = "a\\n\\"\\303\\251"];
  optional bytes b = 2 [default = "a\\n\\r\\t\\"'\\?\\\\\\303\\251\\000 ~"];
  optional float f1 = 3 [default = 1.5e10];
  optional float f2 = 4 [default = 0.1];
  optional double d1 = 5 [default = 1e300];
  optional double d2 = 6 [default = nan];
  optional double d3 = 7 [default = -inf];
  optional double d4 = 8 [default = 100000000000000000000000];
  optional double d5 = 9 [default = 123456789.125];
  optional double d6 = 10 [default = 1e-5];
  optional double d7 = 11 [default = 100000];
  optional double d8 = 12 [default = 1000000];
  optional double d9 = 13 [default = -0.0];
  optional double d10 = 14 [default = 0.0001];
  optional E e = 15 [default = B];
  optional E c = 16 [default = C];
  optional uint64 u = 17 [default = 0xffffffffffffffff];
  optional int64 i = 18 [default = -0x8000000000000000];
  optional bool t = 19 [default = true];
  optional float f3 = 20 [default = 3.4e38];
  optional double d11 = 21 [default = -nan];
  optional string j = 22 [json_name = "other", default = ""];
}
message Set { option message_set_wire_format = true; extensions 4 to max; reserved 1 to 3; }
message Item { extend Set { optional Item item = 1000; } }
message Wide { extensions 100 to max; reserved 10 to 20, 50; reserved "a", "b"; }
message Group { repeated group Inner = 1 { optional int32 x = 1; optional group Most = 2 { } } }
`,
  'schemas/three.proto': `syntax = "proto3";
package schemas.three;
import public "schemas/defaults.proto";
import weak "google/protobuf/any.proto";
import "google/protobuf/descriptor.proto";
import "google/protobuf/empty.proto";
message M {
  optional int32 a = 1;
  optional M m = 2;
  oneof o { string b = 3; M c = 4; }
  map<string, M> by_name = 5;
  map<int32, E> by_number = 6;
  repeated int32 packed = 7;
  repeated int32 expanded = 8 [packed = false];
  string under_score_name = 9;
  enum E { ZERO = 0; ONE = 1; reserved 5 to max, -10 to -1; reserved "TWO"; }
  message _a { message N { .schemas.three.M.E e = 1; E f = 2; } }
  Item item = 10;
}
message Item { message schemas { } defaults.Item other = 1; }
extend google.protobuf.FieldOptions {
  optional string three_single = 63001;
  repeated M three_many = 63002;
  int32 three_plain = 63003;
}
message Zeros { string z = 1 [(three_many) = { packed: [0] b: "" a: 0 under_score_name: "" }, (three_plain) = 0]; }
`,
  'schemas/none.proto': 'package schemas.none;\nmessage M { optional int32 a = 1; }\n',
  'schemas/e2023.proto': `edition = "2023";
package schemas.e2023;
import "google/protobuf/cpp_features.proto";
import "google/protobuf/descriptor.proto";
option features.field_presence = IMPLICIT;
option features.(pb.cpp).string_type = CORD;
option features.repeated_field_encoding = EXPANDED;
message M {
  int32 a = 1;
  int32 b = 2 [features = { field_presence: EXPLICIT }, default = 5];
  int32 c = 3 [features.field_presence = LEGACY_REQUIRED];
  M d = 4 [features.message_encoding = DELIMITED];
  map<string, string> e = 5 [features.utf8_validation = NONE];
  repeated int32 f = 6 [features.repeated_field_encoding = PACKED];
  enum E { option features.enum_type = CLOSED; ONE = 1; }
  oneof o { string g = 7 [features.(pb.cpp).string_type = STRING]; }
  reserved h, i;
  extensions 100 to 200 [declaration = { number: 100 full_name: ".schemas.e2023.x" type: "int32" }];
}
extend M { int32 x = 100; }
extend google.protobuf.MessageOptions { M e2023_message = 63011; repeated int32 e2023_list = 63012; }
message Uses {
  option (e2023_message) = { a: 0 b: 0 c: 1 f: [1, 2] e { key: "k" value: "v" } };
  option (e2023_list) = 1;
  option (e2023_list) = 2;
}
`,
  'schemas/shows-any.proto': 'edition = "2024"; import public "google/protobuf/any.proto"; message Shows { }\n',
  'schemas/option-imports.proto': `edition = "2024";
package schemas.option.imports;
import "google/protobuf/any.proto";
import option "google/protobuf/empty.proto";
import option "schemas/shows-any.proto";
message M { Shows shows = 1; }
`,
  'schemas/any.proto': `syntax = "proto2";
package schemas.any;
import "google/protobuf/any.proto";
import "google/protobuf/descriptor.proto";
message O {
  optional int32 x = 1;
  optional O o = 2;
  repeated int32 list = 3;
  optional google.protobuf.Any any = 4;
  map<int32, google.protobuf.Any> map = 5;
  repeated google.protobuf.Any many = 6;
}
extend google.protobuf.MessageOptions { optional O o = 63031; optional google.protobuf.Any any = 63032; }
message Empty { option (o) = { any { [type.googleapis.com/schemas.any.O] { list: [] } } }; }
message EmptyInside {
  option (any) = { [type.googleapis.com/schemas.any.O] { any { [type.googleapis.com/schemas.any.O] { } } many { } } };
}
message EmptyInMap {
  option (o) = { map { key: 1 value { [type.googleapis.com/schemas.any.O] { } } } many { value: "" } };
}
message ListKeepsPlace {
  option (any) = { [type.googleapis.com/schemas.any.O] { list: [] x: 1 list: [1, 2] o { list: [] } } };
}
message Replaced {
  option (o) = {
    o { any { [type.googleapis.com/schemas.any.O] { x: 1 } } }
    o { any { [type.googleapis.com/schemas.any.O] { } } }
    o { o { any { [type.googleapis.com/schemas.any.O] { x: 1 } } } }
    o { o { any { value: "y" } } }
    o { o { any { type_url: "z" } } }
  };
}
`,
  'schemas/full-names.proto': `syntax = "proto2";
package schemas.corpus;
import "corpus/options.proto";
message Hides { option (.corpus.msg) = { [corpus.ext]: 1 [corpus.rext] { [corpus.ext]: 2 } }; }
`,
  'schemas/delimited.proto': `edition = "2023";
package schemas.delimited;
import "google/protobuf/any.proto";
import "google/protobuf/descriptor.proto";
option features.message_encoding = DELIMITED;
message M {
  int32 x = 1;
  repeated int32 n = 2;
  M d = 4;
  repeated M r = 5;
  M plain = 6 [features.message_encoding = LENGTH_PREFIXED];
  map<string, M> map = 7;
  oneof o { M om = 8; int32 oi = 9; M op = 10 [features.message_encoding = LENGTH_PREFIXED]; }
  int32 z = 11 [features.field_presence = IMPLICIT];
  google.protobuf.Any any = 12;
  extensions 100 to 200;
}
extend M {
  M ext = 100;
  M ext2 = 101 [features.message_encoding = LENGTH_PREFIXED];
  repeated M rext = 102;
  int32 iext = 103;
}
extend google.protobuf.MessageOptions {
  M opt = 63021;
  repeated M ropt = 63022;
  M plain = 63023 [features.message_encoding = LENGTH_PREFIXED];
  int32 iopt = 63024;
}
message Mixed {
  option (plain) = {
    oi: 3 z: 0 n: [3, 1] n: 2
    r: { z: 0 n: 1 n: [2, 3] map { key: "b" value { d { } } } map { key: "a" } map { key: "b" } [schemas.delimited.iext]: 1 x: 4 }
    x: 1 d { plain { x: 3 } } d { x: 4 }
  };
}
message Parts {
  option (plain).d.plain.x = 3;
  option (plain).d.x = 4;
  option (plain).x = 4;
  option (plain).(ext).x = 4;
  option (plain).plain.d.x = 4;
  option (plain).d.z = 0;
}
message Order {
  option (ropt) = { x: 1 };
  option (iopt) = 3;
  option (opt).x = 3;
  option (ropt) = { n: 1 };
  option (opt).plain.x = 1;
  option (opt).(ext2).z = 0;
}
message Deep {
  option (plain) = {
    map { key: "b" value { d { } x: 2 n: [2, 1] } } map { key: "a" }
    [schemas.delimited.rext]: [{ }, { x: 3 }] [schemas.delimited.ext2]: { x: 3 } [schemas.delimited.iext]: 3
    om { x: 4 } x: 3 any { [type.googleapis.com/schemas.delimited.M] { d { x: 3 } plain { z: 0 } } }
  };
}
message Pieces {
  option (opt) = { op { x: 4 } op { n: [1] } op { n: 2 } plain { x: 1 } plain { x: 2 } x: 3 d { x: 2 } d { x: 3 d { } } map { } };
}
`,
  'schemas/e2024.proto': `edition = "2024";
package schemas.e2024;
import "corpus/e2024.proto";
import "google/protobuf/any.proto";
import option "corpus/public.proto";
export message Shown { corpus.Shown a = 1; local enum Inner { INNER_ZERO = 0; } }
local message Hidden { option (corpus.i32) = 1; google.protobuf.Any any = 1; Shown.Inner inner = 2; }
message Plain { export message Nested { } message Kept { } }
`,
}
