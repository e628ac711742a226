const CONFIG_FILES = new Set(['buf.yaml', 'buf.mod', 'buf.work.yaml', 'buf.lock', 'wireproof.yaml'])
const MODULE_FILES = new Set(['LICENSE', 'buf.md', 'README.md', 'README.markdown'])

/** Whether a file of this name can matter to a module: a proto, a configuration, a licence or a doc file. */
export function isRelevantFile(path: string): boolean {
  if (path.endsWith('.proto')) return true
  const name = path.slice(path.lastIndexOf('/') + 1)
  return CONFIG_FILES.has(name) || MODULE_FILES.has(name)
}
