import type { ServiceDescriptorProto } from '@bufbuild/protobuf/wkt'
import { Kind, type MethodNode, type OptionNode, type ServiceNode } from '../syntax/ast.ts'
import { type FileBuilder, qualify, type Scope } from './file-builder.ts'
import { newMethod, newService } from './new-descriptor.ts'
import type { ServiceElement } from './unlinked-file.ts'

export function buildService(builder: FileBuilder, node: ServiceNode, scope: Scope): ServiceDescriptorProto {
  const proto = newService()
  proto.name = node.name.name
  const options = node.body.filter((child): child is OptionNode => child.kind === Kind.Option)
  const fullName = qualify(scope.fullName, proto.name)
  const element: ServiceElement = { proto, node, fullName, scope: scope.fullName, options }
  builder.services.push(element)
  for (const child of node.body) if (child.kind === Kind.Method) addMethod(builder, child, element)
  return proto
}

function addMethod(builder: FileBuilder, node: MethodNode, parent: ServiceElement): void {
  const proto = newMethod()
  proto.name = node.name.name
  proto.inputType = node.inputType.name
  proto.outputType = node.outputType.name
  if (node.clientStreaming !== undefined) proto.clientStreaming = true
  if (node.serverStreaming !== undefined) proto.serverStreaming = true
  parent.proto.method.push(proto)
  const options = node.body.filter((child): child is OptionNode => child.kind === Kind.Option)
  const scope = parent.fullName
  builder.methods.push({ proto, node, fullName: qualify(scope, proto.name), scope, options, parent })
}
