import { Edition, FileOptions_OptimizeMode as OptimizeMode } from '@bufbuild/protobuf/wkt'
import { isEdition } from './header.ts'
import type { ValidationContext } from './validation-context.ts'

/**
 * Options of files that editions have replaced, and files for the lite runtime that others import.
 *
 * Source: descriptor.proto, the comments in FileOptions; observed behaviour of buf.
 */
export function validateFileOptions(context: ValidationContext): void {
  const { file } = context
  const utf8 = context.option(file.unlinked, 'java_string_check_utf8')
  if (utf8 !== undefined && isEdition(file.edition)) {
    const message = 'There is no option `java_string_check_utf8` in editions.'
    context.error(utf8, 'option-removed', message, 'Write `features.(pb.java).utf8_validation`.')
  }
  const multiple = context.option(file.unlinked, 'java_multiple_files')
  if (multiple !== undefined && file.edition >= Edition.EDITION_2024) {
    const message = 'There is no option `java_multiple_files` from edition 2024 on.'
    context.error(multiple, 'option-removed', message, 'Write `features.(pb.java).nest_in_file_class`.')
  }
  if (file.unlinked.proto.options?.optimizeFor === OptimizeMode.LITE_RUNTIME) return
  for (const { node, file: imported } of file.imports) {
    if (imported.unlinked.proto.options?.optimizeFor !== OptimizeMode.LITE_RUNTIME) continue
    const message = `\`${imported.path}\` is for the lite runtime, which this file is not.`
    context.error(node.path, 'lite-import', message, 'Set `option optimize_for = LITE_RUNTIME;` here too.')
  }
}
