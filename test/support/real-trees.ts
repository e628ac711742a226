import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** Parts of the packages that are data for a compiler's own tests or for other tools, not part of the API family. */
const EXCLUDED = ['google/protobuf', 'build', 'gapic']

/**
 * Lays one release of the API family out as a module in `folder` (made), with the given buf.yaml. The two releases are
 * a real history: nobody here wrote them.
 */
export function layRealTree(folder: string, release: '3.0.3' | '6.0.1', bufYaml: string): void {
  const source = dirname(require.resolve(`google-proto-files-${release[0]}/package.json`))
  mkdirSync(folder, { recursive: true })
  for (const part of ['google', 'grafeas']) {
    cpSync(join(source, part), join(folder, part), {
      recursive: true,
      dereference: true,
      filter: (path) => !EXCLUDED.some((excluded) => path === join(source, excluded)),
    })
  }
  for (const part of EXCLUDED) rmSync(join(folder, part), { recursive: true, force: true })
  writeFileSync(join(folder, 'buf.yaml'), bufYaml)
}
