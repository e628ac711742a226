import { FieldDescriptorProto_Type as Type } from '@bufbuild/protobuf/wkt'
import { type AnyLintRule, defineRule, type HookName, type Hooks, PLACED } from '../rule.ts'

type Documented = Exclude<HookName, 'schema' | 'file' | 'import'>

/** One row for each kind of element that wants a comment. */
export const comment: readonly AnyLintRule[] = [
  commentRule('COMMENT_ENUM', 'enum', 'enum'),
  commentRule('COMMENT_ENUM_VALUE', 'enumValue', 'enum value'),
  // The comment of a group is that of its message.
  commentRule('COMMENT_FIELD', 'field', 'field', ({ proto }) => proto.type !== Type.GROUP),
  commentRule('COMMENT_MESSAGE', 'message', 'message'),
  commentRule('COMMENT_ONEOF', 'oneof', 'oneof'),
  commentRule('COMMENT_RPC', 'rpc', 'RPC'),
  commentRule('COMMENT_SERVICE', 'service', 'service'),
]

function commentRule<H extends Documented>(
  id: string,
  on: H,
  noun: string,
  isMeant: (element: Hooks[H]) => boolean = () => true,
): AnyLintRule {
  const rule = defineRule<H>({
    id,
    summary: `A comment stands before each ${noun}.`,
    categories: PLACED.comments,
    on,
    check({ report, isDocumented }, element: Hooks[H]) {
      if (!isMeant(element) || isDocumented(element)) return
      report({ element, message: `No comment says what ${noun} "${element.proto.name}" is for: write one before it.` })
    },
  })
  // The union of all rules has this one, which TypeScript can't see while the hook is a type parameter.
  return rule as unknown as AnyLintRule
}
