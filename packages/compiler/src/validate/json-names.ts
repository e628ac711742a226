import { Edition, FeatureSet_JsonFormat as JsonFormat } from '@bufbuild/protobuf/wkt'
import { jsonName } from '../descriptor/json-name.ts'
import type { FieldElement, MessageElement } from '../descriptor/unlinked-file.ts'
import type { TextRange, ValidationContext } from './validation-context.ts'

/**
 * Fields whose JSON names collide. Names that are given collide for good; default names only where JSON is promised to
 * work (proto3, `json_format = ALLOW`), but then even behind a given one, because field masks use them.
 *
 * Source: Protobuf language specification, "JSON names"; protoc, DescriptorBuilder::CheckFieldJsonNameUniqueness.
 */
export function validateJsonNames(context: ValidationContext): void {
  for (const message of context.file.unlinked.messages) {
    const { fields } = context.members(message)
    if (promisesJson(context, message)) validateDefaultNames(context, fields)
    validateGivenNames(context, fields)
  }
  for (const field of context.file.unlinked.fields) {
    if (field.extend === undefined) continue
    const given = givenName(context, field)
    if (given === undefined || field.proto.jsonName === jsonName(field.proto.name)) continue
    const text = 'An extension cannot have a `json_name`: in JSON it goes by its full name.'
    context.error(given, 'extension-json-name', text, 'Remove it.')
  }
}

function promisesJson(context: ValidationContext, message: MessageElement): boolean {
  const { edition } = context.file
  if (edition === Edition.EDITION_PROTO2) return false
  if (edition === Edition.EDITION_PROTO3) return true
  return context.featuresOfMessage(message).jsonFormat === JsonFormat.ALLOW
}

/** Where `json_name` is set on a field, if it is. */
function givenName(context: ValidationContext, field: FieldElement): TextRange | undefined {
  return field.options.length === 0 ? undefined : context.options(field)?.jsonName
}

function validateDefaultNames(context: ValidationContext, fields: readonly FieldElement[]): void {
  const seen = new Map<string, FieldElement>()
  for (const field of fields) {
    const name = jsonName(field.proto.name)
    const other = seen.get(name)
    if (other === undefined) {
      seen.set(name, field)
      continue
    }
    // One number or one name for both is reported as just that.
    if (other.proto.number === field.proto.number || other.proto.name === field.proto.name) continue
    const notes = [context.note(other.node.name, 'the other field')]
    const text = `\`${field.proto.name}\` and \`${other.proto.name}\` have the same default JSON name, \`${name}\`.`
    context.error(field.node.name, 'json-names-collide', text, 'Rename one of them.', notes)
  }
}

function validateGivenNames(context: ValidationContext, fields: readonly FieldElement[]): void {
  const seen = new Map<string, FieldElement>()
  for (const field of fields) {
    const name = field.proto.jsonName
    const other = seen.get(name)
    if (other === undefined) {
      seen.set(name, field)
      continue
    }
    const given = givenName(context, field)
    if (given === undefined && givenName(context, other) === undefined) continue
    const at = given === undefined ? field.node.name : valueRange(field)
    const notes = [context.note(other.node.name, 'the other field')]
    const text = `\`${field.proto.name}\` and \`${other.proto.name}\` have the same JSON name, \`${name}\`.`
    context.error(at, 'json-names-collide', text, 'Change one of them.', notes)
  }
}

/** Where the value of `json_name` stands. */
function valueRange({ node, options }: FieldElement): TextRange {
  const option = options.find(({ name }) => name.length === 1 && name[0]!.name.name === 'json_name')
  return option?.value ?? node.name
}
