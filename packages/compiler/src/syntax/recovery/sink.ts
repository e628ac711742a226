import type {
  EmptyNode,
  EnumElementNode,
  EnumNode,
  EnumValueNode,
  ExtendElementNode,
  ExtendNode,
  ExtensionsNode,
  FieldNode,
  FileElementNode,
  GroupNode,
  ImportNode,
  MapFieldNode,
  MessageElementNode,
  MessageNode,
  MethodNode,
  OneofElementNode,
  OneofNode,
  OptionNode,
  PackageNode,
  ReservedNode,
  ServiceElementNode,
  ServiceNode,
  SyntaxNode,
} from '../ast.ts'

/** What a body belongs to. `nothing` is something that has none. */
export type Owner = 'file' | 'message' | 'enum' | 'service' | 'extend' | 'oneof' | 'method' | 'nothing'

/**
 * Where the declarations of a body go. One that cannot stand there goes to a body around it if it has a meaning there, so
 * that its name is known; where there is no way for a kind, it is left out.
 */
export interface Sink {
  readonly owner: Owner
  readonly head?: ((node: SyntaxNode | PackageNode | ImportNode) => void) | undefined
  readonly type?: ((node: MessageNode | EnumNode | ExtendNode) => void) | undefined
  readonly service?: ((node: ServiceNode) => void) | undefined
  readonly method?: ((node: MethodNode) => void) | undefined
  readonly field?: ((node: FieldNode | MapFieldNode | GroupNode) => void) | undefined
  readonly oneof?: ((node: OneofNode) => void) | undefined
  readonly value?: ((node: EnumValueNode) => void) | undefined
  readonly ranges?: ((node: ExtensionsNode | ReservedNode) => void) | undefined
  readonly option?: ((node: OptionNode) => void) | undefined
  readonly empty?: ((node: EmptyNode) => void) | undefined
}

function pushTo<T>(body: T[]): (node: T) => void {
  return (node) => {
    body.push(node)
  }
}

export function fileSink(body: FileElementNode[]): Sink {
  const push = pushTo(body)
  return { owner: 'file', head: push, type: push, service: push, option: push, empty: push }
}

export function messageSink(body: MessageElementNode[]): Sink {
  const push = pushTo(body)
  return { owner: 'message', type: push, field: push, oneof: push, ranges: push, option: push, empty: push }
}

export function enumSink(body: EnumElementNode[], around: Sink): Sink {
  const push = pushTo(body)
  const ranges = (node: ExtensionsNode | ReservedNode): void => {
    if ('names' in node) push(node)
  }
  return { owner: 'enum', type: around.type, value: push, ranges, option: push, empty: push }
}

export function serviceSink(body: ServiceElementNode[], around: Sink): Sink {
  const push = pushTo(body)
  return { owner: 'service', type: around.type, method: push, option: push, empty: push }
}

export function extendSink(body: ExtendElementNode[], around: Sink): Sink {
  const push = pushTo(body)
  return { owner: 'extend', type: around.type, oneof: around.oneof, field: push, empty: push }
}

export function oneofSink(body: OneofElementNode[], around: Sink): Sink {
  const push = pushTo(body)
  return { owner: 'oneof', type: around.type, oneof: around.oneof, field: push, option: push, empty: push }
}

/** For braces that belong to nothing: what is in them counts, but for options and ranges. */
export function bareSink({ owner, head, type, service, method, field, oneof, value }: Sink): Sink {
  return { owner, head, type, service, method, field, oneof, value }
}

export function methodSink(body: (OptionNode | EmptyNode)[]): Sink {
  const push = pushTo(body)
  return { owner: 'method', option: push, empty: push }
}
