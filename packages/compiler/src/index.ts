export { type CompileOptions, type CompileResult, compile } from './compile.ts'
export { type CompileCache, createCompileCache } from './compile-cache.ts'
export {
  type CompiledPart,
  type CompiledPartFile,
  type CompilePartOptions,
  compilePart,
  joinParts,
} from './compile-part.ts'
export {
  editionDefaults,
  editionOf,
  fieldFeatures,
  fileFeatures,
  mergeFeatures,
  type ResolvedFeatures,
} from './descriptor/features.ts'
export type { Diagnostic, DiagnosticNote, Severity } from './diagnostic/diagnostic.ts'
export { createRenderer, type Paint, type RenderColors, type RenderOptions } from './diagnostic/render.ts'
export { type EncodeImageOptions, encodeImage } from './encode-image.ts'
export type { Image, ImageFile, LocatedPath } from './image.ts'
export { imageFromDescriptorSet } from './image-from-descriptor-set.ts'
export type { Resolver } from './resolver.ts'
export type { Position, Span } from './source/span.ts'
export { TextPositions } from './source/text-positions.ts'
