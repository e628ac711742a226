/**
 * Schemas with one fault each, and near misses that are fine. Whether each one is accepted, and where the first fault
 * is, is what buf says: `invalid-corpus.expected.json` keeps its answers, and a test renews the question.
 *
 * `$` stands for the package of the case. Every case may import `corpus/options.proto`.
 */
export interface CorpusCase {
  readonly name: string
  readonly text: string
}

/** Custom options of all shapes; one file, because the numbers of extensions are global. */
export const OPTIONS_PROTO = `syntax = "proto2";
package corpus;
import "google/protobuf/any.proto";
import "google/protobuf/descriptor.proto";
enum Color { RED = 0; GREEN = 1; BLUE = 2; }
message Opt {
  optional int32 i32 = 1;
  optional int64 i64 = 2;
  optional uint32 u32 = 3;
  optional uint64 u64 = 4;
  optional sint32 s32 = 5;
  optional fixed64 f64 = 6;
  optional float f = 7;
  optional double d = 8;
  optional bool b = 9;
  optional string s = 10;
  optional bytes by = 11;
  optional Color e = 12;
  optional Opt m = 13;
  repeated int32 ri = 14;
  repeated Opt rm = 15;
  map<string, int32> map = 16;
  oneof o { string os = 17; Opt om = 18; }
  optional google.protobuf.Any any = 19;
  optional group Grp = 20 { optional int32 x = 1; }
  repeated Color re = 21;
  repeated string rs = 22;
  extensions 100 to 200;
}
message Req { required int32 r = 1; optional int32 o = 2; }
message Other { extensions 100 to 200; }
message Set { option message_set_wire_format = true; extensions 4 to max; }
message Item { optional int32 x = 1; }
extend Set { optional Item item = 1000; }
extend Opt { optional int32 ext = 100; repeated Opt rext = 101; }
extend Other { optional int32 other = 100; }
extend google.protobuf.FileOptions { optional Opt file = 60001; optional int32 file_i = 60002; }
extend google.protobuf.MessageOptions {
  optional Opt msg = 60001;
  optional int32 i32 = 60002;
  optional int64 i64 = 60003;
  optional uint32 u32 = 60004;
  optional uint64 u64 = 60005;
  optional float f = 60006;
  optional double d = 60007;
  optional bool b = 60008;
  optional string s = 60009;
  optional bytes by = 60010;
  optional Color e = 60011;
  repeated int32 ri = 60012;
  repeated Opt rm = 60013;
  optional Req req = 60014;
  optional Set set = 60015;
  optional google.protobuf.Any any = 60016;
  optional int32 only_field = 60017 [targets = TARGET_TYPE_FIELD];
  optional int32 only_msg = 60018 [targets = TARGET_TYPE_MESSAGE, targets = TARGET_TYPE_ENUM];
  repeated Color re = 60019;
  repeated string rs = 60020;
}
extend google.protobuf.FieldOptions { optional Opt fld = 60001; optional int32 fld_i = 60002; }
extend google.protobuf.OneofOptions { optional int32 oneof = 60001; }
extend google.protobuf.EnumOptions { optional int32 enum = 60001; }
extend google.protobuf.EnumValueOptions { optional int32 value = 60001; }
extend google.protobuf.ExtensionRangeOptions { optional int32 range = 60001; }
extend google.protobuf.ServiceOptions { optional int32 service = 60001; }
extend google.protobuf.MethodOptions { optional int32 method = 60001; }
`

const cases: CorpusCase[] = []

const HEADERS = {
  proto2: 'syntax = "proto2";\npackage $;\n',
  proto3: 'syntax = "proto3";\npackage $;\n',
  e2023: 'edition = "2023";\npackage $;\n',
  e2024: 'edition = "2024";\npackage $;\n',
} as const

type Bodies = Readonly<Record<string, string>>

/** Adds cases whose body follows a header of two lines. */
function add(header: keyof typeof HEADERS, bodies: Bodies): void {
  for (const [name, body] of Object.entries(bodies))
    cases.push({ name: `${header}-${name}`, text: HEADERS[header] + body })
}

/** Adds cases that are whole files. */
function addWhole(texts: Bodies): void {
  for (const [name, text] of Object.entries(texts)) cases.push({ name, text })
}

/** Adds cases that are the body of one message with a custom option set; line 4 holds the option. */
function addOption(options: Bodies): void {
  for (const [name, option] of Object.entries(options)) {
    const body = `import "corpus/options.proto";\nmessage M {\n  ${option}\n}\n`
    cases.push({ name: `option-${name}`, text: HEADERS.proto2 + body })
  }
}

add('proto2', {
  'number-zero': 'message M { optional int32 a = 0; }',
  'number-negative': 'message M { optional int32 a = -1; }',
  'number-too-large': 'message M { optional int32 a = 536870912; }',
  'number-largest': 'message M { optional int32 a = 536870911; }',
  'number-huge': 'message M { optional int32 a = 99999999999999999999; }',
  'number-implementation': 'message M { optional int32 a = 19000; }',
  'number-implementation-end': 'message M { optional int32 a = 19999; }',
  'number-before-implementation': 'message M { optional int32 a = 18999; }',
  'number-after-implementation': 'message M { optional int32 a = 20000; }',
  'number-twice': 'message M {\n  optional int32 a = 1;\n  optional int32 b = 1;\n}',
  'number-twice-in-oneof': 'message M {\n  optional int32 a = 1;\n  oneof o { int32 b = 1; }\n}',
  'number-thrice': 'message M {\n  optional int32 a = 1;\n  optional int32 b = 1;\n  optional int32 c = 1;\n}',
  'number-hex': 'message M { optional int32 a = 0x10; optional int32 b = 16; }',
  'number-octal': 'message M { optional int32 a = 010; optional int32 b = 8; }',
  'number-float': 'message M { optional int32 a = 1.0; }',
  'number-missing': 'message M { optional int32 a; }',
  'name-twice': 'message M {\n  optional int32 a = 1;\n  optional int32 a = 2;\n}',
  'name-of-oneof': 'message M {\n  optional int32 a = 1;\n  oneof a { int32 b = 2; }\n}',
  'name-of-nested': 'message M {\n  optional int32 a = 1;\n  message a {}\n}',
  'name-of-nested-enum': 'message M {\n  message a {}\n  enum a { Z = 0; }\n}',
  'name-of-extension':
    'message M {\n  extensions 1 to 5;\n  extend M { optional int32 a = 1; }\n  optional int32 a = 10;\n}',
  'message-twice': 'message M {}\nmessage M {}',
  'message-and-enum': 'message M {}\nenum M { Z = 0; }',
  'message-and-service': 'message M {}\nservice M {}',
  'enum-value-and-message': 'message Z {}\nenum E { Z = 0; }',
  'enum-value-scope': 'enum E { Z = 0; }\nenum F { Z = 0; }',
  'enum-value-scope-nested': 'message M {\n  enum E { Z = 0; }\n  enum F { Z = 0; }\n}',
  'message-named-as-package': 'message M { optional $ x = 1; }',
  'method-twice': 'message M {}\nservice S {\n  rpc A(M) returns (M);\n  rpc A(M) returns (M);\n}',
  'oneof-twice': 'message M {\n  oneof o { int32 a = 1; }\n  oneof o { int32 b = 2; }\n}',
  'group-and-message': 'message M {\n  optional group G = 1 {}\n  message G {}\n}',
  'group-and-field': 'message M {\n  optional group G = 1 {}\n  optional int32 g = 2;\n}',
  'map-entry-and-message': 'message M {\n  map<string, int32> a_b = 1;\n  message ABEntry {}\n}',
  'map-entry-twice': 'message M {\n  map<string, int32> ab = 1;\n  map<string, int32> Ab = 2;\n}',
  'reserved-number': 'message M {\n  reserved 1;\n  optional int32 a = 1;\n}',
  'reserved-range': 'message M {\n  reserved 1 to 10;\n  optional int32 a = 5;\n}',
  'reserved-range-end': 'message M {\n  reserved 1 to 10;\n  optional int32 a = 11;\n}',
  'reserved-max': 'message M {\n  reserved 100 to max;\n  optional int32 a = 536870911;\n}',
  'reserved-name': 'message M {\n  reserved "a";\n  optional int32 a = 1;\n}',
  'reserved-name-twice': 'message M {\n  reserved "a", "a";\n}',
  'reserved-name-twice-apart': 'message M {\n  reserved "a";\n  reserved "a";\n}',
  'reserved-name-thrice': 'message M {\n  reserved "b", "a";\n  reserved "a", "a";\n}',
  'reserved-name-no-identifier': 'message M {\n  reserved "a b";\n}',
  'reserved-name-empty': 'message M {\n  reserved "";\n}',
  'reserved-name-as-identifier': 'message M {\n  reserved a;\n}',
  'reserved-name-of-oneof': 'message M {\n  reserved "o";\n  oneof o { int32 a = 1; }\n}',
  'reserved-name-of-extension':
    'message M {\n  reserved "x";\n  extensions 1;\n  extend M { optional int32 x = 1; }\n}',
  'reserved-mixed': 'message M {\n  reserved 1, "a";\n}',
  'reserved-overlap': 'message M {\n  reserved 1 to 10, 5;\n}',
  'reserved-overlap-apart': 'message M {\n  reserved 1 to 10;\n  reserved 10 to 20;\n}',
  'reserved-backwards': 'message M {\n  reserved 10 to 1;\n}',
  'reserved-zero': 'message M {\n  reserved 0;\n}',
  'reserved-negative': 'message M {\n  reserved -5 to 1;\n}',
  'reserved-too-large': 'message M {\n  reserved 536870912;\n}',
  'reserved-implementation': 'message M {\n  reserved 19000 to 19999;\n}',
  'reserved-over-implementation': 'message M {\n  reserved 18000 to 21000;\n}',
  'reserved-max-alone': 'message M {\n  reserved max;\n}',
  'reserved-max-to': 'message M {\n  reserved max to 10;\n}',
  'reserved-singleton-range': 'message M {\n  reserved 10 to 10;\n}',
  'extensions-overlap': 'message M {\n  extensions 1 to 10;\n  extensions 10 to 20;\n}',
  'extensions-and-reserved': 'message M {\n  extensions 1 to 10;\n  reserved 10;\n}',
  'extensions-and-field': 'message M {\n  extensions 1 to 10;\n  optional int32 a = 5;\n}',
  'extensions-backwards': 'message M {\n  extensions 10 to 1;\n}',
  'extensions-zero': 'message M {\n  extensions 0 to 1;\n}',
  'extensions-too-large': 'message M {\n  extensions 1 to 536870912;\n}',
  'extensions-max': 'message M {\n  extensions 1 to max;\n}',
  'extensions-over-implementation': 'message M {\n  extensions 18000 to 21000;\n}',
  'extensions-implementation': 'message M {\n  extensions 19000;\n}',
  'extension-outside-range': 'message M { extensions 10 to 20; }\nextend M { optional int32 a = 9; }',
  'extension-without-range': 'message M { }\nextend M { optional int32 a = 9; }',
  'extension-of-field-number': 'message M { optional int32 x = 1; extensions 10; }\nextend M { optional int32 a = 1; }',
  'extension-in-reserved': 'message M { reserved 5; extensions 10; }\nextend M { optional int32 a = 5; }',
  'extension-number-twice':
    'message M { extensions 10; }\nextend M {\n  optional int32 a = 10;\n  optional int32 b = 10;\n}',
  'extension-number-twice-apart':
    'message M { extensions 10; }\nextend M { optional int32 a = 10; }\nmessage N { extend M { optional int32 b = 10; } }',
  'extension-name-twice':
    'message M { extensions 10 to 11; }\nextend M {\n  optional int32 a = 10;\n  optional int32 a = 11;\n}',
  'extension-required': 'message M { extensions 10; }\nextend M { required int32 a = 10; }',
  'extension-repeated': 'message M { extensions 10; }\nextend M { repeated int32 a = 10; }',
  'extension-without-label': 'message M { extensions 10; }\nextend M { int32 a = 10; }',
  'extension-map': 'message M { extensions 10; }\nextend M { map<int32, int32> a = 10; }',
  'extension-group': 'message M { extensions 10; }\nextend M { optional group G = 10 { optional int32 x = 1; } }',
  'extension-json-name': 'message M { extensions 10; }\nextend M { optional int32 a = 10 [json_name = "b"]; }',
  'extension-json-name-default': 'message M { extensions 10; }\nextend M { optional int32 a = 10 [json_name = "a"]; }',
  'extend-empty': 'message M { extensions 10; }\nextend M { }',
  'extend-enum': 'enum E { Z = 0; }\nextend E { optional int32 a = 10; }',
  'extend-scalar': 'extend int32 { optional int32 a = 10; }',
  'extend-missing': 'extend Missing { optional int32 a = 10; }',
  'extend-missing-two': 'extend Missing { optional int32 a = 10; optional int32 b = 10; }',
  'extend-service': 'service S {}\nextend S { optional int32 a = 10; }',
  'extend-oneof': 'message M { extensions 10; }\nextend M { oneof o { int32 a = 10; } }',
  'extend-field':
    'message M { extensions 10; optional int32 f = 1; }\nmessage N { optional int32 M = 1; extend M { optional int32 a = 10; } }',
  'extend-nested': 'message N { extend N { optional int32 a = 10; } extensions 10; }',
  'oneof-empty': 'message M { oneof o { } }',
  'oneof-only-option': 'message M { oneof o { option (x) = 1; } }',
  'oneof-repeated': 'message M { oneof o { repeated int32 a = 1; } }',
  'oneof-optional': 'message M { oneof o { optional int32 a = 1; } }',
  'oneof-required': 'message M { oneof o { required int32 a = 1; } }',
  'oneof-map': 'message M { oneof o { map<int32, int32> a = 1; } }',
  'oneof-group': 'message M { oneof o { group G = 1 { optional int32 x = 1; } } }',
  'oneof-in-oneof': 'message M { oneof o { oneof p { int32 a = 1; } } }',
  'label-missing': 'message M { int32 a = 1; }',
  'label-twice': 'message M { optional repeated int32 a = 1; }',
  'label-on-map': 'message M { repeated map<int32, int32> a = 1; }',
  'group-without-label': 'message M { group G = 1 {} }',
  'group-lower-case': 'message M { optional group g = 1 {} }',
  'group-required': 'message M { required group G = 1 {} }',
  'map-key-float': 'message M { map<float, int32> a = 1; }',
  'map-key-double': 'message M { map<double, int32> a = 1; }',
  'map-key-bytes': 'message M { map<bytes, int32> a = 1; }',
  'map-key-message': 'message M { map<M, int32> a = 1; }',
  'map-key-enum': 'enum E { Z = 0; }\nmessage M { map<E, int32> a = 1; }',
  'map-key-missing': 'message M { map<Missing, int32> a = 1; }',
  'map-key-bool': 'message M { map<bool, int32> a = 1; }',
  'map-value-map': 'message M { map<int32, map<int32, int32>> a = 1; }',
  'map-value-missing': 'message M { map<int32, Missing> a = 1; }',
  'map-value-closed-enum-first-nonzero': 'enum E { A = 1; Z = 0; }\nmessage M { map<int32, E> a = 1; }',
  'map-entry-as-type': 'message M { map<int32, int32> a = 1; optional AEntry b = 2; }',
  'map-entry-as-type-elsewhere': 'message M { map<int32, int32> a = 1; }\nmessage N { optional M.AEntry b = 2; }',
  'map-entry-extended': 'message M { map<int32, int32> a = 1; }\nextend M.AEntry { optional int32 x = 5; }',
  'map-entry-in-method': 'message M { map<int32, int32> a = 1; }\nservice S { rpc R(M.AEntry) returns (M); }',
  'map-default': 'message M { map<int32, int32> a = 1 [default = 1]; }',
  'map-packed': 'message M { map<int32, int32> a = 1 [packed = true]; }',
  'map-entry-option': 'message M { option map_entry = true; optional int32 key = 1; optional int32 value = 2; }',
  'map-entry-option-false': 'message M { option map_entry = false; }',
  'type-missing': 'message M { optional Missing a = 1; }',
  'type-missing-qualified': 'message M { optional a.b.Missing a = 1; }',
  'type-missing-absolute': 'message M { optional .Missing a = 1; }',
  'type-is-service': 'service S {}\nmessage M { optional S a = 1; }',
  'type-is-field': 'message M { optional int32 a = 1; optional a b = 2; }',
  'type-is-enum-value': 'enum E { Z = 0; }\nmessage M { optional Z b = 2; }',
  'type-is-oneof': 'message M { oneof o { int32 a = 1; } optional o b = 2; }',
  'type-is-package': 'message M { optional $ b = 2; }',
  'type-is-method': 'message M { }\nservice S { rpc R(M) returns (M); }\nmessage N { optional S.R b = 2; }',
  'type-is-extension': 'message M { extensions 1; extend M { optional int32 x = 1; } optional x b = 2; }',
  'type-first-component': 'message N { message O { } }\nmessage M { message N { } optional N.O b = 2; }',
  'type-first-component-field': 'message N { message O { } }\nmessage M { optional int32 N = 1; optional N.O b = 2; }',
  'type-first-component-enum': 'message N { message O { } }\nmessage M { enum N { Z = 0; } optional N.O b = 2; }',
  'type-behind-field': 'message N { }\nmessage M { optional int32 N = 1; optional N b = 2; }',
  'type-inner': 'message M { message N { } }\nmessage O { optional N a = 1; }',
  'type-absolute-inner': 'message M { message N { } optional .$.M.N a = 1; }',
  'type-not-imported': 'message M { optional google.protobuf.Any a = 1; }',
  'type-message-of-any': 'import "google/protobuf/any.proto";\nmessage M { optional google.protobuf.any a = 1; }',
  'method-input-missing': 'message M {}\nservice S { rpc R(Missing) returns (M); }',
  'method-output-missing': 'message M {}\nservice S { rpc R(M) returns (Missing); }',
  'method-input-enum': 'enum E { Z = 0; }\nmessage M {}\nservice S { rpc R(E) returns (M); }',
  'method-output-scalar': 'message M {}\nservice S { rpc R(M) returns (int32); }',
  'method-output-scalar-string': 'message M {}\nservice S { rpc R(string) returns (M); }',
  'method-named-as-type': 'message M {}\nservice S { rpc M(M) returns (M); }',
  'method-named-as-type-absolute': 'message M {}\nservice S { rpc M(.$.M) returns (.$.M); }',
  'service-named-as-type': 'message M {}\nservice S { rpc R(S) returns (M); }',
})

