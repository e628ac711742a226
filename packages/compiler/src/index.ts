export type { Diagnostic, DiagnosticNote, Severity } from './diagnostic/diagnostic.ts'
export type { Image, ImageFile, LocatedPath } from './image.ts'
export type { Resolver } from './resolver.ts'
export type { Position, Span } from './source/span.ts'
