import { Edition } from '@bufbuild/protobuf/wkt'
import type { MessageElement } from '../descriptor/unlinked-file.ts'
import { Kind, type OptionNamePart } from '../syntax/ast.ts'
import { type ElementOptions, type FileOptionContext, reportOption } from './option-context.ts'
import { OptionTarget } from './option-target.ts'
import type { FieldType } from './option-types.ts'
import type { TextRange } from './option-value.ts'

/**
 * Where buf 1.75 takes features without an edition, which protoc does not. No built-in feature is for these; one of
 * somebody's own can be.
 */
const ALWAYS_WITH_FEATURES: ReadonlySet<OptionTarget> = new Set([
  OptionTarget.Service,
  OptionTarget.Method,
  OptionTarget.ExtensionRange,
])

/**
 * Reports built-in options that nobody may set: `map_entry` and `uninterpreted_option`, which belong to the compiler,
 * and `features` outside of editions.
 *
 * Source: descriptor.proto, the comments of these fields; observed behaviour of buf.
 */
export function checkFirstPart(
  context: FileOptionContext,
  options: ElementOptions,
  field: FieldType,
  part: OptionNamePart,
): void {
  if (field.isExtension || field.container !== options.value.type.element) return
  switch (field.name) {
    case 'map_entry': {
      const message = '`map_entry` cannot be set: the compiler sets it on the messages that it makes for map fields.'
      reportOption(context, part, 'reserved-option', message, 'Declare a field of type `map<…>`.')
      break
    }
    case 'uninterpreted_option':
      reportOption(context, part, 'reserved-option', '`uninterpreted_option` cannot be set: it is for the compiler.')
      break
    case 'features':
      if (context.file.edition < Edition.EDITION_2023 && !ALWAYS_WITH_FEATURES.has(options.target)) {
        const message = '`features` can only be set in files that state an edition.'
        reportOption(
          context,
          part,
          'features-without-edition',
          message,
          'Write `edition = "2023";` on top of the file.',
        )
      }
      break
  }
}

/**
 * Reports fields of message sets: options cannot hold their wire format.
 * Source: observed behaviour of buf.
 */
export function checkMessageSet(context: FileOptionContext, field: FieldType, at: TextRange): void {
  if (field.container === undefined || !isMessageSet(field.container)) return
  const message = `\`${field.fullName}\` belongs to a message set, and options cannot hold one.`
  reportOption(context, at, 'message-set-in-option', message, 'Use an ordinary message.')
}

/**
 * Whether a message is declared as a message set. In the file at hand its own options may not be set yet, so their text
 * is looked at.
 */
function isMessageSet({ proto, options }: MessageElement): boolean {
  if (proto.options?.messageSetWireFormat === true) return true
  return options.some(({ name, value }) => {
    const isIt = name.length === 1 && name[0]!.name.name.split('.').at(-1) === 'message_set_wire_format'
    return isIt && value.kind === Kind.Ident && value.name === 'true'
  })
}