add('proto2', {
  'enum-empty': 'enum E { }',
  'enum-only-option': 'enum E { option deprecated = true; }',
  'enum-only-reserved': 'enum E { reserved 1; }',
  'enum-first-nonzero': 'enum E { A = 1; }',
  'enum-number-twice': 'enum E {\n  A = 0;\n  B = 0;\n}',
  'enum-number-thrice': 'enum E {\n  A = 0;\n  B = 0;\n  C = 0;\n}',
  'enum-alias': 'enum E {\n  option allow_alias = true;\n  A = 0;\n  B = 0;\n}',
  'enum-alias-false': 'enum E {\n  option allow_alias = false;\n  A = 0;\n  B = 0;\n}',
  'enum-alias-unused': 'enum E {\n  option allow_alias = true;\n  A = 0;\n  B = 1;\n}',
  'enum-alias-false-unused': 'enum E {\n  option allow_alias = false;\n  A = 0;\n}',
  'enum-name-twice': 'enum E {\n  A = 0;\n  A = 1;\n}',
  'enum-number-large': 'enum E { A = 2147483647; }',
  'enum-number-too-large': 'enum E { A = 2147483648; }',
  'enum-number-small': 'enum E { A = -2147483648; }',
  'enum-number-too-small': 'enum E { A = -2147483649; }',
  'enum-number-float': 'enum E { A = 1.5; }',
  'enum-number-missing': 'enum E { A; }',
  'enum-number-name': 'enum E { A = B; }',
  'enum-reserved-number': 'enum E {\n  A = 0;\n  B = 5;\n  reserved 5;\n}',
  'enum-reserved-negative': 'enum E {\n  A = 0;\n  B = -5;\n  reserved -10 to -1;\n}',
  'enum-reserved-max': 'enum E {\n  A = 0;\n  B = 100;\n  reserved 50 to max;\n}',
  'enum-reserved-backwards': 'enum E {\n  A = 0;\n  reserved 10 to 5;\n}',
  'enum-reserved-overlap': 'enum E {\n  A = 0;\n  reserved 10, 5 to 10;\n}',
  'enum-reserved-name': 'enum E {\n  A = 0;\n  reserved "A";\n}',
  'enum-reserved-name-twice': 'enum E {\n  A = 0;\n  reserved "B", "B";\n}',
  'enum-reserved-zero': 'enum E {\n  A = 0;\n  reserved 0;\n}',
  'enum-reserved-too-large': 'enum E {\n  A = 0;\n  reserved 2147483648;\n}',
  'enum-reserved-implementation': 'enum E {\n  A = 0;\n  reserved 19000;\n}',
  'enum-reserved-with-alias': 'enum E {\n  option allow_alias = true;\n  A = 0;\n  B = 0;\n  reserved 0;\n}',
  'enum-extensions': 'enum E {\n  A = 0;\n  extensions 1;\n}',
  'enum-prefix': 'enum Foo {\n  FOO_BAR = 0;\n  BAR = 1;\n}',
  'enum-prefix-same-number': 'enum Foo {\n  option allow_alias = true;\n  FOO_BAR = 0;\n  BAR = 0;\n}',
  'enum-case': 'enum Foo {\n  BAR = 0;\n  bar = 1;\n}',
  'enum-nested-message': 'enum E { A = 0; message M {} }',
  'json-name-conflict': 'message M {\n  optional int32 a_b = 1;\n  optional int32 aB = 2;\n}',
  'json-name-custom-conflict': 'message M {\n  optional int32 a = 1 [json_name = "b"];\n  optional int32 b = 2;\n}',
  'json-name-custom-conflict-back':
    'message M {\n  optional int32 b = 1;\n  optional int32 a = 2 [json_name = "b"];\n}',
  'json-name-custom-twice':
    'message M {\n  optional int32 a = 1 [json_name = "x"];\n  optional int32 b = 2 [json_name = "x"];\n}',
  'json-name-resolved': 'message M {\n  optional int32 a_b = 1;\n  optional int32 aB = 2 [json_name = "other"];\n}',
  'json-name-number': 'message M { optional int32 a = 1 [json_name = 5]; }',
  'json-name-brackets': 'message M { optional int32 a = 1 [json_name = "[x]"]; }',
  'json-name-empty': 'message M { optional int32 a = 1 [json_name = ""]; }',
  'json-name-nul': 'message M { optional int32 a = 1 [json_name = "a\\0b"]; }',
  'json-name-twice': 'message M { optional int32 a = 1 [json_name = "x", json_name = "y"]; }',
  'json-name-part': 'message M { optional int32 a = 1 [json_name.x = "x"]; }',
  'json-name-as-option': 'message M { option json_name = "x"; }',
  'default-int': 'message M { optional int32 a = 1 [default = 5]; }',
  'default-int-string': 'message M { optional int32 a = 1 [default = "5"]; }',
  'default-int-float': 'message M { optional int32 a = 1 [default = 5.0]; }',
  'default-int-too-large': 'message M { optional int32 a = 1 [default = 2147483648]; }',
  'default-int-too-small': 'message M { optional int32 a = 1 [default = -2147483649]; }',
  'default-int-smallest': 'message M { optional int32 a = 1 [default = -2147483648]; }',
  'default-uint-negative': 'message M { optional uint32 a = 1 [default = -1]; }',
  'default-uint-negative-zero': 'message M { optional uint32 a = 1 [default = -0]; }',
  'default-uint-too-large': 'message M { optional uint32 a = 1 [default = 4294967296]; }',
  'default-int64-too-large': 'message M { optional int64 a = 1 [default = 9223372036854775808]; }',
  'default-int64-smallest': 'message M { optional int64 a = 1 [default = -9223372036854775808]; }',
  'default-uint64-too-large': 'message M { optional uint64 a = 1 [default = 18446744073709551616]; }',
  'default-int-true': 'message M { optional int32 a = 1 [default = true]; }',
  'default-int-max': 'message M { optional int32 a = 1 [default = max]; }',
  'default-bool-int': 'message M { optional bool a = 1 [default = 1]; }',
  'default-bool-string': 'message M { optional bool a = 1 [default = "true"]; }',
  'default-bool-upper': 'message M { optional bool a = 1 [default = True]; }',
  'default-bool-t': 'message M { optional bool a = 1 [default = t]; }',
  'default-bool-minus': 'message M { optional bool a = 1 [default = -true]; }',
  'default-float-string': 'message M { optional float a = 1 [default = "1"]; }',
  'default-float-int': 'message M { optional float a = 1 [default = 1]; }',
  'default-float-hex': 'message M { optional float a = 1 [default = 0x10]; }',
  'default-float-octal': 'message M { optional float a = 1 [default = 010]; }',
  'default-float-inf': 'message M { optional float a = 1 [default = inf]; }',
  'default-float-minus-inf': 'message M { optional float a = 1 [default = -inf]; }',
  'default-float-minus-nan': 'message M { optional float a = 1 [default = -nan]; }',
  'default-float-infinity': 'message M { optional float a = 1 [default = infinity]; }',
  'default-float-upper-inf': 'message M { optional float a = 1 [default = INF]; }',
  'default-float-overflow': 'message M { optional float a = 1 [default = 1e100]; }',
  'default-double-overflow': 'message M { optional double a = 1 [default = 1e1000]; }',
  'default-float-suffix': 'message M { optional float a = 1 [default = 1.5f]; }',
  'default-float-name': 'message M { optional float a = 1 [default = foo]; }',
  'default-string-int': 'message M { optional string a = 1 [default = 1]; }',
  'default-string-name': 'message M { optional string a = 1 [default = foo]; }',
  'default-string-minus': 'message M { optional string a = 1 [default = -"foo"]; }',
  'default-string-not-utf8': 'message M { optional string a = 1 [default = "\\xff"]; }',
  'default-bytes-not-utf8': 'message M { optional bytes a = 1 [default = "\\xff"]; }',
  'default-enum': 'enum E { Z = 0; A = 1; }\nmessage M { optional E a = 1 [default = A]; }',
  'default-enum-missing': 'enum E { Z = 0; }\nmessage M { optional E a = 1 [default = B]; }',
  'default-enum-number': 'enum E { Z = 0; }\nmessage M { optional E a = 1 [default = 0]; }',
  'default-enum-number-unknown': 'enum E { Z = 0; }\nmessage M { optional E a = 1 [default = 7]; }',
  'default-enum-string': 'enum E { Z = 0; }\nmessage M { optional E a = 1 [default = "Z"]; }',
  'default-enum-qualified': 'enum E { Z = 0; }\nmessage M { optional E a = 1 [default = E.Z]; }',
  'default-enum-minus': 'enum E { Z = 0; }\nmessage M { optional E a = 1 [default = -Z]; }',
  'default-message': 'message M { optional M a = 1 [default = {}]; }',
  'default-message-int': 'message M { optional M a = 1 [default = 1]; }',
  'default-group': 'message M { optional group G = 1 [default = 1] { } }',
  'default-repeated': 'message M { repeated int32 a = 1 [default = 1]; }',
  'default-repeated-list': 'message M { repeated int32 a = 1 [default = [1]]; }',
  'default-list': 'message M { optional int32 a = 1 [default = [1]]; }',
  'default-twice': 'message M { optional int32 a = 1 [default = 1, default = 2]; }',
  'default-part': 'message M { optional int32 a = 1 [default.x = 1]; }',
  'default-type-missing': 'message M { optional Missing a = 1 [default = 1]; }',
  'default-on-enum-value': 'enum E { Z = 0 [default = 1]; }',
  'default-on-extension': 'message M { extensions 1; }\nextend M { optional int32 a = 1 [default = 3]; }',
  'default-required': 'message M { required int32 a = 1 [default = 3]; }',
  'default-in-oneof': 'message M { oneof o { int32 a = 1 [default = 3]; } }',
  'packed-singular': 'message M { optional int32 a = 1 [packed = true]; }',
  'packed-false-singular': 'message M { optional int32 a = 1 [packed = false]; }',
  'packed-string': 'message M { repeated string a = 1 [packed = true]; }',
  'packed-bytes': 'message M { repeated bytes a = 1 [packed = true]; }',
  'packed-message': 'message M { repeated M a = 1 [packed = true]; }',
  'packed-false-message': 'message M { repeated M a = 1 [packed = false]; }',
  'packed-group': 'message M { repeated group G = 1 [packed = true] {} }',
  'packed-enum': 'enum E { Z = 0; }\nmessage M { repeated E a = 1 [packed = true]; }',
  'lazy-int': 'message M { optional int32 a = 1 [lazy = true]; }',
  'lazy-false-int': 'message M { optional int32 a = 1 [lazy = false]; }',
  'lazy-message': 'message M { optional M a = 1 [lazy = true]; }',
  'lazy-repeated-message': 'message M { repeated M a = 1 [lazy = true]; }',
  'lazy-group': 'message M { optional group G = 1 [lazy = true] {} }',
  'lazy-map': 'message M { map<int32, M> a = 1 [lazy = true]; }',
  'unverified-lazy-int': 'message M { optional int32 a = 1 [unverified_lazy = true]; }',
  'jstype-int32': 'message M { optional int32 a = 1 [jstype = JS_STRING]; }',
  'jstype-int64': 'message M { optional int64 a = 1 [jstype = JS_STRING]; }',
  'jstype-normal-int32': 'message M { optional int32 a = 1 [jstype = JS_NORMAL]; }',
  'jstype-string': 'message M { optional string a = 1 [jstype = JS_NUMBER]; }',
  'jstype-repeated-uint64': 'message M { repeated uint64 a = 1 [jstype = JS_NUMBER]; }',
  'ctype-int': 'message M { optional int32 a = 1 [ctype = CORD]; }',
  'ctype-string': 'message M { optional string a = 1 [ctype = CORD]; }',
  'ctype-extension': 'message M { extensions 1; }\nextend M { optional string a = 1 [ctype = CORD]; }',
  'weak-option': 'message M { optional M a = 1 [weak = true]; }',
  'message-set': 'message M { option message_set_wire_format = true; extensions 4 to max; }',
  'message-set-field':
    'message M { option message_set_wire_format = true; extensions 4 to max; optional int32 a = 1; }',
  'message-set-without-range': 'message M { option message_set_wire_format = true; }',
  'message-set-false': 'message M { option message_set_wire_format = false; optional int32 a = 1; }',
  'message-set-extension':
    'message M { option message_set_wire_format = true; extensions 4 to max; }\nmessage N { extend M { optional N n = 4; } }',
  'message-set-extension-scalar':
    'message M { option message_set_wire_format = true; extensions 4 to max; }\nextend M { optional int32 n = 4; }',
  'message-set-extension-repeated':
    'message M { option message_set_wire_format = true; extensions 4 to max; }\nmessage N {}\nextend M { repeated N n = 4; }',
  'message-set-extension-required':
    'message M { option message_set_wire_format = true; extensions 4 to max; }\nmessage N {}\nextend M { required N n = 4; }',
  'message-set-large-number':
    'message M { option message_set_wire_format = true; extensions 4 to max; }\nmessage N {}\nextend M { optional N n = 2147483646; }',
  'message-set-too-large-number':
    'message M { option message_set_wire_format = true; extensions 4 to max; }\nmessage N {}\nextend M { optional N n = 2147483647; }',
  'message-set-range-too-large': 'message M { option message_set_wire_format = true; extensions 4 to 2147483647; }',
  'message-set-implementation-number':
    'message M { option message_set_wire_format = true; extensions 4 to max; }\nmessage N {}\nextend M { optional N n = 19500; }',
  'large-number-without-message-set':
    'message M { extensions 4 to max; }\nmessage N {}\nextend M { optional N n = 536870912; }',
  'lite-import':
    'import "google/protobuf/any.proto";\noption optimize_for = LITE_RUNTIME;\nmessage M { optional google.protobuf.Any a = 1; }',
  'weak-import': 'import weak "google/protobuf/any.proto";\nmessage M { optional google.protobuf.Any a = 1; }',
  'features-option': 'option features.field_presence = IMPLICIT;',
  'features-on-field': 'message M { optional int32 a = 1 [features.field_presence = IMPLICIT]; }',
  'uninterpreted-option': 'option uninterpreted_option = {};',
  'uninterpreted-option-on-message': 'message M { option uninterpreted_option = {}; }',
  'import-missing': 'import "missing.proto";\nmessage M { }',
  'import-missing-second':
    'import "google/protobuf/any.proto";\nimport "missing.proto";\nmessage M { optional google.protobuf.Any a = 1; }',
  'import-twice': 'import "google/protobuf/any.proto";\nimport "google/protobuf/any.proto";',
  'import-public-twice': 'import public "google/protobuf/any.proto";\nimport "google/protobuf/any.proto";',
  'import-empty': 'import "";',
  'import-absolute': 'import "/google/protobuf/any.proto";',
  'import-dot': 'import "./google/protobuf/any.proto";',
  'import-dotdot': 'import "google/../google/protobuf/any.proto";',
  'import-parent': 'import "../any.proto";',
  'import-slashes': 'import "google//protobuf/any.proto";',
  'import-backslash': 'import "google\\\\protobuf\\\\any.proto";',
  'import-trailing-slash': 'import "google/protobuf/any.proto/";',
  'import-drive': 'import "C:/any.proto";',
  'import-unused': 'import "google/protobuf/any.proto";',
  'import-option': 'import option "google/protobuf/any.proto";',
  visibility: 'export message M { }',
  'visibility-local': 'local enum E { Z = 0; }',
  'deep-nesting': `${'message M { '.repeat(31)}${'}'.repeat(31)}`,
  'deeper-nesting': `${'message M { '.repeat(32)}${'}'.repeat(32)}`,
  'deepest-nesting': `${'message M { '.repeat(33)}${'}'.repeat(33)}`,
})

