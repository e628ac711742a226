/** Files by import path, or the text of a single one. */
export type Example = string | Readonly<Record<string, string>>

/** What a diagnostic code stands for. */
export interface CatalogueEntry {
  /** The rule that is broken, as one sentence that stands without the example. */
  readonly summary: string
  /** Says that it is a warning: the schema is compiled all the same. Without it, it is an error. */
  readonly isWarning?: true
  /** A schema whose first diagnostic has this code; undefined where only bytes or sheer size can have the fault. */
  readonly bad: Example | undefined
  /** A schema close by that is fine. */
  readonly good: Example | undefined
}

/** An example in proto2, without its first line. */
export const proto2 = (text: string): string => `syntax = "proto2";\n\n${text.trim()}\n`

/** An example in proto3, without its first line. */
export const proto3 = (text: string): string => `syntax = "proto3";\n\n${text.trim()}\n`

/** An example of an edition, without its first line. */
export const edition = (year: number, text: string): string => `edition = "${year}";\n\n${text.trim()}\n`

/** An example that uses an option of its own: `style`, for messages. */
export const withStyle = (text: string): string =>
  proto2(`
import "google/protobuf/any.proto";
import "google/protobuf/descriptor.proto";

message Style {
  optional string name = 1;
  repeated int32 sizes = 2;
  optional float scale = 3;
  oneof fill { string color = 4; string pattern = 5; }
  optional google.protobuf.Any more = 6;
  extensions 100 to 200;
}
extend Style { optional bool bold = 100; }
extend google.protobuf.MessageOptions { optional Style style = 50000; }

${text.trim()}
`)
