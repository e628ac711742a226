import { type CatalogueEntry, edition, proto2, proto3, withStyle } from './catalogue-entry.ts'

const styled = (value: string): string => withStyle(`message M {\n  option (style) = { ${value} };\n}`)

const supported = (support: string): string =>
  proto2(`
import "google/protobuf/descriptor.proto";

extend google.protobuf.FileOptions {
  optional int32 a = 50000 [feature_support = { ${support} }];
}`)

const bag = (isMessageSet: boolean): string =>
  proto2(`
import "google/protobuf/descriptor.proto";

message Bag { option message_set_wire_format = ${isMessageSet}; extensions 4 to max; }
message Item { optional int32 x = 1; }
extend Bag { optional Item item = 4; }
extend google.protobuf.FileOptions { optional Bag bag = 50000; }`)

/** Options, their values, and the features of editions. */
export const OPTIONS = {
  'unknown-option': {
    summary: 'An option without parentheses must be one that Protobuf itself declares.',
    bad: proto3('option java_pakage = "com.example";'),
    good: proto3('option java_package = "com.example";'),
  },
  'unknown-option-field': {
    summary: 'A field in the value of an option must be one that its message has.',
    bad: styled('title: "x"'),
    good: styled('name: "x"'),
  },
  'unknown-enum-value': {
    summary: 'The value of an option of an enum type is the simple name of one of its values.',
    bad: proto3('option optimize_for = FAST;'),
    good: proto3('option optimize_for = SPEED;'),
  },
  'wrong-option-type': {
    summary: 'The value of an option has the type of the option.',
    bad: proto3('option java_package = 1;'),
    good: proto3('option java_package = "com.example";'),
  },
  'wrong-option-target': {
    summary: 'Some options can be set on some kinds of elements only.',
    bad: edition(2023, 'message M { string a = 1 [features.enum_type = CLOSED]; }'),
    good: edition(2023, 'enum E { option features.enum_type = CLOSED; A = 0; }'),
  },
  'wrong-extension': {
    summary: 'A custom option extends the options of the kind of element that it is set on.',
    bad: withStyle('option (style).name = "x";'),
    good: withStyle('message M { option (style).name = "x"; }'),
  },
  'duplicate-option': {
    summary: 'An option that is not repeated is set once.',
    bad: proto3('option java_package = "a";\noption java_package = "b";'),
    good: proto3('option java_package = "a";'),
  },
  'oneof-set-twice': {
    summary: 'One field of a oneof is set at most.',
    bad: styled('color: "red" pattern: "dots"'),
    good: styled('color: "red"'),
  },
  'option-has-no-parts': {
    summary: 'Only in messages can parts be set.',
    bad: proto3('option java_package.name = "com.example";'),
    good: proto3('option java_package = "com.example";'),
  },
  'reserved-option': {
    summary: 'Some options are set by the compiler only.',
    bad: proto3('message M { option map_entry = true; }'),
    good: proto3('message M { map<string, string> a = 1; }'),
  },
  'no-options-message': {
    summary: 'A descriptor.proto of the module itself must have the messages of all options that are set.',
    bad: {
      'a.proto': proto2('option java_package = "a";'),
      'google/protobuf/descriptor.proto': proto2('package google.protobuf;\nmessage MessageOptions {}'),
    },
    good: proto2('option java_package = "a";'),
  },
  'list-as-option': {
    summary: 'A repeated option is set once for each value; only within a value are there lists.',
    bad: withStyle('message M { option (style).sizes = [1, 2]; }'),
    good: withStyle('message M { option (style).sizes = 1; option (style).sizes = 2; }'),
  },
  'angles-as-option': {
    summary: 'The value of an option is in `{ … }`; only within a value may `< … >` stand.',
    bad: withStyle('message M { option (style) = < name: "x" >; }'),
    good: withStyle('message M { option (style) = { name: "x" }; }'),
  },
  'absolute-extension': {
    summary: 'The name of an extension within a value has no dot in front.',
    bad: styled('[.bold]: true'),
    good: styled('[bold]: true'),
  },
  'message-set-in-option': {
    summary: 'The value of an option cannot have a message set in it.',
    bad: { 'a.proto': proto2('import "b.proto";\noption (bag).(item).x = 1;'), 'b.proto': bag(true) },
    good: { 'a.proto': proto2('import "b.proto";\noption (bag).(item).x = 1;'), 'b.proto': bag(false) },
  },
  'misplaced-type-url': {
    summary: 'Only a `google.protobuf.Any` can be written with the URL of a type.',
    bad: styled('[type.googleapis.com/Style] {}'),
    good: styled('more { [type.googleapis.com/Style] {} }'),
  },
  'unknown-type-url-host': {
    summary: 'The URL of a type begins with `type.googleapis.com/` or `type.googleprod.com/`.',
    bad: styled('more { [example.com/Style] {} }'),
    good: styled('more { [type.googleapis.com/Style] {} }'),
  },
  'partial-type-url': {
    summary: 'The URL of a type has the full name of the message.',
    bad: proto2(`
package p;
import "google/protobuf/any.proto";
import "google/protobuf/descriptor.proto";

extend google.protobuf.FileOptions { optional google.protobuf.Any any = 50000; }
message M {}
option (any) = { [type.googleapis.com/M] {} };`),
    good: proto2(`
package p;
import "google/protobuf/any.proto";
import "google/protobuf/descriptor.proto";

extend google.protobuf.FileOptions { optional google.protobuf.Any any = 50000; }
message M {}
option (any) = { [type.googleapis.com/p.M] {} };`),
  },
  'field-beside-type-url': {
    summary: 'An `Any` that is written with the URL of a type has nothing else in it.',
    bad: styled('more { [type.googleapis.com/Style] {} value: "x" }'),
    good: styled('more { [type.googleapis.com/Style] {} }'),
  },
  'hexadecimal-float': {
    summary: 'Floating-point values are not written in hexadecimal.',
    bad: styled('scale: 0x10'),
    good: styled('scale: 16'),
  },
  'option-not-utf8': {
    summary: 'The value of an option of type `string` is UTF-8.',
    bad: edition(
      2023,
      `
import "google/protobuf/descriptor.proto";
extend google.protobuf.FileOptions { string title = 50000; }
option (title) = "\\xff";`,
    ),
    good: edition(
      2023,
      `
import "google/protobuf/descriptor.proto";
extend google.protobuf.FileOptions { bytes title = 50000; }
option (title) = "\\xff";`,
    ),
  },
  'option-removed': {
    summary: 'The option is no longer there in the edition of the file.',
    bad: edition(2024, 'option java_multiple_files = true;'),
    good: edition(2023, 'option java_multiple_files = true;'),
  },
  'option-too-early': {
    summary: 'The option is not there yet in the edition of the file.',
    bad: edition(2023, 'option features.enforce_naming_style = STYLE2024;'),
    good: edition(2024, 'option features.enforce_naming_style = STYLE2024;'),
  },
  'feature-support-order': {
    summary: 'An option is introduced, then deprecated, then removed.',
    bad: supported('edition_introduced: EDITION_2024 edition_removed: EDITION_2023 removal_error: "Gone."'),
    good: supported('edition_introduced: EDITION_2023 edition_removed: EDITION_2024 removal_error: "Gone."'),
  },
  'incomplete-feature-support': {
    summary: 'An option that is deprecated or removed says so in a text.',
    bad: supported('edition_deprecated: EDITION_2024'),
    good: supported('edition_deprecated: EDITION_2024 deprecation_warning: "Use b."'),
  },
  'features-without-edition': {
    summary: 'Features can be set in files that state an edition.',
    bad: proto3('option features.field_presence = IMPLICIT;'),
    good: edition(2023, 'option features.field_presence = IMPLICIT;'),
  },
  'unknown-feature-value': {
    summary: 'A feature cannot be set to the value that stands for "not set".',
    bad: edition(2023, 'option features.field_presence = FIELD_PRESENCE_UNKNOWN;'),
    good: edition(2023, 'option features.field_presence = EXPLICIT;'),
  },
  'required-file': {
    summary: 'Not all fields of a file can be required at once.',
    bad: edition(2023, 'option features.field_presence = LEGACY_REQUIRED;'),
    good: edition(2023, 'message M { string a = 1 [features.field_presence = LEGACY_REQUIRED]; }'),
  },
  'presence-not-allowed': {
    summary: 'Repeated fields, maps, extensions and fields of a oneof have no presence to choose.',
    bad: edition(2023, 'message M { repeated int32 a = 1 [features.field_presence = IMPLICIT]; }'),
    good: edition(2023, 'message M { int32 a = 1 [features.field_presence = IMPLICIT]; }'),
  },
  'message-encoding-type': {
    summary: '`message_encoding` is for messages.',
    bad: edition(2023, 'message M { int32 a = 1 [features.message_encoding = DELIMITED]; }'),
    good: edition(2023, 'message M { M a = 1 [features.message_encoding = DELIMITED]; }'),
  },
  'utf8-type': {
    summary: '`utf8_validation` is for `string`.',
    bad: edition(2023, 'message M { bytes a = 1 [features.utf8_validation = NONE]; }'),
    good: edition(2023, 'message M { string a = 1 [features.utf8_validation = NONE]; }'),
  },
} as const satisfies Record<string, CatalogueEntry>
