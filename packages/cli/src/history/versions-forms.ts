/** The forms of what `--against-all` takes, for help and error messages. */
export const VERSIONS_FORMS = [
  ['.git#tags=v*', 'every tag of a git repository whose name matches; with range= those in it'],
  ['.git#range=v1.0..main', 'every commit of a git range, along the first parents; subdir= as above'],
  ['host/owner/module[:label]', 'every commit that a label of a registry has pointed at'],
] as const

/** `VERSIONS_FORMS` as a block of help text. */
export function describeVersionsForms(): string {
  const width = Math.max(...VERSIONS_FORMS.map(([form]) => form.length))
  return ['Versions:', ...VERSIONS_FORMS.map(([form, meaning]) => `  ${form.padEnd(width)}  ${meaning}`)].join('\n')
}
