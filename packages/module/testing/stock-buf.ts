import { execFile } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'

const SHIM = resolve(import.meta.dirname, '../../../node_modules/@bufbuild/buf')

/** The binary that the npm package would start: without the Node process in front it answers in half the time. */
function binary(): string {
  const native = join(realpathSync(SHIM), `../buf-${process.platform}-${process.arch}/bin/buf`)
  return existsSync(native) ? native : resolve(SHIM, '../../.bin/buf')
}

/** Runs the stock buf client with everything that it keeps in `home`. Never rejects. */
export function runStockBuf(
  args: readonly string[],
  { cwd, home }: { cwd: string; home: string },
): Promise<{ failed: boolean; stdout: string; stderr: string }> {
  const env = { ...process.env, HOME: home, BUF_CACHE_DIR: join(home, 'cache') }
  return new Promise((done) => {
    execFile(binary(), args, { cwd, env }, (error, stdout, stderr) => done({ failed: error !== null, stdout, stderr }))
  })
}
