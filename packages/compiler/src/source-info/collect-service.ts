import { Kind, type MethodNode, type ServiceNode } from '../syntax/ast.ts'
import { collectOptionStatements } from './collect-options.ts'
import { statementsOf } from './collect-ranges.ts'
import type { Collector } from './collector.ts'
import { FieldNumber } from './field-numbers.ts'

export function collectService(collector: Collector, node: ServiceNode, path: readonly number[]): void {
  collector.list.add(path, node.start, node.end, { first: node.start, close: node.bodyStart })
  collector.list.add([...path, FieldNumber.Name], node.name.start, node.name.end)
  statementsOf(node.body, Kind.Method).forEach((method, index) => {
    collectMethod(collector, method, [...path, FieldNumber.ServiceMethod, index])
  })
  collectOptionStatements(collector, node.body, [...path, FieldNumber.ServiceOptions])
}

function collectMethod(collector: Collector, node: MethodNode, path: readonly number[]): void {
  const { list } = collector
  const close = node.bodyStart === -1 ? node.end - 1 : node.bodyStart
  list.add(path, node.start, node.end, { first: node.start, close })
  list.add([...path, FieldNumber.Name], node.name.start, node.name.end)
  const { clientStreaming, serverStreaming, inputType, outputType } = node
  if (clientStreaming !== undefined) {
    list.add([...path, FieldNumber.MethodClientStreaming], clientStreaming.start, clientStreaming.end)
  }
  list.add([...path, FieldNumber.MethodInput], inputType.start, inputType.end)
  if (serverStreaming !== undefined) {
    list.add([...path, FieldNumber.MethodServerStreaming], serverStreaming.start, serverStreaming.end)
  }
  list.add([...path, FieldNumber.MethodOutput], outputType.start, outputType.end)
  collectOptionStatements(collector, node.body, [...path, FieldNumber.MethodOptions])
}
