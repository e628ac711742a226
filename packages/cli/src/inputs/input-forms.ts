/** The forms of an input, for help and error messages. */
export const INPUT_FORMS = [
  ['proto, .', 'a folder: a module, or a workspace with its buf.yaml or buf.work.yaml'],
  ['.git#branch=main,subdir=proto', 'a git repository at a branch, tag=, commit= or ref='],
  ['image.binpb, image.json, .gz, -', 'an image (a FileDescriptorSet) in a file or on standard input'],
  ['schemas.tar.gz, .tgz, .tar, .zip', 'an archive; #subdir= and #strip_components= as with buf'],
  ['host/owner/module[:ref]', 'a module on a registry, at a label or commit'],
] as const

/** `INPUT_FORMS` as a block of help text. */
export function describeInputForms(): string {
  const width = Math.max(...INPUT_FORMS.map(([form]) => form.length))
  return ['Inputs:', ...INPUT_FORMS.map(([form, meaning]) => `  ${form.padEnd(width)}  ${meaning}`)].join('\n')
}
