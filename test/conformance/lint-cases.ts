/** Schemas of bad style, by what they are about, path and text; together they reach every rule. */
export const LINT_CASES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'every rule about names, comments and packages': {
    'Other/foo.proto': `syntax = "proto3";
package foo.v1;
import "foo/v1/BadFile.proto";
option java_multiple_files = true;
`,
    'bar/x.proto': `syntax = "proto3";
package Bar.fooBar.v1beta1;
`,
    'bar/y.proto': `syntax = "proto3";
`,
    'foo/v1/BadFile.proto': `// comment
package foo.v1;

import public "bar/x.proto";
import "bar/y.proto";
option go_package = "a/b";

enum bad_enum {
  option allow_alias = true;
  ONE = 1;
  BAD_ENUM_two = 2;
  BAD_ENUM_TWO2 = 2;
  ZERO = 0;
}
message bad_message {
  required string BadField = 1;
  optional group GroupX = 2 { optional int32 aB = 1; }
  oneof BadOneof { string x = 3; 
    group InOne = 9 {}
  }
  map<string, string> BadMap = 4;
  // buf:lint:ignore FIELD_LOWER_SNAKE_CASE
  optional string IgnoredField = 5;
  enum inner_enum { A = 1; }
  message Inner__x { extensions 1 to 10; }
  extend Inner__x { optional int32 ExtBad = 1; }
  optional XDesc x_desc = 6;
}
extend bad_message.Inner__x { optional int32 TopExt = 2; repeated group ExtGroup = 3 {} }
service bad_service {
  rpc bad_rpc(bad_message) returns (bad_message);
  rpc Bad2(stream bad_message) returns (stream Bad2Response) { option deprecated = true; }
  rpc GetX(GetXRequest) returns (bad_serviceGetXResponse);
}
message XDesc {}
message GetXRequest {}
message bad_serviceGetXResponse {}
message Bad2Response {}
`,
    'foo/v1/second.proto': `syntax = "proto3";
package foo.v1;
option go_package = "a/c";
option java_package = "x";
//
message Empty { optional string s = 1; 
  /* 

  */
  string t = 2;
  // buf:lint:ignore X
  string u = 3;
}
`,
    'foo/v1/third.proto': `syntax = "proto3";
package foo.v2;
`,
  },
  'circles, missing packages, and comments that silence rules': {
    'a/v1/a.proto': `syntax = "proto3";
package a.v1;
import "b/v1/b.proto";
import "c/v1/c2.proto";
message A { b.v1.B b = 1; c.v1.C2 c2 = 2; }
`,
    'a/v1/a2.proto': `syntax = "proto3";
package a.v1;
message A2 { }
`,
    'a/v1/ign.proto': `// buf:lint:ignore SYNTAX_SPECIFIED
// buf:lint:ignore FILE_LOWER_SNAKE_CASE
edition = "2023";
// buf:lint:ignore PACKAGE_DIRECTORY_MATCH more text
package x.v1;
// buf:lint:ignore IMPORT_USED
import "c/v1/c2.proto";
// buf:lint:ignore ENUM_NO_ALLOW_ALIAS
enum E {
  // buf:lint:ignore ENUM_NO_ALLOW_ALIAS
  option allow_alias = true;
  // buf:lint:ignore ENUM_VALUE_PREFIX
  AA = 0; /* buf:lint:ignore ENUM_VALUE_PREFIX */
  AAA = 1;
  /* buf:lint:ignore ENUM_VALUE_PREFIX */
  AB = 2;
  //   buf:lint:ignore    ENUM_VALUE_PREFIX
  AC = 2;
  // text buf:lint:ignore ENUM_VALUE_PREFIX
  AD = 2;
  // buf:lint:ignore COMMENT_ENUM_VALUE ENUM_VALUE_PREFIX
  AE = 2;
  // buf:lint:ignore enum_value_prefix
  // buf:lint:ignore:ENUM_VALUE_PREFIX
  AF = 2;
  // buf:lint:ignore ENUM_VALUE_PREFIXX
  AG = 2;
  // buf:lint:ignore ENUM_VALUE
  AH = 2;
  // buf:lint:ignore
  AI = 2;
  // buf:lint:ignore STANDARD
  AJ = 2;
  /** buf:lint:ignore ENUM_VALUE_PREFIX
   * buf:lint:ignore ENUM_VALUE_PREFIX
   */
  AK = 2;
}
// buf:lint:ignore FIELD_NOT_REQUIRED
message M {
  int32 Xx = 1 [features.field_presence = LEGACY_REQUIRED];
  M d = 2 [features.message_encoding = DELIMITED];
  message Q { extensions 1 to 4; }
  // buf:lint:ignore FIELD_LOWER_SNAKE_CASE
  extend Q {
     string Dd = 1; }
}
`,
    'a/v1/no.proto': `syntax = "proto3";
option go_package = "x";
message NoP { }
`,
    'b/v1/b.proto': `syntax = "proto3";
package b.v1;
import "c/v1/c.proto";
message B { c.v1.C c = 1; }
`,
    'c/v1/c.proto': `syntax = "proto3";
package c.v1;
import "a/v1/a2.proto";
message C { a.v1.A2 a = 1; }
`,
    'c/v1/c2.proto': `syntax = "proto3";
package c.v1;
message C2 { }
`,
    'no2.proto': `syntax = "proto3";
option go_package = "y";
message NoP2 { }
`,
  },
  'requests and responses': {
    'a/v1/a.proto': `syntax = "proto3";
package a.v1;
import "google/protobuf/empty.proto";
service SService {
  rpc A(google.protobuf.Empty) returns (google.protobuf.Empty);
  rpc B(google.protobuf.Empty) returns (BResponse);
  rpc C(CRequest) returns (google.protobuf.Empty);
  rpc D(BResponse) returns (DResponse);
  rpc E(CRequest) returns (CRequest);
  rpc F(X.FRequest) returns (X.SServiceFResponse);
}
message X { message FRequest {} message SServiceFResponse {} }
message BResponse {} message CRequest {} message DResponse {}
`,
  },
  'options of a package, and names of fields': {
    'a/v1/x.proto': `syntax = "proto3";
package a.v1;
option csharp_namespace = "X"; option php_namespace = "X"; option ruby_package = "X"; option swift_prefix = "X";
message M { string descriptor = 1; string _Descriptor_ = 2; string HTTPServer = 3; string a1B = 4; string a__b = 5; }
enum HTTPCode { HTTP_CODE_UNSPECIFIED = 0; HTTPCODE_A = 1; HTTP_CODE_a1B = 2; }
`,
    'a/v1/y-z.proto': `syntax = "proto3";
package a.v1;
option csharp_namespace = ""; option php_namespace = "Y"; option swift_prefix = "Y"; option java_multiple_files = false;
message _Bad {} message Bad_ {} message B1_2b {} message HTTPServer {}
`,
    'b/z.proto': `syntax = "proto3";
package b;
`,
  },
}