addOption({
  unknown: 'option foo = 1;',
  'unknown-extension': 'option (foo) = 1;',
  'known-in-parentheses': 'option (deprecated) = true;',
  'known-qualified': 'option (google.protobuf.MessageOptions.deprecated) = true;',
  'extension-without-parentheses': 'option corpus.i32 = 1;',
  'relative-name': 'option (i32) = 1;',
  absolute: 'option (.corpus.i32) = 1;',
  'of-field': 'option (corpus.fld_i) = 1;',
  'of-other-message': 'option (corpus.ext) = 1;',
  'is-message': 'option (corpus.Opt) = 1;',
  'is-enum-value': 'option (corpus.RED) = 1;',
  'is-field': 'option (corpus.Opt.i32) = 1;',
  'is-package': 'option (corpus) = 1;',
  twice: 'option (corpus.i32) = 1; option (corpus.i32) = 2;',
  'known-twice': 'option deprecated = true; option deprecated = true;',
  'deprecated-int': 'option deprecated = 1;',
  'deprecated-string': 'option deprecated = "true";',
  'repeated-twice': 'option (corpus.ri) = 1; option (corpus.ri) = 2;',
  'repeated-list': 'option (corpus.ri) = [1, 2];',
  'repeated-list-empty': 'option (corpus.ri) = [];',
  'repeated-part': 'option (corpus.rm).i32 = 1;',
  'repeated-message': 'option (corpus.rm) = { i32: 1 }; option (corpus.rm) = { i32: 2 };',
  'part-of-scalar': 'option (corpus.i32).foo = 1;',
  'part-unknown': 'option (corpus.msg).foo = 1;',
  'part-known': 'option (corpus.msg).i32 = 1;',
  'part-deep': 'option (corpus.msg).m.m.i32 = 1;',
  'part-of-enum': 'option (corpus.e).foo = 1;',
  'part-repeated-message': 'option (corpus.msg).rm.i32 = 1;',
  'part-repeated': 'option (corpus.msg).ri = 1; option (corpus.msg).ri = 2;',
  'part-extension': 'option (corpus.msg).(corpus.ext) = 1;',
  'part-extension-of-other': 'option (corpus.msg).(corpus.other) = 1;',
  'part-extension-unknown': 'option (corpus.msg).(corpus.nope) = 1;',
  'part-then-whole': 'option (corpus.msg).i32 = 1; option (corpus.msg) = { i64: 1 };',
  'whole-then-part': 'option (corpus.msg) = { i64: 1 }; option (corpus.msg).i32 = 1;',
  'whole-then-same-part': 'option (corpus.msg) = { i32: 1 }; option (corpus.msg).i32 = 1;',
  'part-twice': 'option (corpus.msg).i32 = 1; option (corpus.msg).i32 = 1;',
  'part-message-twice': 'option (corpus.msg).m = {}; option (corpus.msg).m = {};',
  'oneof-twice': 'option (corpus.msg).os = "x"; option (corpus.msg).om.i32 = 1;',
  'oneof-twice-whole': 'option (corpus.msg) = { os: "x" om { } };',
  'oneof-part-then-scalar': 'option (corpus.msg).om.i32 = 1; option (corpus.msg).os = "x";',
  'map-part': 'option (corpus.msg).map = { key: "a" value: 1 };',
  'map-part-deeper': 'option (corpus.msg).map.key = "a";',
  'int-string': 'option (corpus.i32) = "1";',
  'int-float': 'option (corpus.i32) = 1.0;',
  'int-name': 'option (corpus.i32) = foo;',
  'int-true': 'option (corpus.i32) = true;',
  'int-inf': 'option (corpus.i32) = inf;',
  'int-minus-inf': 'option (corpus.i32) = -inf;',
  'int-message': 'option (corpus.i32) = { };',
  'int-list': 'option (corpus.i32) = [1];',
  'int-too-large': 'option (corpus.i32) = 2147483648;',
  'int-smallest': 'option (corpus.i32) = -2147483648;',
  'int-too-small': 'option (corpus.i32) = -2147483649;',
  'int-negative': 'option (corpus.i32) = -1;',
  'int-hex': 'option (corpus.i32) = 0x7fffffff;',
  'int-hex-too-large': 'option (corpus.i32) = 0xffffffff;',
  'int-octal': 'option (corpus.i32) = 017;',
  'int-enum-name': 'option (corpus.i32) = RED;',
  'int64-too-large': 'option (corpus.i64) = 9223372036854775808;',
  'int64-smallest': 'option (corpus.i64) = -9223372036854775808;',
  'int64-too-small': 'option (corpus.i64) = -9223372036854775809;',
  'uint-negative': 'option (corpus.u32) = -1;',
  'uint-negative-zero': 'option (corpus.u32) = -0;',
  'uint-too-large': 'option (corpus.u32) = 4294967296;',
  'uint64-largest': 'option (corpus.u64) = 18446744073709551615;',
  'uint64-too-large': 'option (corpus.u64) = 18446744073709551616;',
  'float-int': 'option (corpus.f) = 1;',
  'float-hex': 'option (corpus.f) = 0x1;',
  'float-octal': 'option (corpus.f) = 017;',
  'float-string': 'option (corpus.f) = "1";',
  'float-inf': 'option (corpus.f) = inf;',
  'float-infinity': 'option (corpus.f) = infinity;',
  'float-nan': 'option (corpus.f) = nan;',
  'float-upper-nan': 'option (corpus.f) = NaN;',
  'float-minus-nan': 'option (corpus.f) = -nan;',
  'float-name': 'option (corpus.f) = foo;',
  'float-true': 'option (corpus.f) = true;',
  'float-overflow': 'option (corpus.f) = 1e40;',
  'float-suffix': 'option (corpus.f) = 1f;',
  'double-overflow': 'option (corpus.d) = 1e400;',
  'double-dot': 'option (corpus.d) = .5;',
  'double-trailing-dot': 'option (corpus.d) = 5.;',
  'double-huge-int': 'option (corpus.d) = 100000000000000000000000000000000;',
  'bool-true': 'option (corpus.b) = true;',
  'bool-int': 'option (corpus.b) = 1;',
  'bool-upper': 'option (corpus.b) = True;',
  'bool-t': 'option (corpus.b) = t;',
  'bool-string': 'option (corpus.b) = "true";',
  'bool-message': 'option (corpus.b) = {};',
  'string-int': 'option (corpus.s) = 1;',
  'string-name': 'option (corpus.s) = foo;',
  'string-true': 'option (corpus.s) = true;',
  'string-message': 'option (corpus.s) = {};',
  'string-concatenated': 'option (corpus.s) = "a" \'b\';',
  'string-not-utf8': 'option (corpus.s) = "\\xff";',
  'bytes-not-utf8': 'option (corpus.by) = "\\xff";',
  'enum-name': 'option (corpus.e) = GREEN;',
  'enum-unknown': 'option (corpus.e) = PINK;',
  'enum-number': 'option (corpus.e) = 1;',
  'enum-number-unknown': 'option (corpus.e) = 77;',
  'enum-string': 'option (corpus.e) = "GREEN";',
  'enum-qualified': 'option (corpus.e) = Color.GREEN;',
  'enum-fully-qualified': 'option (corpus.e) = corpus.GREEN;',
  'enum-minus': 'option (corpus.e) = -GREEN;',
  'enum-float': 'option (corpus.e) = 1.0;',
  'enum-of-other': 'option (corpus.e) = LABEL_OPTIONAL;',
  'message-int': 'option (corpus.msg) = 1;',
  'message-string': 'option (corpus.msg) = "x";',
  'message-name': 'option (corpus.msg) = foo;',
  'message-list': 'option (corpus.msg) = [{}];',
  'message-empty': 'option (corpus.msg) = {};',
  'message-angle': 'option (corpus.msg) = < i32: 1 >;',
  'aggregate-unknown-field': 'option (corpus.msg) = { foo: 1 };',
  'aggregate-number': 'option (corpus.msg) = { 1: 1 };',
  'aggregate-string-key': 'option (corpus.msg) = { "i32": 1 };',
  'aggregate-twice': 'option (corpus.msg) = { i32: 1 i32: 2 };',
  'aggregate-message-twice': 'option (corpus.msg) = { m { i32: 1 } m { i64: 2 } };',
  'aggregate-message-same-twice': 'option (corpus.msg) = { m { i32: 1 } m { i32: 2 } };',
  'aggregate-repeated': 'option (corpus.msg) = { ri: 1 ri: [2, 3] };',
  'aggregate-list-for-singular': 'option (corpus.msg) = { i32: [1] };',
  'aggregate-list-for-singular-empty': 'option (corpus.msg) = { i32: [] };',
  'aggregate-list-for-message': 'option (corpus.msg) = { m: [{}] };',
  'aggregate-list-nested': 'option (corpus.msg) = { ri: [[1]] };',
  'aggregate-list-mixed': 'option (corpus.msg) = { ri: [1, "a"] };',
  'aggregate-list-of-messages': 'option (corpus.msg) = { rm [{ i32: 1 }, { i32: 2 }] };',
  'aggregate-list-without-colon': 'option (corpus.msg) = { ri [1, 2] };',
  'aggregate-list-trailing-comma': 'option (corpus.msg) = { ri: [1, ] };',
  'aggregate-scalar-without-colon': 'option (corpus.msg) = { i32 1 };',
  'aggregate-message-with-colon': 'option (corpus.msg) = { m: { i32: 1 } };',
  'aggregate-separators': 'option (corpus.msg) = { i32: 1, i64: 2; u32: 3 };',
  'aggregate-double-separator': 'option (corpus.msg) = { i32: 1,, i64: 2 };',
  'aggregate-leading-separator': 'option (corpus.msg) = { , i32: 1 };',
  'aggregate-message-scalar': 'option (corpus.msg) = { m: 1 };',
  'aggregate-scalar-message': 'option (corpus.msg) = { i32 { } };',
  'aggregate-int-string': 'option (corpus.msg) = { i32: "1" };',
  'aggregate-int-too-large': 'option (corpus.msg) = { i32: 2147483648 };',
  'aggregate-bool-t': 'option (corpus.msg) = { b: t };',
  'aggregate-bool-true': 'option (corpus.msg) = { b: True };',
  'aggregate-bool-upper': 'option (corpus.msg) = { b: TRUE };',
  'aggregate-bool-one': 'option (corpus.msg) = { b: 1 };',
  'aggregate-float-infinity': 'option (corpus.msg) = { f: Infinity };',
  'aggregate-float-minus-infinity': 'option (corpus.msg) = { f: -Infinity };',
  'aggregate-float-minus-inf': 'option (corpus.msg) = { f: -inf };',
  'aggregate-float-nan': 'option (corpus.msg) = { f: NaN };',
  'aggregate-float-suffix': 'option (corpus.msg) = { f: 1.5f };',
  'aggregate-float-name': 'option (corpus.msg) = { f: foo };',
  'aggregate-enum-name': 'option (corpus.msg) = { e: BLUE };',
  'aggregate-enum-number': 'option (corpus.msg) = { e: 2 };',
  'aggregate-enum-number-unknown': 'option (corpus.msg) = { e: 99 };',
  'aggregate-enum-unknown': 'option (corpus.msg) = { e: PINK };',
  'aggregate-enum-string': 'option (corpus.msg) = { e: "BLUE" };',
  'aggregate-enum-list': 'option (corpus.msg) = { re: [RED, PINK] };',
  'aggregate-string-not-utf8': 'option (corpus.msg) = { s: "\\xff" };',
  'aggregate-string-concatenated': 'option (corpus.msg) = { s: "a" "b" };',
  'aggregate-strings': 'option (corpus.msg) = { rs: ["a" "b", "c"] };',
  'aggregate-bytes': 'option (corpus.msg) = { by: "\\xff" };',
  'aggregate-map': 'option (corpus.msg) = { map { key: "a" value: 1 } map { key: "b" } };',
  'aggregate-map-list': 'option (corpus.msg) = { map: [{ key: "a" value: 1 }, { key: "b" }] };',
  'aggregate-map-json': 'option (corpus.msg) = { map: { "a": 1 } };',
  'aggregate-map-wrong-key': 'option (corpus.msg) = { map { key: 1 value: 1 } };',
  'aggregate-map-same-key': 'option (corpus.msg) = { map { key: "a" value: 1 } map { key: "a" value: 2 } };',
  'aggregate-group': 'option (corpus.msg) = { grp { x: 1 } };',
  'aggregate-group-by-type': 'option (corpus.msg) = { Grp { x: 1 } };',
  'aggregate-extension': 'option (corpus.msg) = { [corpus.ext]: 1 };',
  'aggregate-extension-relative': 'option (corpus.msg) = { [ext]: 1 };',
  'aggregate-extension-absolute': 'option (corpus.msg) = { [.corpus.ext]: 1 };',
  'aggregate-extension-unknown': 'option (corpus.msg) = { [corpus.nope]: 1 };',
  'aggregate-extension-of-other': 'option (corpus.msg) = { [corpus.other]: 1 };',
  'aggregate-extension-is-field': 'option (corpus.msg) = { [corpus.Opt.i32]: 1 };',
  'aggregate-extension-simple-field': 'option (corpus.msg) = { [i32]: 1 };',
  'aggregate-extension-without-brackets': 'option (corpus.msg) = { corpus.ext: 1 };',
  'aggregate-extension-in-parentheses': 'option (corpus.msg) = { (corpus.ext): 1 };',
  'aggregate-extension-twice': 'option (corpus.msg) = { [corpus.ext]: 1 [corpus.ext]: 2 };',
  'aggregate-extension-repeated': 'option (corpus.msg) = { [corpus.rext] { i32: 1 } [corpus.rext]: [{}] };',
  'aggregate-extension-two': 'option (corpus.msg) = { [corpus.ext, corpus.rext]: 1 };',
  'aggregate-oneof': 'option (corpus.msg) = { os: "a" };',
  'aggregate-oneof-name': 'option (corpus.msg) = { o: "a" };',
  'aggregate-default-pseudo': 'option (corpus.msg) = { default: 1 };',
  any: 'option (corpus.any) = { [type.googleapis.com/corpus.Opt] { i32: 1 } };',
  'any-colon': 'option (corpus.any) = { [type.googleapis.com/corpus.Opt]: { i32: 1 } };',
  'any-angle': 'option (corpus.any) = { [type.googleapis.com/corpus.Opt] < i32: 1 > };',
  'any-googleprod': 'option (corpus.any) = { [type.googleprod.com/corpus.Opt] { i32: 1 } };',
  'any-other-host': 'option (corpus.any) = { [example.com/corpus.Opt] { i32: 1 } };',
  'any-path': 'option (corpus.any) = { [type.googleapis.com/foo/corpus.Opt] { i32: 1 } };',
  'any-relative': 'option (corpus.any) = { [type.googleapis.com/Opt] { i32: 1 } };',
  'any-unknown': 'option (corpus.any) = { [type.googleapis.com/corpus.Nope] { i32: 1 } };',
  'any-enum': 'option (corpus.any) = { [type.googleapis.com/corpus.Color] { i32: 1 } };',
  'any-scalar': 'option (corpus.any) = { [type.googleapis.com/corpus.Opt]: 1 };',
  'any-unknown-field': 'option (corpus.any) = { [type.googleapis.com/corpus.Opt] { nope: 1 } };',
  'any-beside': 'option (corpus.any) = { [type.googleapis.com/corpus.Opt] { } value: "x" };',
  'any-beside-before': 'option (corpus.any) = { value: "x" [type.googleapis.com/corpus.Opt] { } };',
  'any-twice': 'option (corpus.any) = { [type.googleapis.com/corpus.Opt] { } [type.googleapis.com/corpus.Opt] { } };',
  'any-plain': 'option (corpus.any) = { type_url: "type.googleapis.com/corpus.Opt" value: "" };',
  'any-in-message': 'option (corpus.msg) = { any { [type.googleapis.com/corpus.Opt] { i32: 1 } } };',
  'any-by-part': 'option (corpus.msg).any = { [type.googleapis.com/corpus.Opt] { i32: 1 } };',
  'any-url-elsewhere': 'option (corpus.msg) = { [type.googleapis.com/corpus.Opt] { i32: 1 } };',
  'required-missing': 'option (corpus.req) = { o: 1 };',
  'required-missing-part': 'option (corpus.req).o = 1;',
  'required-set': 'option (corpus.req) = { r: 1 };',
  'message-set': 'option (corpus.set) = { [corpus.item] { x: 1 } };',
  'message-set-part': 'option (corpus.set).(corpus.item).x = 1;',
  'target-field': 'option (corpus.only_field) = 1;',
  'target-message': 'option (corpus.only_msg) = 1;',
  'cc-enable-arenas-elsewhere': 'option cc_enable_arenas = true;',
  'value-missing': 'option (corpus.i32) = ;',
  'equals-missing': 'option (corpus.i32) 1;',
  'name-missing': 'option = 1;',
  'minus-name': 'option (corpus.i32) = -foo;',
  'minus-string': 'option (corpus.s) = -"foo";',
  'minus-minus': 'option (corpus.i32) = --1;',
  plus: 'option (corpus.i32) = +1;',
  'nested-parentheses': 'option ((corpus.i32)) = 1;',
  'dot-first': 'option .deprecated = true;',
  max: 'option (corpus.i32) = max;',
})

