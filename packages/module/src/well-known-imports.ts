/**
 * Import paths that a compiler brings along: nobody has to provide them.
 * Source: the files that buf 1.75 resolves without any dependency.
 */
export const WELL_KNOWN_IMPORTS: ReadonlySet<string> = new Set(
  [
    'any',
    'api',
    'compiler/plugin',
    'cpp_features',
    'descriptor',
    'duration',
    'empty',
    'field_mask',
    'go_features',
    'java_features',
    'source_context',
    'struct',
    'timestamp',
    'type',
    'wrappers',
  ].map((name) => `google/protobuf/${name}.proto`),
)
