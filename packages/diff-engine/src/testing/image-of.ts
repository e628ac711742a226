import { compile, type Image } from '@wireproof/compiler'

/** One proto3 file `a.proto` of package `a.v1`, without its head; or files by path, as they are. */
export type Text = string | Readonly<Record<string, string>>

const HEAD = 'syntax = "proto3"; package a.v1;\n'

/** The files of a text by path; a text that says its own syntax or edition gets no head. */
export function filesOf(text: Text): Readonly<Record<string, string>> {
  if (typeof text !== 'string') return text
  return { 'a.proto': /^\s*(syntax|edition)\s*=/.test(text) ? text : HEAD + text }
}

/** Compiles a text; throws when it has errors, with all of them. */
export function imageOf(text: Text): Image {
  const files = filesOf(text)
  const { image, diagnostics } = compile(Object.keys(files), (path) => files[path])
  if (image === undefined) {
    throw new Error(diagnostics.map(({ code, message, file }) => `${file}: ${code}: ${message}`).join('\n'))
  }
  return image
}