add('proto3', {
  empty: '',
  required: 'message M { required int32 a = 1; }',
  optional: 'message M { optional int32 a = 1; }',
  group: 'message M { optional group G = 1 { } }',
  'group-repeated': 'message M { repeated group G = 1 { } }',
  default: 'message M { int32 a = 1 [default = 1]; }',
  'default-repeated': 'message M { repeated int32 a = 1 [default = 1]; }',
  extensions: 'message M { extensions 1 to 10; }',
  'extend-message': 'message M { }\nextend M { int32 a = 1; }',
  'extend-options':
    'import "google/protobuf/descriptor.proto";\nextend google.protobuf.FieldOptions { int32 a = 61001; }',
  'extend-options-optional':
    'import "google/protobuf/descriptor.proto";\nextend google.protobuf.FieldOptions { optional int32 a = 61002; }',
  'extend-feature-set':
    'import "google/protobuf/descriptor.proto";\nmessage F { }\nextend google.protobuf.FeatureSet { F a = 9996; }',
  'enum-first-nonzero': 'enum E { A = 1; }',
  'enum-zero-second': 'enum E { A = 1; B = 0; }',
  'enum-alias': 'enum E { option allow_alias = true; A = 0; B = 0; }',
  'enum-prefix': 'enum Foo {\n  FOO_BAR = 0;\n  BAR = 1;\n}',
  'enum-prefix-underscore': 'enum FooBar {\n  FOO_BAR_BAZ = 0;\n  BAZ = 1;\n}',
  'enum-case': 'enum Foo {\n  BAR = 0;\n  bar = 1;\n}',
  'enum-case-underscore': 'enum Foo {\n  BAR_BAZ = 0;\n  BARBAZ = 1;\n}',
  'enum-prefix-only': 'enum Foo {\n  FOO = 0;\n  FOO_ = 1;\n}',
  'json-conflict': 'message M {\n  int32 a_b = 1;\n  int32 aB = 2;\n}',
  'json-conflict-underscores': 'message M {\n  int32 a_b = 1;\n  int32 a__b = 2;\n}',
  'json-conflict-case': 'message M {\n  int32 ab = 1;\n  int32 AB = 2;\n}',
  'json-conflict-custom': 'message M {\n  int32 a = 1 [json_name = "x"];\n  int32 x = 2;\n}',
  'json-conflict-resolved': 'message M {\n  int32 a_b = 1;\n  int32 aB = 2 [json_name = "x"];\n}',
  'json-conflict-three': 'message M {\n  int32 a_b = 1;\n  int32 aB = 2;\n  int32 a__b = 3;\n}',
  'json-conflict-oneof': 'message M {\n  int32 a_b = 1;\n  oneof o { int32 aB = 2; }\n}',
  'closed-enum': 'import "corpus/options.proto";\nmessage M { corpus.Color a = 1; }',
  'closed-enum-repeated': 'import "corpus/options.proto";\nmessage M { repeated corpus.Color a = 1; }',
  'closed-enum-map': 'import "corpus/options.proto";\nmessage M { map<int32, corpus.Color> a = 1; }',
  'closed-enum-option-value': 'import "corpus/options.proto";\nmessage M { option (corpus.e) = RED; }',
  'proto2-message': 'import "corpus/options.proto";\nmessage M { corpus.Opt a = 1; }',
  'message-set': 'message M { option message_set_wire_format = true; }',
  'packed-string': 'message M { repeated string a = 1 [packed = true]; }',
  'packed-int': 'message M { repeated int32 a = 1 [packed = true]; }',
  'oneof-optional': 'message M { oneof o { optional int32 a = 1; } }',
  'synthetic-oneof-name': 'message M {\n  optional int32 a = 1;\n  oneof _a { int32 b = 2; }\n}',
  'synthetic-oneof-field': 'message M {\n  optional int32 a = 1;\n  int32 _a = 2;\n}',
  'synthetic-oneof-nested': 'message M {\n  optional int32 a = 1;\n  message _a { }\n}',
  'optional-map': 'message M { optional map<int32, int32> a = 1; }',
  'optional-message': 'message M { optional M a = 1; }',
  'string-not-utf8': 'import "corpus/options.proto";\nmessage M { option (corpus.s) = "\\xff"; }',
  features: 'option features.field_presence = IMPLICIT;',
  'java-string-check-utf8': 'option java_string_check_utf8 = true;',
  'reserved-identifier': 'message M { reserved a; }',
  'reserved-string': 'message M { reserved "a"; }',
  'weak-import': 'import weak "google/protobuf/any.proto";',
  export: 'export message M { }',
  'field-named-as-keyword': 'message M { int32 message = 1; int32 option = 2; int32 max = 3; string syntax = 4; }',
  'message-named-as-scalar': 'message int32 { }\nmessage M { int32 a = 1; }',
})

