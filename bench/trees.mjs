import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** Folders of the packages that are data for a compiler's own tests or for other tools, not part of the API. */
const EXCLUDED = ['google/protobuf', 'build', 'gapic']

/**
 * Lays two releases of one API family out as modules: `{ root, prev, next, remove }`, folders that hold a buf.yaml.
 * `remove` deletes them.
 */
export function layTrees() {
  const root = mkdtempSync(join(tmpdir(), 'wireproof-bench-'))
  const lay = (name, packageName) => {
    const folder = join(root, name)
    mkdirSync(folder)
    const source = dirname(require.resolve(`${packageName}/package.json`))
    for (const part of ['google', 'grafeas']) {
      cpSync(join(source, part), join(folder, part), { recursive: true, dereference: true })
    }
    for (const part of EXCLUDED) rmSync(join(folder, part), { recursive: true, force: true })
    writeFileSync(join(folder, 'buf.yaml'), 'version: v2\n')
    return folder
  }
  return {
    root,
    prev: lay('prev', 'google-proto-files-3'),
    next: lay('next', 'google-proto-files-6'),
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

/** The peer's own binary, without the npm launcher that would be timed with it. */
export function bufBinary() {
  const shim = dirname(require.resolve('@bufbuild/buf/package.json'))
  const platform = process.platform === 'darwin' ? 'darwin' : process.platform === 'win32' ? 'win32' : 'linux'
  const arch = process.arch === 'arm64' && platform === 'linux' ? 'aarch64' : process.arch
  const native = createRequire(join(shim, 'package.json')).resolve(`@bufbuild/buf-${platform}-${arch}/package.json`)
  return join(dirname(native), 'bin', process.platform === 'win32' ? 'buf.exe' : 'buf')
}
