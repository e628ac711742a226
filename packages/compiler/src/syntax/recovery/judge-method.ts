import { type IdentNode, Kind, type MethodNode } from '../ast.ts'
import { identOf, judgePath, nameOf } from './judge-path.ts'
import type { LooseDefinition, LooseType, LooseTypes } from './loose.ts'
import type { Reader } from './reader.ts'

/** A method without its body; undefined where a part of it misses. */
export function judgeMethodHead(
  reader: Reader,
  definition: LooseDefinition,
  type: LooseType,
): Omit<MethodNode, 'body'> | undefined {
  const { start, end, name, inputs, returnsStart, outputs, valueStart, value, options, bodyStart } = definition
  const ident = identOf(name)
  if (name === undefined) reader.fault(definition, 'This method has no name.')
  else if (ident === undefined) reader.fault(name, 'The name of a method is a single word.')
  if (value !== undefined) reader.fault({ start: valueStart, end: value.end }, 'A method has no number.')
  for (const modifier of type.modifiers)
    reader.fault(modifier, `\`${modifier.word}\` cannot stand in front of a method.`)
  if (options !== undefined) {
    reader.fault(options, 'The options of a method stand in its body.', 'Write `{ option name = value; }` behind it.')
  }
  const hint = 'A method is written `rpc Name(Request) returns (Response);`.'
  if (inputs === undefined) reader.fault(name ?? definition, 'This method has no request type.', hint)
  if (outputs === undefined) {
    const at = returnsStart >= 0 ? { start: returnsStart, end } : (inputs ?? name ?? definition)
    reader.fault(at, 'This method has no response type.', hint)
  }
  const input = inputs && judgeMethodType(reader, inputs, 'request')
  const output = outputs && judgeMethodType(reader, outputs, 'response')
  if (ident === undefined || input === undefined || output === undefined) return undefined
  return {
    kind: Kind.Method,
    start,
    end,
    name: ident,
    clientStreaming: input.streaming,
    inputType: input.type,
    serverStreaming: output.streaming,
    outputType: output.type,
    bodyStart,
  }
}

/** The one type in the brackets of a method. */
function judgeMethodType(
  reader: Reader,
  list: LooseTypes,
  role: string,
): { streaming: IdentNode | undefined; type: IdentNode } | undefined {
  const [type, ...others] = list.types
  if (type === undefined || others.length > 0) {
    reader.fault(list, `There must be one type for the ${role}, and there are ${list.types.length}.`)
    return undefined
  }
  let streaming: IdentNode | undefined
  for (const { start, end, word } of type.modifiers) {
    if (word !== 'stream') reader.fault({ start, end }, `\`${word}\` cannot stand here.`, 'Remove it.')
    else if (streaming !== undefined) reader.fault({ start, end }, 'There is `stream` twice.', 'Remove one of them.')
    else streaming = { kind: Kind.Ident, start, end, name: word }
  }
  if (type.args !== undefined) reader.fault(type, `The ${role} must be a message.`)
  else judgePath(reader, type.path, { allowsAbsolute: true })
  return { streaming, type: nameOf(type.path) }
}
