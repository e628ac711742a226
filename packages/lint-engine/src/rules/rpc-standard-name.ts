import { toPascalCase } from '../naming/name-case.ts'
import { type AnyLintRule, defineRule, PLACED } from '../rule.ts'
import { Tag } from '../schema/element.ts'

const EMPTY = 'google.protobuf.Empty'

/** One rule for each side of a call. */
export const rpcStandardName: readonly AnyLintRule[] = [standardName('Request'), standardName('Response')]

function standardName(side: 'Request' | 'Response'): AnyLintRule {
  return defineRule({
    id: `RPC_${side.toUpperCase()}_STANDARD_NAME`,
    summary: `The ${side.toLowerCase()} of RPC \`Get\` of service \`Books\` is called \`Get${side}\` or \`BooksGet${side}\`.`,
    categories: PLACED.standardStyle,
    on: 'rpc',
    check({ report, policy }, element) {
      const isRequest = side === 'Request'
      const type = isRequest ? element.requestType : element.responseType
      const isEmptyAllowed = isRequest
        ? policy.rpcAllowGoogleProtobufEmptyRequests
        : policy.rpcAllowGoogleProtobufEmptyResponses
      if (type === EMPTY && isEmptyAllowed) return
      const rpc = toPascalCase(element.proto.name) + side
      const long = toPascalCase(element.service.proto.name) + rpc
      const name = type.slice(type.lastIndexOf('.') + 1)
      if (name === rpc || name === long) return
      const message = `The ${side.toLowerCase()} of RPC "${element.proto.name}" is "${name}": call it "${rpc}" or "${long}".`
      report({ element, parts: [[isRequest ? Tag.method.inputType : Tag.method.outputType]], message })
    },
  })
}