addWhole({
  'header-none': 'package $;\nmessage M { optional int32 a = 1; }\n',
  'header-unknown-syntax': 'syntax = "proto4";\npackage $;\n',
  'header-empty-syntax': 'syntax = "";\npackage $;\n',
  'header-syntax-editions': 'syntax = "editions";\npackage $;\n',
  'header-syntax-edition-year': 'syntax = "2023";\npackage $;\n',
  'header-edition-proto2': 'edition = "proto2";\npackage $;\n',
  'header-edition-unknown': 'edition = "2022";\npackage $;\n',
  'header-edition-future': 'edition = "2030";\npackage $;\n',
  'header-edition-2026': 'edition = "2026";\npackage $;\n',
  'header-edition-test': 'edition = "99997_TEST_ONLY";\npackage $;\n',
  'header-syntax-twice': 'syntax = "proto3";\nsyntax = "proto3";\npackage $;\n',
  'header-syntax-and-edition': 'syntax = "proto3";\nedition = "2023";\npackage $;\n',
  'header-syntax-late': 'package $;\nsyntax = "proto3";\n',
  'header-syntax-after-message': 'package $;\nmessage M { }\nsyntax = "proto2";\n',
  'header-package-twice': 'syntax = "proto3";\npackage $;\npackage $;\n',
  'header-package-none': 'syntax = "proto3";\nmessage Unpackaged$ { }\n',
  'header-package-late': 'syntax = "proto3";\nmessage M { }\npackage $;\n',
  'header-package-keyword': 'syntax = "proto3";\npackage $.message.option;\n',
  'header-package-absolute': 'syntax = "proto3";\npackage .$;\n',
  'header-package-empty': 'syntax = "proto3";\npackage ;\n',
  'header-package-string': 'syntax = "proto3";\npackage "$";\n',
  'header-syntax-concatenated': 'syntax = "pro" "to3";\npackage $;\n',
  'header-syntax-escaped': 'syntax = "proto\\x33";\npackage $;\n',
  'header-syntax-identifier': 'syntax = proto3;\npackage $;\n',
  'header-import-late':
    'syntax = "proto3";\npackage $;\nmessage M { google.protobuf.Any a = 1; }\nimport "google/protobuf/any.proto";\n',
  'header-long-package': `syntax = "proto3";\npackage $.${'a'.repeat(600)};\n`,
  'header-deep-package': `syntax = "proto3";\npackage $${'.a'.repeat(120)};\n`,
  'header-empty-file': '',
  'header-comment-only': '// nothing\n',
  'header-bom': '\uFEFFsyntax = "proto3";\npackage $;\n',
  'header-bom-inside': 'syntax = "proto3";\n\uFEFFpackage $;\n',
})

