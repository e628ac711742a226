import { type CatalogueEntry, edition, proto2, proto3 } from './catalogue-entry.ts'

/** Fields, their labels and built-in options. */
export const FIELDS = {
  'missing-label': {
    summary: 'In proto2 every field has a label.',
    bad: proto2('message Person { string name = 1; }'),
    good: proto2('message Person { optional string name = 1; }'),
  },
  'label-twice': {
    summary: 'A field has one label at most.',
    bad: proto2('message Person { optional repeated string name = 1; }'),
    good: proto2('message Person { repeated string name = 1; }'),
  },
  'label-in-oneof': {
    summary: 'Fields of a oneof take no label.',
    bad: proto2('message M { oneof o { optional string a = 1; } }'),
    good: proto2('message M { oneof o { string a = 1; } }'),
  },
  'label-on-map': {
    summary: 'A map takes no label.',
    bad: proto2('message M { repeated map<string, string> a = 1; }'),
    good: proto2('message M { map<string, string> a = 1; }'),
  },
  'label-in-edition': {
    summary: 'In editions presence is said by a feature, not by a label.',
    bad: edition(2023, 'message M { optional string a = 1; }'),
    good: edition(2023, 'message M { string a = 1 [features.field_presence = EXPLICIT]; }'),
  },
  'required-in-proto3': {
    summary: 'There is no `required` in proto3.',
    bad: proto3('message M { required string a = 1; }'),
    good: proto3('message M { string a = 1; }'),
  },
  'group-outside-proto2': {
    summary: 'There are groups in proto2 only.',
    bad: edition(2023, 'message M { repeated group G = 1 {} }'),
    good: edition(2023, 'message M { message G {} repeated G g = 1 [features.message_encoding = DELIMITED]; }'),
  },
  'map-in-oneof': {
    summary: 'A map cannot be in a oneof.',
    bad: proto3('message M { oneof o { map<string, string> a = 1; } }'),
    good: proto3('message M { map<string, string> a = 1; }'),
  },
  'map-key-type': {
    summary: 'The keys of a map are integers, `bool` or `string`.',
    bad: proto3('message M { map<double, string> a = 1; }'),
    good: proto3('message M { map<int64, string> a = 1; }'),
  },
  'map-entry-as-type': {
    summary: 'The message that a map is made of on the wire is no type to use.',
    bad: proto3('message M { map<string, string> a = 1; AEntry b = 2; }'),
    good: proto3('message M { map<string, string> a = 1; map<string, string> b = 2; }'),
  },
  'empty-oneof': {
    summary: 'A oneof has a field.',
    bad: proto3('message M { oneof o {} }'),
    good: proto3('message M { oneof o { string a = 1; } }'),
  },
  'closed-enum': {
    summary: 'A field without presence, as those of proto3 are, cannot be of an enum that is closed.',
    bad: {
      'a.proto': proto3('import "b.proto";\nmessage M { Color a = 1; }'),
      'b.proto': proto2('enum Color { RED = 0; }'),
    },
    good: {
      'a.proto': proto3('import "b.proto";\nmessage M { Color a = 1; }'),
      'b.proto': proto3('enum Color { RED = 0; }'),
    },
  },
  'default-in-proto3': {
    summary: 'There are no default values in proto3.',
    bad: proto3('message M { int32 a = 1 [default = 1]; }'),
    good: proto3('message M { int32 a = 1; }'),
  },
  'default-not-allowed': {
    summary: 'Only singular scalars and enums have default values.',
    bad: proto2('message M { repeated int32 a = 1 [default = 1]; }'),
    good: proto2('message M { optional int32 a = 1 [default = 1]; }'),
  },
  'packed-not-repeated': {
    summary: 'Only repeated fields can be packed.',
    bad: proto2('message M { optional int32 a = 1 [packed = true]; }'),
    good: proto2('message M { repeated int32 a = 1 [packed = true]; }'),
  },
  'packed-type': {
    summary: 'Only numbers, enums and `bool` can be packed.',
    bad: proto2('message M { repeated string a = 1 [packed = true]; }'),
    good: proto2('message M { repeated int32 a = 1 [packed = true]; }'),
  },
  'packed-in-edition': {
    summary: 'In editions a feature says how a repeated field is written, not the option `packed`.',
    bad: edition(2023, 'message M { repeated int32 a = 1 [packed = true]; }'),
    good: edition(2023, 'message M { repeated int32 a = 1 [features.repeated_field_encoding = PACKED]; }'),
  },
  'lazy-type': {
    summary: 'Only messages can be lazy.',
    bad: proto3('message M { int32 a = 1 [lazy = true]; }'),
    good: proto3('message M { M a = 1 [lazy = true]; }'),
  },
  'lazy-delimited': {
    summary: 'Only messages that are written with their length can be lazy.',
    bad: proto2('message M { optional group G = 1 [lazy = true] {} }'),
    good: proto2('message M { optional M g = 1 [lazy = true]; }'),
  },
  'jstype-type': {
    summary: '`jstype` is for 64-bit integers.',
    bad: proto3('message M { int32 a = 1 [jstype = JS_STRING]; }'),
    good: proto3('message M { int64 a = 1 [jstype = JS_STRING]; }'),
  },
  'ctype-type': {
    summary: 'From editions on `ctype` is for `string` and `bytes`.',
    bad: edition(2023, 'message M { int32 a = 1 [ctype = CORD]; }'),
    good: edition(2023, 'message M { string a = 1 [ctype = CORD]; }'),
  },
  'ctype-extension': {
    summary: 'From editions on an extension cannot have `ctype = CORD`.',
    bad: edition(2023, 'message M { extensions 1; }\nextend M { string a = 1 [ctype = CORD]; }'),
    good: edition(2023, 'message M { extensions 1; }\nextend M { string a = 1; }'),
  },
  'ctype-removed': {
    summary: 'Edition 2024 has taken `ctype` away.',
    bad: edition(2024, 'message M { string a = 1 [ctype = CORD]; }'),
    good: edition(2024, 'message M { string a = 1; }'),
  },
} as const satisfies Record<string, CatalogueEntry>
