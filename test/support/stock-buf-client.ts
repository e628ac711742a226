import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { bufBinary } from './buf.ts'
import { writeFiles } from './make-folder.ts'

export interface BufRun {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A stock buf with a home of its own below `root`: nothing of the developer's is read or written. */
export interface StockBuf {
  /** Runs it in a folder below `root`. */
  run(folder: string, args: readonly string[], input?: string): BufRun
  /** Empties the cache, so that everything is fetched anew. */
  forgetDownloads(): void
}

/** How the client reaches its registry: its own configuration, for all registries at once. */
export const PLAIN_HTTP = 'version: v1\ntls:\n  use: "false"\n'

/** The configuration of a client that trusts one certificate authority and no other. */
export function trustOnly(caFile: string): string {
  return `version: v1\ntls:\n  use: local\n  root_cert_file_paths: [${JSON.stringify(caFile)}]\n`
}

export function createStockBuf(options: {
  readonly root: string
  /** The text of the client's config.yaml. */
  readonly config: string
  /** The installed version unless another is given. */
  readonly binary?: string
  readonly env?: Readonly<Record<string, string>>
}): StockBuf {
  const { root, config, binary = bufBinary(), env } = options
  const cache = join(root, 'cache')
  writeFiles(root, { 'config/config.yaml': config })
  mkdirSync(cache, { recursive: true })
  return {
    run(folder, args, input = '') {
      const done = spawnSync(binary, args, {
        cwd: join(root, folder),
        encoding: 'utf8',
        input,
        env: {
          HOME: root,
          BUF_CONFIG_DIR: join(root, 'config'),
          BUF_CACHE_DIR: cache,
          NETRC: join(root, 'netrc'),
          PATH: process.env.PATH,
          ...env,
        },
      })
      if (done.error) throw done.error
      return { status: done.status, stdout: done.stdout, stderr: done.stderr }
    },
    forgetDownloads: () => rmSync(cache, { recursive: true, force: true }),
  }
}