add('e2023', {
  fine: 'message M { int32 a = 1; repeated int32 b = 2; }',
  optional: 'message M { optional int32 a = 1; }',
  required: 'message M { required int32 a = 1; }',
  'optional-in-extend': 'message M { extensions 1; }\nextend M { optional int32 a = 1; }',
  'required-in-extend': 'message M { extensions 1; }\nextend M { required int32 a = 1; }',
  group: 'message M { repeated group G = 1 { } }',
  'packed-option': 'message M { repeated int32 a = 1 [packed = true]; }',
  'packed-option-false': 'message M { repeated int32 a = 1 [packed = false]; }',
  default: 'message M { int32 a = 1 [default = 1]; }',
  'default-implicit': 'message M { int32 a = 1 [default = 1, features.field_presence = IMPLICIT]; }',
  'default-implicit-file': 'option features.field_presence = IMPLICIT;\nmessage M { int32 a = 1 [default = 1]; }',
  'presence-implicit': 'message M { int32 a = 1 [features.field_presence = IMPLICIT]; }',
  'presence-implicit-message': 'message M { M a = 1 [features.field_presence = IMPLICIT]; }',
  'presence-implicit-file-message': 'option features.field_presence = IMPLICIT;\nmessage M { M a = 1; }',
  'presence-explicit-message': 'message M { M a = 1 [features.field_presence = EXPLICIT]; }',
  'presence-repeated': 'message M { repeated int32 a = 1 [features.field_presence = IMPLICIT]; }',
  'presence-repeated-explicit': 'message M { repeated int32 a = 1 [features.field_presence = EXPLICIT]; }',
  'presence-map': 'message M { map<int32, int32> a = 1 [features.field_presence = IMPLICIT]; }',
  'presence-oneof': 'message M { oneof o { int32 a = 1 [features.field_presence = IMPLICIT]; } }',
  'presence-oneof-explicit': 'message M { oneof o { int32 a = 1 [features.field_presence = EXPLICIT]; } }',
  'presence-oneof-required': 'message M { oneof o { int32 a = 1 [features.field_presence = LEGACY_REQUIRED]; } }',
  'presence-extension': 'message M { extensions 1; }\nextend M { int32 a = 1 [features.field_presence = IMPLICIT]; }',
  'presence-extension-required':
    'message M { extensions 1; }\nextend M { int32 a = 1 [features.field_presence = LEGACY_REQUIRED]; }',
  'presence-extension-explicit':
    'message M { extensions 1; }\nextend M { int32 a = 1 [features.field_presence = EXPLICIT]; }',
  'presence-required': 'message M { int32 a = 1 [features.field_presence = LEGACY_REQUIRED]; }',
  'presence-required-message': 'message M { M a = 1 [features.field_presence = LEGACY_REQUIRED]; }',
  'presence-required-file': 'option features.field_presence = LEGACY_REQUIRED;',
  'presence-unknown': 'message M { int32 a = 1 [features.field_presence = FIELD_PRESENCE_UNKNOWN]; }',
  'presence-unknown-file': 'option features.field_presence = FIELD_PRESENCE_UNKNOWN;',
  'presence-on-message': 'message M { option features.field_presence = IMPLICIT; }',
  'presence-on-enum': 'enum E { option features.field_presence = IMPLICIT; Z = 0; }',
  'presence-on-oneof': 'message M { oneof o { option features.field_presence = IMPLICIT; int32 a = 1; } }',
  'presence-wrong-value': 'message M { int32 a = 1 [features.field_presence = OPEN]; }',
  'presence-number': 'message M { int32 a = 1 [features.field_presence = 1]; }',
  'enum-closed': 'enum E { option features.enum_type = CLOSED; A = 1; }',
  'enum-closed-file': 'option features.enum_type = CLOSED;\nenum E { A = 1; }',
  'enum-open-first-nonzero': 'enum E { A = 1; }',
  'enum-open-explicit': 'enum E { option features.enum_type = OPEN; A = 1; }',
  'enum-open-in-closed-file':
    'option features.enum_type = CLOSED;\nenum E { option features.enum_type = OPEN; A = 1; }',
  'enum-type-on-field': 'message M { int32 a = 1 [features.enum_type = CLOSED]; }',
  'enum-type-on-message': 'message M { option features.enum_type = CLOSED; }',
  'enum-type-on-value': 'enum E { Z = 0 [features.enum_type = CLOSED]; }',
  'closed-enum-implicit':
    'enum E { option features.enum_type = CLOSED; Z = 0; }\nmessage M { E a = 1 [features.field_presence = IMPLICIT]; }',
  'closed-enum-explicit': 'enum E { option features.enum_type = CLOSED; Z = 0; }\nmessage M { E a = 1; }',
  'closed-enum-repeated-implicit':
    'option features.field_presence = IMPLICIT;\nenum E { option features.enum_type = CLOSED; Z = 0; }\nmessage M { repeated E a = 1; }',
  'closed-enum-oneof-implicit':
    'option features.field_presence = IMPLICIT;\nenum E { option features.enum_type = CLOSED; Z = 0; }\nmessage M { oneof o { E a = 1; } }',
  'closed-enum-map-implicit':
    'option features.field_presence = IMPLICIT;\nenum E { option features.enum_type = CLOSED; Z = 0; }\nmessage M { map<int32, E> a = 1; }',
  'closed-enum-map': 'enum E { option features.enum_type = CLOSED; A = 1; }\nmessage M { map<int32, E> a = 1; }',
  'repeated-encoding-singular': 'message M { int32 a = 1 [features.repeated_field_encoding = PACKED]; }',
  'repeated-encoding-string': 'message M { repeated string a = 1 [features.repeated_field_encoding = PACKED]; }',
  'repeated-encoding-string-expanded':
    'message M { repeated string a = 1 [features.repeated_field_encoding = EXPANDED]; }',
  'repeated-encoding-int': 'message M { repeated int32 a = 1 [features.repeated_field_encoding = EXPANDED]; }',
  'repeated-encoding-map': 'message M { map<int32, int32> a = 1 [features.repeated_field_encoding = EXPANDED]; }',
  'repeated-encoding-file':
    'option features.repeated_field_encoding = EXPANDED;\nmessage M { int32 a = 1; string b = 2; }',
  'utf8-string': 'message M { string a = 1 [features.utf8_validation = NONE]; }',
  'utf8-bytes': 'message M { bytes a = 1 [features.utf8_validation = NONE]; }',
  'utf8-int': 'message M { int32 a = 1 [features.utf8_validation = VERIFY]; }',
  'utf8-map-key': 'message M { map<string, int32> a = 1 [features.utf8_validation = NONE]; }',
  'utf8-map-int': 'message M { map<int32, int32> a = 1 [features.utf8_validation = NONE]; }',
  'utf8-repeated': 'message M { repeated string a = 1 [features.utf8_validation = NONE]; }',
  'encoding-message': 'message M { M a = 1 [features.message_encoding = DELIMITED]; }',
  'encoding-int': 'message M { int32 a = 1 [features.message_encoding = DELIMITED]; }',
  'encoding-map': 'message M { map<int32, M> a = 1 [features.message_encoding = DELIMITED]; }',
  'encoding-file-map': 'option features.message_encoding = DELIMITED;\nmessage M { map<int32, M> a = 1; }',
  'encoding-repeated': 'message M { repeated M a = 1 [features.message_encoding = DELIMITED]; }',
  'lazy-delimited': 'message M { M a = 1 [lazy = true, features.message_encoding = DELIMITED]; }',
  'lazy-delimited-file': 'option features.message_encoding = DELIMITED;\nmessage M { M a = 1 [lazy = true]; }',
  'json-conflict': 'message M {\n  int32 a_b = 1;\n  int32 aB = 2;\n}',
  'json-conflict-best-effort':
    'message M {\n  option features.json_format = LEGACY_BEST_EFFORT;\n  int32 a_b = 1;\n  int32 aB = 2;\n}',
  'json-conflict-best-effort-custom':
    'message M {\n  option features.json_format = LEGACY_BEST_EFFORT;\n  int32 a = 1 [json_name = "b"];\n  int32 b = 2;\n}',
  'json-format-on-field': 'message M { int32 a = 1 [features.json_format = ALLOW]; }',
  'json-enum-conflict': 'enum Foo {\n  FOO_BAR = 0;\n  BAR = 1;\n}',
  'json-enum-best-effort':
    'enum Foo {\n  option features.json_format = LEGACY_BEST_EFFORT;\n  FOO_BAR = 0;\n  BAR = 1;\n}',
  'naming-style': 'option features.enforce_naming_style = STYLE2024;',
  'visibility-feature': 'option features.default_symbol_visibility = STRICT;',
  export: 'export message M { }',
  'features-whole': 'option features = { field_presence: IMPLICIT };',
  'features-whole-and-part': 'option features = { field_presence: IMPLICIT };\noption features.enum_type = CLOSED;',
  'features-part-and-part': 'option features.field_presence = IMPLICIT;\noption features.enum_type = CLOSED;',
  'features-twice': 'option features.enum_type = CLOSED;\noption features.enum_type = OPEN;',
  'features-unknown': 'option features.nope = CLOSED;',
  'features-cpp': 'import "google/protobuf/cpp_features.proto";\noption features.(pb.cpp).legacy_closed_enum = true;',
  'features-cpp-string-2024':
    'import "google/protobuf/cpp_features.proto";\noption features.(pb.cpp).string_type = VIEW;',
  'features-cpp-on-field':
    'import "google/protobuf/cpp_features.proto";\nmessage M { string a = 1 [features.(pb.cpp).string_type = CORD]; }',
  'features-cpp-enum-name-2024':
    'import "google/protobuf/cpp_features.proto";\noption features.(pb.cpp).enum_name_uses_string_view = true;',
  'features-java': 'import "google/protobuf/java_features.proto";\noption features.(pb.java).utf8_validation = VERIFY;',
  'features-java-large-enum':
    'import "google/protobuf/java_features.proto";\nenum E { option features.(pb.java).large_enum = true; Z = 0; }',
  'features-java-nest':
    'import "google/protobuf/java_features.proto";\nmessage M { option features.(pb.java).nest_in_file_class = YES; }',
  'features-go': 'import "google/protobuf/go_features.proto";\noption features.(pb.go).api_level = API_OPAQUE;',
  'features-not-imported': 'option features.(pb.cpp).legacy_closed_enum = true;',
  'features-on-range': 'message M { extensions 1 [features.field_presence = IMPLICIT]; }',
  'features-on-service': 'service S { option features.field_presence = IMPLICIT; }',
  'features-on-method':
    'message M {}\nservice S { rpc R(M) returns (M) { option features.field_presence = IMPLICIT; } }',
  'java-string-check-utf8': 'option java_string_check_utf8 = true;',
  'java-string-check-utf8-false': 'option java_string_check_utf8 = false;',
  'java-multiple-files': 'option java_multiple_files = true;',
  'cc-enable-arenas': 'option cc_enable_arenas = true;',
  ctype: 'message M { string a = 1 [ctype = CORD]; }',
  'ctype-int': 'message M { int32 a = 1 [ctype = CORD]; }',
  'ctype-repeated-string': 'message M { repeated string a = 1 [ctype = CORD]; }',
  'ctype-string-piece': 'message M { string a = 1 [ctype = STRING_PIECE]; }',
  'ctype-extension-cord': 'message M { extensions 1; }\nextend M { string a = 1 [ctype = CORD]; }',
  'reserved-identifier': 'message M { reserved a, b; }',
  'reserved-string': 'message M { reserved "a"; }',
  'reserved-identifier-twice': 'message M { reserved a, a; }',
  'reserved-identifier-used': 'message M { reserved a; int32 a = 1; }',
  'reserved-enum-identifier': 'enum E { Z = 0; reserved A; }',
  'reserved-enum-string': 'enum E { Z = 0; reserved "A"; }',
  'weak-import': 'import weak "google/protobuf/any.proto";',
  'import-option': 'import option "google/protobuf/any.proto";',
  extensions: 'message M { extensions 1 to 10; }',
  'string-not-utf8': 'import "corpus/options.proto";\nmessage M { option (corpus.s) = "\\xff"; }',
  'message-set': 'message M { option message_set_wire_format = true; extensions 4 to max; }',
  declarations: 'message M { extensions 1 [declaration = { number: 1 full_name: ".$.x" type: "int32" }]; }',
  'declarations-none': 'message M { extensions 1 [verification = DECLARATION]; }',
  'declarations-unverified':
    'message M { extensions 1 [verification = UNVERIFIED, declaration = { number: 1 full_name: ".$.x" type: "int32" }]; }',
  'declaration-out-of-range':
    'message M { extensions 1 [declaration = { number: 2 full_name: ".$.x" type: "int32" }]; }',
  'declaration-without-number': 'message M { extensions 1 [declaration = { full_name: ".$.x" type: "int32" }]; }',
  'declaration-without-name': 'message M { extensions 1 [declaration = { number: 1 type: "int32" }]; }',
  'declaration-without-type': 'message M { extensions 1 [declaration = { number: 1 full_name: ".$.x" }]; }',
  'declaration-reserved': 'message M { extensions 1 [declaration = { number: 1 reserved: true }]; }',
  'declaration-reserved-named':
    'message M { extensions 1 [declaration = { number: 1 reserved: true full_name: ".$.x" type: "int32" }]; }',
  'declaration-relative-name': 'message M { extensions 1 [declaration = { number: 1 full_name: "x" type: "int32" }]; }',
  'declaration-bad-name': 'message M { extensions 1 [declaration = { number: 1 full_name: ".a b" type: "int32" }]; }',
  'declaration-empty-name': 'message M { extensions 1 [declaration = { number: 1 full_name: "" type: "int32" }]; }',
  'declaration-relative-type': 'message M { extensions 1 [declaration = { number: 1 full_name: ".x" type: "Foo" }]; }',
  'declaration-bad-type': 'message M { extensions 1 [declaration = { number: 1 full_name: ".x" type: ".a-b" }]; }',
  'declaration-two-ranges':
    'message M { extensions 1, 2 [declaration = { number: 1 full_name: ".$.x" type: "int32" }]; }',
  'declaration-same-number-twice':
    'message M { extensions 1 [declaration = { number: 1 full_name: ".$.x" type: "int32" }, declaration = { number: 1 full_name: ".$.y" type: "int32" }]; }',
  'declaration-same-name-twice':
    'message M { extensions 1 to 2 [declaration = { number: 1 full_name: ".$.x" type: "int32" }, declaration = { number: 2 full_name: ".$.x" type: "int32" }]; }',
  declared:
    'message M { extensions 1 [declaration = { number: 1 full_name: ".$.x" type: "int32" }]; }\nextend M { int32 x = 1; }',
  'declared-other-name':
    'message M { extensions 1 [declaration = { number: 1 full_name: ".$.x" type: "int32" }]; }\nextend M { int32 y = 1; }',
  'declared-other-type':
    'message M { extensions 1 [declaration = { number: 1 full_name: ".$.x" type: "int32" }]; }\nextend M { int64 x = 1; }',
  'declared-repeated':
    'message M { extensions 1 [declaration = { number: 1 full_name: ".$.x" type: "int32" }]; }\nextend M { repeated int32 x = 1; }',
  'declared-as-repeated':
    'message M { extensions 1 [declaration = { number: 1 full_name: ".$.x" type: "int32" repeated: true }]; }\nextend M { int32 x = 1; }',
  'declared-reserved':
    'message M { extensions 1 [declaration = { number: 1 reserved: true }]; }\nextend M { int32 x = 1; }',
  'declared-message':
    'message M { extensions 1 [declaration = { number: 1 full_name: ".$.x" type: ".$.M" }]; }\nextend M { M x = 1; }',
  'declared-unknown-type':
    'message M { extensions 1 [declaration = { number: 1 full_name: ".$.x" type: ".$.Nope" }]; }\nextend M { M x = 1; }',
  'declared-range-other-number':
    'message M { extensions 1 to 2 [declaration = { number: 1 full_name: ".$.x" type: "int32" }]; }\nextend M { int32 y = 2; }',
})

