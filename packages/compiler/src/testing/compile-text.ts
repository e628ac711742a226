import type { FileDescriptorProto } from '@bufbuild/protobuf/wkt'
import { compile } from '../compile.ts'
import type { Image } from '../image.ts'

/** Files by import path. */
export type Texts = Readonly<Record<string, string>>

/** Compiles files, all of them roots; a single text is `a.proto`. */
export function compileTexts(texts: Texts | string) {
  const files: Texts = typeof texts === 'string' ? { 'a.proto': texts } : texts
  return compile(Object.keys(files).sort(), (path) => files[path])
}

/** What is wrong with files: `code line:column`, with the path in front for all but `a.proto`. */
export function errorsOf(texts: Texts | string): string[] {
  const errors = compileTexts(texts).diagnostics.filter(({ severity }) => severity === 'error')
  return errors.map(({ code, file, span }) => {
    const place = span === undefined ? code : `${code} ${span.start.line}:${span.start.column}`
    return file === 'a.proto' ? place : `${file} ${place}`
  })
}

/** The image of files that are fine; throws, with what is wrong, for others. */
export function imageOf(texts: Texts | string): Image {
  const { image, diagnostics } = compileTexts(texts)
  if (image === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  return image
}

/** The descriptor of one of the files; of `a.proto` unless told. */
export function descriptorOf(texts: Texts | string, path = 'a.proto'): FileDescriptorProto {
  return imageOf(texts).files.find((file) => file.path === path)!.proto
}
