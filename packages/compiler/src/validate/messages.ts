import { Edition } from '@bufbuild/protobuf/wkt'
import { OptionTarget } from '../options/option-target.ts'
import { type ExtendNode, Kind } from '../syntax/ast.ts'
import type { ValidationContext } from './validation-context.ts'

/**
 * What a message may hold: oneofs that are not empty, and in proto3 no extension ranges.
 *
 * Source: Protobuf language specification, "Messages", "Oneofs", "Extensions".
 */
export function validateMessages(context: ValidationContext): void {
  const { unlinked, edition } = context.file
  const filled = new Set(unlinked.fields.map(({ oneof }) => oneof))
  for (const oneof of unlinked.oneofs) {
    if (oneof.node === undefined || filled.has(oneof)) continue
    context.error(
      oneof.node,
      'empty-oneof',
      `The oneof \`${oneof.proto.name}\` has no field.`,
      'Declare one, or remove it.',
    )
  }
  if (edition !== Edition.EDITION_PROTO3) return
  for (const { range } of unlinked.extensionRanges) {
    context.error(range, 'extensions-in-proto3', 'In proto3 messages cannot be extended.', 'Remove the statement.')
  }
}

/** `extend` blocks: not empty, and in proto3 of nothing but options. Source: as above, "Extensions". */
export function validateExtends(context: ValidationContext): void {
  const { file } = context
  const { tree, fields } = file.unlinked
  for (const block of extendBlocks(tree.body)) {
    if (block.body.every(({ kind }) => kind === Kind.Empty)) {
      const message = `This \`extend ${block.extendee.name}\` has no extension.`
      context.error(block, 'empty-extend', message, 'Declare one, or remove it.')
    }
  }
  if (file.edition !== Edition.EDITION_PROTO3) return
  const seen = new Set<ExtendNode>()
  for (const [index, { extend }] of fields.entries()) {
    if (extend === undefined || seen.has(extend)) continue
    seen.add(extend)
    const extendee = file.extendees[index]
    if (extendee !== undefined && OPTION_MESSAGES.has(extendee.fullName)) continue
    const message = `In proto3 only options can be extended, and \`${extend.extendee.name}\` is none.`
    context.error(extend, 'extend-in-proto3', message, 'Use a field of type `google.protobuf.Any` instead.')
  }
}

const OPTION_MESSAGES = new Set(Object.values(OptionTarget).map(({ typeName }) => typeName))

interface Block {
  readonly kind: Kind
}

/** All `extend` blocks of a file, at any depth. Uses no call stack: bodies may nest as deep as the parser takes. */
function* extendBlocks(body: readonly Block[]): Generator<ExtendNode> {
  const open: Block[] = [...body]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === Kind.Extend) yield node as ExtendNode
    // Not spread out: a body may hold more than fits on the stack.
    if ('body' in node) for (const inner of node.body as readonly Block[]) open.push(inner)
  }
}