add('e2024', {
  fine: 'message MyMessage { int32 my_field = 1; }',
  'style-message': 'message my_message { }',
  'style-message-underscore': 'message My_Message { }',
  'style-field': 'message M { int32 myField = 1; }',
  'style-field-digit': 'message M { int32 my_1 = 1; }',
  'style-field-digit-end': 'message M { int32 my1 = 1; }',
  'style-field-trailing': 'message M { int32 my_ = 1; }',
  'style-field-leading': 'message M { int32 _my = 1; }',
  'style-field-double': 'message M { int32 a__b = 1; }',
  'style-oneof': 'message M { oneof MyOneof { int32 a = 1; } }',
  'style-enum': 'enum my_enum { MY_ENUM_ZERO = 0; }',
  'style-enum-value': 'enum E { zero = 0; }',
  'style-enum-value-digit': 'enum E { ZERO_1 = 0; }',
  'style-service': 'service my_service { }',
  'style-method': 'message M {}\nservice S { rpc do_it(M) returns (M); }',
  'style-extension': 'message M { extensions 1; }\nextend M { int32 myExt = 1; }',
  'style-legacy': 'option features.enforce_naming_style = STYLE_LEGACY;\nmessage my_message { int32 MyField = 1; }',
  'style-legacy-on-message':
    'message my_message { option features.enforce_naming_style = STYLE_LEGACY; int32 MyField = 1; }',
  'style-map-field': 'message M { map<int32, int32> myMap = 1; }',
  'style-2026': 'option features.enforce_naming_style = STYLE2026;',
  'visibility-export-top': 'export message M { }',
  'visibility-local-top': 'local message M { }',
  'visibility-local-used': 'local message M { }\nmessage N { M m = 1; }',
  'visibility-export-nested': 'message M { export message N { } }',
  'visibility-local-nested': 'message M { local message N { } }',
  'visibility-twice': 'export export message M { }',
  'visibility-both': 'export local message M { }',
  'visibility-on-service': 'export service S { }',
  'visibility-on-extend': 'message M { extensions 1; }\nexport extend M { int32 a = 1; }',
  'visibility-on-field': 'message M { export int32 a = 1; }',
  'visibility-strict-nested': 'option features.default_symbol_visibility = STRICT;\nmessage M { export message N { } }',
  'visibility-strict-nested-enum':
    'option features.default_symbol_visibility = STRICT;\nmessage M { export enum E { E_Z = 0; } }',
  'visibility-strict-nested-enum-reserved':
    'option features.default_symbol_visibility = STRICT;\nmessage M { reserved 1 to max; export enum E { E_Z = 0; } }',
  'visibility-strict-nested-enum-reserved-local':
    'option features.default_symbol_visibility = STRICT;\nlocal message M { reserved 1 to max; export enum E { E_Z = 0; } }',
  'visibility-strict-nested-enum-reserved-export':
    'option features.default_symbol_visibility = STRICT;\nexport message M { reserved 1 to max; export enum E { E_Z = 0; } }',
  'visibility-strict-nested-enum-two-ranges':
    'option features.default_symbol_visibility = STRICT;\nlocal message M { reserved 1 to 10, 11 to max; export enum E { E_Z = 0; } }',
  'visibility-strict-export': 'option features.default_symbol_visibility = STRICT;\nexport message M { }',
  'visibility-on-message-option': 'message M { option features.default_symbol_visibility = STRICT; }',
  'imported-exported': 'import "corpus/e2024.proto";\nmessage M { corpus.Shown a = 1; }',
  'imported-local': 'import "corpus/e2024.proto";\nmessage M { corpus.Hidden a = 1; }',
  'imported-nested': 'import "corpus/e2024.proto";\nmessage M { corpus.Shown.Inner a = 1; }',
  'imported-nested-exported': 'import "corpus/e2024.proto";\nmessage M { corpus.Shown.Exported a = 1; }',
  'imported-local-enum': 'import "corpus/e2024.proto";\nmessage M { corpus.HiddenEnum a = 1; }',
  'imported-local-in-method':
    'import "corpus/e2024.proto";\nservice S { rpc R(corpus.Hidden) returns (corpus.Shown); }',
  'imported-local-extended': 'import "corpus/e2024.proto";\nextend corpus.Hidden { int32 a = 1; }',
  'imported-of-local-type': 'import "corpus/e2024.proto";\nmessage M { corpus.UsesHidden a = 1; }',
  'import-option-used-as-type': 'import option "corpus/options.proto";\nmessage M { corpus.Opt a = 1; }',
  'import-option-used-as-option': 'import option "corpus/options.proto";\nmessage M { option (corpus.i32) = 1; }',
  'import-option-unused': 'import option "corpus/options.proto";\nmessage M { }',
  'import-option-before':
    'import option "corpus/options.proto";\nimport "google/protobuf/any.proto";\nmessage M { google.protobuf.Any a = 1; }',
  'import-option-after':
    'import "google/protobuf/any.proto";\nimport option "corpus/options.proto";\nmessage M { google.protobuf.Any a = 1; }',
  'import-option-public': 'import option public "corpus/options.proto";',
  'import-option-any':
    'import option "corpus/options.proto";\nmessage M { option (corpus.any) = { [type.googleapis.com/corpus.Opt] { i32: 1 } }; }',
  'import-option-extended': 'import option "corpus/options.proto";\nextend corpus.Opt { int32 a = 150; }',
  'import-option-and-import':
    'import "corpus/options.proto";\nimport option "corpus/options.proto";\nmessage M { corpus.Opt a = 1; }',
  'import-option-of-public': 'import option "corpus/public.proto";\nmessage M { corpus.Opt a = 1; }',
  'import-option-missing': 'import option "nope.proto";',
  'weak-import': 'import weak "google/protobuf/any.proto";',
  'java-multiple-files': 'option java_multiple_files = true;',
  'java-multiple-files-false': 'option java_multiple_files = false;',
  ctype: 'message M { string a = 1 [ctype = CORD]; }',
  'weak-option': 'message M { M a = 1 [weak = true]; }',
  'cpp-string-type': 'import "google/protobuf/cpp_features.proto";\noption features.(pb.cpp).string_type = VIEW;',
  'java-nest':
    'import "google/protobuf/java_features.proto";\nmessage M { option features.(pb.java).nest_in_file_class = YES; }',
  'legacy-closed-enum':
    'import "google/protobuf/cpp_features.proto";\noption features.(pb.cpp).legacy_closed_enum = true;',
  'package-style': 'message M { }',
  'proto-limits': 'message M { option features.enforce_proto_limits = PROTO_LIMITS2026; }',
})

addWhole({
  'e2024-package-upper': 'edition = "2024";\npackage $.Foo;\n',
  'e2024-package-digit': 'edition = "2024";\npackage $.v1;\n',
  'e2024-package-underscore-digit': 'edition = "2024";\npackage $.a_1;\n',
  'e2026-export': 'edition = "2026";\npackage $;\nexport message M { }\n',
  'e2026-nested-export': 'edition = "2026";\npackage $;\nexport message M { export message N { } }\n',
  'e2026-has-field': 'edition = "2026";\npackage $;\nmessage M { int32 a = 1; int32 has_a = 2; }\n',
  'e2026-descriptor-field': 'edition = "2026";\npackage $;\nmessage M { int32 descriptor = 1; }\n',
  'e2026-value-field': 'edition = "2026";\npackage $;\nmessage M { int32 a = 1; int32 a_value = 2; }\n',
  'e2026-cc-enable-arenas': 'edition = "2026";\npackage $;\noption cc_enable_arenas = true;\n',
  'public-import-transitive':
    'syntax = "proto3";\npackage $;\nimport "corpus/public.proto";\nmessage M { corpus.Opt a = 1; }\n',
  'plain-import-transitive':
    'syntax = "proto3";\npackage $;\nimport "corpus/private.proto";\nmessage M { corpus.Opt a = 1; }\n',
  'name-collision-with-import':
    'syntax = "proto3";\npackage corpus;\nimport "corpus/options.proto";\nmessage Opt { }\n',
  'name-collision-with-package': 'syntax = "proto3";\npackage $;\nimport "corpus/public.proto";\nmessage $ { }\n',
  'option-target-on-field':
    'syntax = "proto2";\npackage $;\nimport "corpus/options.proto";\nmessage M { optional int32 a = 1 [(corpus.fld_i) = 1]; }\n',
  'option-on-file': 'syntax = "proto2";\npackage $;\nimport "corpus/options.proto";\noption (corpus.file_i) = "x";\n',
  'option-on-file-optimize': 'syntax = "proto2";\npackage $;\noption optimize_for = SLOW;\n',
  'option-on-oneof':
    'syntax = "proto2";\npackage $;\nimport "corpus/options.proto";\nmessage M { oneof o { option (corpus.oneof) = "x"; int32 a = 1; } }\n',
  'option-on-enum':
    'syntax = "proto2";\npackage $;\nimport "corpus/options.proto";\nenum E { option (corpus.enum) = "x"; Z = 0; }\n',
  'option-on-enum-value':
    'syntax = "proto2";\npackage $;\nimport "corpus/options.proto";\nenum E { Z = 0 [(corpus.value) = "x"]; }\n',
  'option-on-range':
    'syntax = "proto2";\npackage $;\nimport "corpus/options.proto";\nmessage M { extensions 1, 2 [(corpus.range) = "x"]; }\n',
  'option-on-service':
    'syntax = "proto2";\npackage $;\nimport "corpus/options.proto";\nservice S { option (corpus.service) = "x"; }\n',
  'option-on-method':
    'syntax = "proto2";\npackage $;\nimport "corpus/options.proto";\nmessage M {}\nservice S { rpc R(M) returns (M) { option (corpus.method) = "x"; } }\n',
  'option-on-method-twice':
    'syntax = "proto2";\npackage $;\nmessage M {}\nservice S { rpc R(M) returns (M) { option idempotency_level = IDEMPOTENT; option idempotency_level = IDEMPOTENT; } }\n',
  'option-on-field-twice':
    'syntax = "proto2";\npackage $;\nmessage M { optional int32 a = 1 [deprecated = true, deprecated = true]; }\n',
  'option-on-range-twice':
    'syntax = "proto2";\npackage $;\nimport "corpus/options.proto";\nmessage M { extensions 1, 2 [(corpus.range) = 1, (corpus.range) = 2]; }\n',
  'option-target-enum':
    'syntax = "proto2";\npackage $;\nimport "corpus/options.proto";\nimport "google/protobuf/descriptor.proto";\nextend google.protobuf.EnumOptions { optional int32 only = 62001 [targets = TARGET_TYPE_MESSAGE]; }\nenum E { option (only) = 1; Z = 0; }\n',
  'option-target-inside':
    'syntax = "proto2";\npackage $;\nimport "google/protobuf/descriptor.proto";\nmessage O { optional int32 a = 1 [targets = TARGET_TYPE_FIELD]; }\nextend google.protobuf.MessageOptions { optional O inside = 62002; }\nmessage M { option (inside).a = 1; }\n',
  'option-target-inside-aggregate':
    'syntax = "proto2";\npackage $;\nimport "google/protobuf/descriptor.proto";\nmessage O { optional int32 a = 1 [targets = TARGET_TYPE_FIELD]; }\nextend google.protobuf.MessageOptions { optional O inside2 = 62003; }\nmessage M { option (inside2) = { a: 1 }; }\n',
  'feature-support-removed':
    'syntax = "proto2";\npackage $;\nimport "google/protobuf/descriptor.proto";\nextend google.protobuf.FileOptions { optional int32 gone = 62004 [feature_support = { edition_introduced: EDITION_2023 }]; }\noption (gone) = 1;\n',
  'option-of-message-set-in-same-file':
    'syntax = "proto2";\npackage $;\nimport "google/protobuf/descriptor.proto";\nmessage Set { option message_set_wire_format = true; extensions 4 to max; }\nmessage Item { optional int32 x = 1; }\nextend Set { optional Item item = 1000; }\nextend google.protobuf.MessageOptions { optional Set own_set = 62006; }\nmessage M { option (own_set).(item).x = 1; }\n',
  'feature-support-deprecated-without-warning':
    'syntax = "proto2";\npackage $;\nimport "google/protobuf/descriptor.proto";\nextend google.protobuf.FileOptions { optional int32 gone2 = 62005 [feature_support = { edition_deprecated: EDITION_2023 }]; }\n',
})

