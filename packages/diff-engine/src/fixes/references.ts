import { FieldDescriptorProto_Type as Type } from '@bufbuild/protobuf/wkt'
import { type EnumElement, FieldElement, MessageElement, RpcElement, ServiceElement, Tag } from '../schema/element.ts'

/** A place in the text of an element that names a message or an enum. */
export interface TypeReference {
  /** SourceCodeInfo path of the name; of a map field that of its whole type. */
  readonly path: readonly number[]
  /** Without a leading dot. */
  readonly fullName: string
  readonly isMapValue: boolean
}

/** What an element and all that is in it refer to. */
export function referencesOf(
  element: MessageElement | EnumElement | FieldElement | ServiceElement | RpcElement,
): TypeReference[] {
  if (element instanceof MessageElement) return ofMessage(element)
  if (element instanceof FieldElement) return ofField(element)
  if (element instanceof ServiceElement) return [...element.rpcs.values()].flatMap(ofRpc)
  return element instanceof RpcElement ? ofRpc(element) : []
}

function ofMessage(message: MessageElement): TypeReference[] {
  if (message.isMapEntry) return []
  const inside = ({ parent }: { parent: MessageElement | undefined }) => parent === message
  const nested = [...message.file.messages.values()].filter(inside)
  const extensions = [...message.file.extensions.values()].filter(inside)
  return [...[...message.fields.values(), ...extensions].flatMap(ofFieldAlone), ...nested.flatMap(ofMessage)]
}

/** A group brings its message along. */
function ofField(field: FieldElement): TypeReference[] {
  const group = field.proto.type === Type.GROUP ? field.messageType : undefined
  return [...ofFieldAlone(field), ...(group === undefined ? [] : ofMessage(group))]
}

function ofFieldAlone(field: FieldElement): TypeReference[] {
  const references: TypeReference[] = []
  const { extendee } = field
  if (extendee !== undefined) references.push({ path: [...field.path, 2], fullName: extendee, isMapValue: false })
  const path = [...field.path, Tag.field.typeName]
  if (field.isMap) {
    const value = field.messageType?.fields.get(2)?.typeName ?? ''
    if (value !== '') references.push({ path, fullName: value, isMapValue: true })
  } else if (field.typeName !== '' && field.proto.type !== Type.GROUP) {
    references.push({ path, fullName: field.typeName, isMapValue: false })
  }
  return references
}

function ofRpc(rpc: RpcElement): TypeReference[] {
  return [
    { path: [...rpc.path, Tag.method.inputType], fullName: rpc.requestType, isMapValue: false },
    { path: [...rpc.path, Tag.method.outputType], fullName: rpc.responseType, isMapValue: false },
  ]
}

/** The text of a reference with the name written out in full, so that it means the same in every scope. */
export function spellInFull(text: string, { fullName, isMapValue }: TypeReference): string {
  return isMapValue ? text.replace(/,[^,]*>$/, `, .${fullName}>`) : `.${fullName}`
}
