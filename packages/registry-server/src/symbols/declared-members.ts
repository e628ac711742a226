import type { DescriptorProto } from '@bufbuild/protobuf/wkt'
import type { Image, ImageFile } from '@wireproof/compiler'
import type { DeclaredSymbol } from './head-symbols.ts'

/** The fields and methods of the files of an image that are not there as imports; nothing depends on them by name. */
export function declaredMembers(image: Image): DeclaredSymbol[] {
  return image.files.filter(({ isImport }) => !isImport).flatMap((file) => [...membersOf(file)])
}

function* membersOf({ path, proto }: ImageFile): Generator<DeclaredSymbol> {
  const scope = proto.package === '' ? '' : `${proto.package}.`
  for (const message of proto.messageType) yield* fieldsOf(message, scope, path)
  for (const service of proto.service) {
    const container = scope + service.name
    for (const { name } of service.method) yield { kind: 'method', name: `${container}.${name}`, container, path }
  }
}

function* fieldsOf(message: DescriptorProto, scope: string, path: string): Generator<DeclaredSymbol> {
  if (message.options?.mapEntry === true) return
  const container = scope + message.name
  for (const { name } of message.field) yield { kind: 'field', name: `${container}.${name}`, container, path }
  for (const nested of message.nestedType) yield* fieldsOf(nested, `${container}.`, path)
}
