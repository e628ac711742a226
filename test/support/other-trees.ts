import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A tree of .proto files that others wrote, as a package on npm ships it. */
export interface OtherTree {
  readonly title: string
  /** As it is called in the package.json beside. */
  readonly package: string
  /** Folders of the package that are each a root of import paths. Where two hold a file, the later one counts. */
  readonly roots: readonly string[]
  /** The files and folders of each root that belong to the tree; all when absent. */
  readonly parts?: readonly string[]
  /** What must be added to a file before the tree compiles at all. */
  readonly repair?: { readonly path: string; readonly after: string; readonly insert: string }
}

export const otherTrees = {
  envoy: {
    title: 'Envoy and xDS',
    package: '@grpc/grpc-js-xds',
    roots: ['deps/googleapis', 'deps/xds', 'deps/protoc-gen-validate', 'deps/envoy-api'],
    // The package ships Envoy of a later date than the validation rules that it imports: they lack a field that it sets.
    repair: {
      path: 'validate/validate.proto',
      after: 'message StringRules {',
      insert: ' optional bool ignore_empty = 26;',
    },
  },
  cosmos: {
    title: 'Cosmos SDK, IBC and chains on top of them',
    package: '@keplr-wallet/proto-types',
    roots: ['proto-types-gen/third_party/proto', 'proto-types-gen/proto'],
  },
  hedera: { title: 'Hedera', package: '@hashgraph/proto', roots: ['src/proto'] },
} as const satisfies Readonly<Record<string, OtherTree>>

/**
 * What the two releases of the API family have of protobuf's own files, with protobuf's own tests among them. Three of
 * the files for Ruby declare what others declare too, and import from their own folder: they are trees of their own.
 */
export const protobufTrees: readonly OtherTree[] = ['google-proto-files-3', 'google-proto-files-6'].flatMap((name) => [
  { title: `protobuf of ${name}`, package: name, roots: ['.'], parts: ['google/protobuf', 'gapic'] },
  ...[
    ['ruby_generated_code.proto', 'ruby_generated_code_proto2_import.proto'],
    ['ruby_generated_code_proto2.proto', 'ruby_generated_code_proto2_import.proto'],
    ['ruby_generated_pkg_explicit.proto'],
  ].map((parts) => ({
    title: `${parts[0]} of ${name}`,
    package: name,
    roots: ['google/protobuf/compiler/ruby'],
    parts,
  })),
])

/** Lays a tree out as a module in `folder` (made). */
export function layOtherTree(folder: string, tree: OtherTree): void {
  mkdirSync(folder, { recursive: true })
  const source = fileURLToPath(new URL(`../node_modules/${tree.package}`, import.meta.url))
  for (const root of tree.roots) {
    for (const part of tree.parts ?? ['.']) {
      cpSync(join(source, root, part), join(folder, part), { recursive: true, dereference: true })
    }
  }
  // In place of the authors' own, which leaves files out.
  writeFileSync(join(folder, 'buf.yaml'), 'version: v2\n')
  if (tree.repair === undefined) return
  const { path, after, insert } = tree.repair
  const parts = readFileSync(join(folder, path), 'utf8').split(after)
  if (parts.length !== 2) throw new Error(`${path} of ${tree.package} does not hold "${after}" once`)
  writeFileSync(join(folder, path), parts.join(`${after}${insert}`))
}
