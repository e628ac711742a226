/**
 * The field numbers that telling one file of an image from its bytes takes.
 * Source: descriptor.proto, and buf/alpha/image/v1/image.proto for buf's additions.
 */
export const ImageField = {
  /** FileDescriptorSet.file */
  File: 1,
  /** FileDescriptorProto.source_code_info */
  SourceCodeInfo: 9,
  /** ImageFile.buf_extension */
  Extension: 8042,
} as const

/** The fields of buf's ImageFileExtension. `module_info` (2) is not among them: an image of ours knows no modules. */
export const ExtensionField = { IsImport: 1, IsSyntaxUnspecified: 3, UnusedDependency: 4 } as const