// Statements that are parted, doubled, cut or shuffled.
add('proto2', {
  'broken-name-with-dot': 'message M { optional int32 a.b = 1; }',
  'broken-name-dot-at-end': 'message M { optional int32 a. = 1; }',
  'broken-name-with-slash': 'message M { optional int32 a/b = 1; }',
  'broken-type-two-dots': 'message N { }\nmessage M { optional .$..N a = 1; }',
  'broken-type-slash': 'message N { }\nmessage M { optional $/N a = 1; }',
  'broken-type-in-brackets': 'message N { }\nmessage M { optional (N) a = 1; }',
  'broken-number-without-equals': 'message M { optional int32 a 1; }',
  'broken-number-twice': 'message M { optional int32 a = 1 = 2; }',
  'broken-number-behind-options': 'message M { optional int32 a [deprecated = true] = 1; }',
  'broken-number-name': 'message M { optional int32 a = b; }',
  'broken-number-negative-name': 'message M { optional int32 a = -b; }',
  'broken-number-list': 'message M { optional int32 a = [1]; }',
  'broken-number-with-exponent': 'message M { optional int32 a = 1e3; optional int32 b = 1000; }',
  'broken-number-negative-exponent': 'message M { optional int32 a = 10e-1; }',
  'broken-number-range': 'message M { optional int32 a = 1 to 2; }',
  'broken-options-twice': 'message M { optional int32 a = 1 [deprecated = true] [lazy = true]; }',
  'broken-options-colon': 'message M { optional int32 a = 1 [deprecated: true]; }',
  'broken-options-no-value': 'message M { optional int32 a = 1 [deprecated]; }',
  'broken-options-no-value-second': 'message M { optional int32 a = 1 [lazy = true, deprecated]; }',
  'broken-options-no-comma': 'message M { optional int32 a = 1 [lazy = true deprecated = true]; }',
  'broken-options-leading-comma': 'message M { optional int32 a = 1 [, deprecated = true]; }',
  'broken-options-two-commas': 'message M { optional int32 a = 1 [lazy = true,, deprecated = true]; }',
  'broken-options-dot-at-end': 'message M { optional int32 a = 1 [deprecated. = true]; }',
  'broken-field-body': 'message M { optional int32 a = 1 { } }',
  'broken-field-signature': 'message M { optional int32 a (N) = 1; }',
  'broken-label-alone': 'message M { optional; }',
  'broken-label-and-name': 'message M { optional int32 = 1; }',
  'broken-label-behind-type': 'message M { int32 optional a = 1; }',
  'broken-modifier-option': 'message M { option optional int32 a = 1; }',
  'broken-modifier-stream': 'message M { stream int32 a = 1; }',
  'broken-generic-type': 'message M { optional list<int32> a = 1; }',
  'broken-map-three-types': 'message M { map<int32, int32, int32> a = 1; }',
  'broken-map-label-inside': 'message M { map<int32, optional int32> a = 1; }',
  'broken-map-no-comma': 'message M { map<int32 int32> a = 1; }',
  'broken-map-open': 'message M { map<int32, int32 a = 1; }',
  'broken-message-no-name': 'message { }',
  'broken-message-name-with-dot': 'message a.B { }',
  'broken-message-number': 'message M = 1 { }',
  'broken-message-options': 'message M [deprecated = true] { }',
  'broken-message-no-body': 'message M;',
  'broken-message-modifier': 'optional message M { }',
  'broken-keyword': 'massage M { }',
  'broken-enum-in-service': 'service S { enum E { Z = 0; } }',
  'broken-message-in-oneof': 'message M { oneof o { int32 a = 1; message N { } } optional N n = 2; }',
  'broken-message-in-enum': 'enum E { Z = 0; message N { } }',
  'broken-method-in-message': 'message M { rpc R(M) returns (M); }',
  'broken-group-in-file': 'optional group G = 1 { }',
  'broken-service-in-message': 'message M { service S { } }',
  'broken-value-with-type': 'enum E { int32 A = 0; }',
  'broken-value-no-name': 'enum E { = 0; }',
  'broken-value-name-with-dot': 'enum E { A.B = 0; }',
  'broken-value-no-number': 'enum E { A; }',
  'broken-value-body': 'enum E { A = 0 { } }',
  'broken-body-alone': 'message M { { optional int32 a = 1; } optional int32 b = 1; }',
  'broken-stray-one': 'message M { 1; }',
  'broken-stray-two': 'message M { 1 "a"; }',
  'broken-stray-three': 'message M { "a" = 1; }',
  'broken-stray-three-at-end': 'message M { optional int32 a = 1; = = = }',
  'broken-stray-closing': 'message M { optional int32 a = 1; ) }',
  'broken-crossed-brackets': 'message M { optional int32 a = 1 [deprecated = true }; ]',
  'broken-open-bracket': 'message M { optional int32 a = 1 [deprecated = true; }',
  'broken-open-brace': 'message M { optional int32 a = 1;\nmessage N { }',
  'broken-no-semicolon': 'message M {\n  optional int32 a = 1\n  optional int32 b = 2;\n}',
  'broken-no-semicolon-at-end': 'message M { optional int32 a = 1 }',
  'broken-comma-for-semicolon': 'message M { optional int32 a = 1, optional int32 b = 2; }',
  'broken-reserved-to-nothing': 'message M { reserved 1 to ; }',
  'broken-reserved-to-list': 'message M { reserved 1 to [2]; }',
  'broken-reserved-to-equals': 'message M { reserved 1 to = 2; }',
  'broken-reserved-no-comma': 'message M { reserved 1 2; }',
  'broken-reserved-next-line': 'message M {\n  reserved 1\n  optional int32 a = 2;\n}',
  'broken-reserved-options': 'message M { reserved 1 [deprecated = true]; }',
  'broken-reserved-float': 'message M { reserved 1.5; optional int32 a = 1; }',
  'broken-reserved-qualified': 'message M { reserved a.b; }',
  'broken-extensions-word': 'message M { extensions a, 4; }\nextend M { optional int32 x = 4; }',
  'broken-extensions-word-as-name': 'message M { extensions a; optional int32 a = 1; }',
  'broken-extensions-string': 'message M { extensions "a"; }',
  'broken-extensions-in-enum': 'enum E { A = 0; extensions 4; }',
  'broken-oneof-no-name': 'message M { oneof { int32 a = 1; } }',
  'broken-oneof-in-file': 'oneof o { int32 a = 1; }',
  'broken-oneof-label-no-name': 'message M { oneof o { optional int32 a.b = 1; } }',
  'broken-method-no-returns': 'message M { }\nservice S { rpc R(M); }',
  'broken-method-no-brackets': 'message M { }\nservice S { rpc R(M) returns M; }',
  'broken-method-no-request': 'message M { }\nservice S { rpc R returns (M); }',
  'broken-method-no-name': 'message M { }\nservice S { rpc (M) returns (M); }',
  'broken-method-two-requests': 'message M { }\nservice S { rpc R(M, M) returns (M); }',
  'broken-method-no-type': 'message M { }\nservice S { rpc R() returns (M); }',
  'broken-method-stream-twice': 'message M { }\nservice S { rpc R(stream stream M) returns (M); }',
  'broken-method-label': 'message M { }\nservice S { rpc R(optional M) returns (M); }',
  'broken-method-options': 'message M { }\nservice S { rpc R(M) returns (M) [deprecated = true]; }',
  'broken-method-number': 'message M { }\nservice S { rpc R(M) returns (M) = 1; }',
  'broken-import-name': 'import foo.bar;',
  'broken-import-nothing': 'import;',
  'broken-import-two-modifiers': 'import public weak "google/protobuf/any.proto";',
  'broken-import-label': 'import optional "google/protobuf/any.proto";',
  'broken-import-in-message': 'message M { import "google/protobuf/any.proto"; }',
  'broken-import-no-semicolon': 'import "google/protobuf/any.proto"\nmessage M { }',
  'broken-package-in-message': 'message M { package a.b; }',
  'broken-syntax-in-message': 'message M { syntax = "proto3"; }',
  'broken-extend-no-name': 'extend { optional int32 a = 1; }',
  'broken-extend-slash': 'message M { extensions 4; }\nextend $/M { optional int32 a = 4; }',
})

addOption({
  'broken-no-name': 'option = 1;',
  'broken-no-value': 'option (corpus.i32) = ;',
  'broken-no-equals': 'option (corpus.i32) 1;',
  'broken-nothing': 'option;',
  'broken-empty-brackets': 'option () = 1;',
  'broken-words-in-brackets': 'option (corpus i32) = 1;',
  'broken-dot-in-brackets': 'option (corpus.i32.) = 1;',
  'broken-two-dots': 'option (corpus.msg)..i32 = 1;',
  'broken-dot-at-end': 'option (corpus.msg).i32. = 1;',
  'broken-body': 'option (corpus.i32) = 1 { }',
  'broken-options': 'option (corpus.i32) = 1 [deprecated = true];',
  'broken-minus-alone': 'option (corpus.i32) = -;',
  'broken-minus-list': 'option (corpus.i32) = -[1];',
  'broken-message-value': 'option (corpus.msg) = { i32 };',
  'broken-message-equals': 'option (corpus.msg) = { i32 = 1 };',
  'broken-message-no-value': 'option (corpus.msg) = { i32: };',
  'broken-message-number-key': 'option (corpus.msg) = { 1: 2 };',
  'broken-message-brackets-key': 'option (corpus.msg) = { (corpus.ext): 2 };',
  'broken-message-dotted-key': 'option (corpus.msg) = { m.i32: 2 };',
  'broken-message-empty-key': 'option (corpus.msg) = { []: 2 };',
  'broken-message-two-slashes': 'option (corpus.any) = { [a/b/corpus.Opt] { } };',
  'broken-message-slash-dot': 'option (corpus.any) = { [type.googleapis.com/.corpus.Opt] { } };',
  'broken-message-range': 'option (corpus.msg) = { i32: 1 to 2 };',
  'broken-list-field': 'option (corpus.msg) = { ri: [a: 1] };',
  'broken-list-no-comma': 'option (corpus.msg) = { ri: [1 2] };',
  'broken-value-dot-at-end': 'option (corpus.e) = RED.;',
  'exponent-for-integer': 'option (corpus.i32) = 1e3;',
  'exponent-too-large': 'option (corpus.i32) = 1e10;',
  'exponent-for-bool': 'option (corpus.b) = 1e0;',
  'true-for-float-in-message': 'option (corpus.msg) = { f: true };',
})

add('e2023', {
  'broken-modifier-export': 'message M { export int32 a = 1; }',
  'broken-optional-name-with-dot': 'message M { optional int32 a.b = 1; }',
})

add('e2024', {
  'broken-export-reserved': 'message M { export reserved 1; }',
  'broken-export-service': 'export service S { }',
  'broken-export-twice': 'export export message M { }',
})

/** Further files that cases import. */
export const SUPPORT_FILES: Bodies = {
  'corpus/options.proto': OPTIONS_PROTO,
  'corpus/public.proto': 'syntax = "proto3";\npackage corpus.pub;\nimport public "corpus/options.proto";\n',
  'corpus/private.proto':
    'syntax = "proto3";\npackage corpus.priv;\nimport "corpus/options.proto";\nmessage P { corpus.Opt a = 1; }\n',
  'corpus/e2024.proto': `edition = "2024";
package corpus;
message Shown {
  message Inner { }
  export message Exported { }
}
local message Hidden { extensions 1; }
local enum HiddenEnum { HIDDEN_ENUM_ZERO = 0; }
message UsesHidden { Hidden hidden = 1; }
`,
}

export const corpus: readonly CorpusCase[] = cases

/** The import path of a case's file. */
export function casePath(index: number): string {
  return `c${String(index).padStart(4, '0')}/case.proto`
}

/** The text of a case's file, with its package filled in. */
export function caseText({ text }: CorpusCase, index: number): string {
  return text.replaceAll('$', `c${String(index).padStart(4, '0')}`)
}
