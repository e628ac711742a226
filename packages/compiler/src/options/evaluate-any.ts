import { nounOf, SymbolKind } from '../link/link-symbol.ts'
import { resolveName } from '../link/resolve-name.ts'
import { type AggregateFieldNode, Kind } from '../syntax/ast.ts'
import { type AggregateEvaluation, evaluateAggregate } from './evaluate-aggregate.ts'
import { describeNode } from './evaluation.ts'
import { reportOption } from './option-context.ts'
import type { MessageValue } from './option-value.ts'

/** The only hosts that a type URL in a schema may name. Source: observed behaviour of protoc and buf. */
const ANY_HOSTS = new Set(['type.googleapis.com', 'type.googleprod.com'])

/**
 * Evaluates `[type.googleapis.com/full.Name] { … }` within a `google.protobuf.Any`. It must be alone in there.
 *
 * Source: text format specification, "Any".
 */
export function evaluateExpandedAny(
  { context, scope, node }: AggregateEvaluation,
  expanded: AggregateFieldNode,
): { readonly url: string; readonly value: MessageValue } | undefined {
  for (const other of node.fields) {
    if (other === expanded) continue
    const message = `\`${other.name.name.name}\` cannot stand beside a type URL: that sets the whole \`Any\`.`
    reportOption(context, other.name, 'field-beside-type-url', message, 'Remove one of the two.')
  }
  const host = expanded.urlPrefix ?? ''
  if (!ANY_HOSTS.has(host)) {
    const message = `The host \`${host}\` of the type URL is not one that schemas may use.`
    const { start, end } = expanded.name
    const [word = ''] = host.split('.')
    const at = { start: context.file.source.text.indexOf(word, start), end }
    reportOption(context, at, 'unknown-type-url-host', message, 'Write `type.googleapis.com`.')
  }
  const { name, start, end } = expanded.name.name
  const query = {
    name,
    scope,
    start,
    end,
    accepts: (kind: SymbolKind) => kind === SymbolKind.Message,
    wanted: nounOf(SymbolKind.Message),
    skipsOtherKinds: true,
    isInOption: true,
  }
  const symbol = resolveName(context.file, context.table, query, context.diagnostics)
  if (symbol?.kind !== SymbolKind.Message) return undefined
  if (symbol.fullName !== name) {
    const message = `A type URL needs the full name of the message, \`${symbol.fullName}\`.`
    reportOption(context, expanded.name.name, 'partial-type-url', message)
  }
  const { value: body } = expanded
  if (body.kind !== Kind.Aggregate) {
    const message = `The value of an expanded \`Any\` must be a message, but ${describeNode(body)} is given.`
    reportOption(context, body, 'wrong-option-type', message, 'Write `{ … }`.')
    return undefined
  }
  const type = context.types.messageType(symbol)
  return { url: `${host}/${name}`, value: evaluateAggregate({ context, scope, type, path: undefined, node: body }) }
}
