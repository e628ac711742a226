import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { makeFolder, writeFiles } from '../support/make-folder.ts'
import { runWireproof } from '../support/run-wireproof.ts'

const PACKAGE = fileURLToPath(new URL('../../packages/cli', import.meta.url))
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'

/** npm that sees no project around it and asks nobody but its cache: a package with no dependency needs no more. */
function runNpm(cwd: string, cache: string, ...args: string[]): string {
  return execFileSync(npm, [...args, '--offline', '--no-audit', '--no-fund', `--cache=${cache}`], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

describe('the published package', () => {
  const root = makeFolder('cli-package')
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  const [empty, cache] = [join(root, 'empty'), join(root, 'cache')]

  it('holds its scripts and their parts, README and licences, and needs no other package', () => {
    const [packed] = JSON.parse(runNpm(PACKAGE, cache, 'pack', '--json', `--pack-destination=${root}`))
    const files = packed.files.map((file: { path: string }) => file.path).sort()
    const isPart = (file: string) => /^dist\/parts\/[\w-]+\.js(\.cache)?$/.test(file)
    const scriptsAndTexts = ['dist/LICENSES.txt', 'dist/build-thread.cjs', 'dist/wireproof.cjs']
    const whole = ['LICENSE', 'README.md', ...scriptsAndTexts, 'package.json']
    expect(files.filter((file: string) => !isPart(file))).toEqual(whole)
    // What is compiled already lies beside each part.
    const parts: string[] = files.filter(isPart)
    expect(parts).toContain('dist/parts/main.js')
    const scripts = parts.filter((file) => file.endsWith('.js'))
    expect(parts).toEqual(scripts.flatMap((file) => [file, `${file}.cache`]))
    const manifest = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'))
    for (const part of ['dependencies', 'optionalDependencies', 'peerDependencies', 'private', 'scripts']) {
      expect(manifest).not.toHaveProperty(part)
    }
  })

  it('installs with npm alone in an empty folder, and runs', async () => {
    writeFiles(empty, { 'proto/a.proto': 'syntax = "proto3";\npackage a;\nmessage M { string s = 1; }\n' })
    const archive = readdirSync(root).find((name) => name.endsWith('.tgz')) as string
    runNpm(empty, cache, 'install', '--prefix', empty, join('..', archive))
    const command = join(empty, 'node_modules/.bin/wireproof')
    expect(statSync(command).mode & 0o111).not.toBe(0)
    expect(execFileSync(command, ['--version'], { encoding: 'utf8' })).toMatch(/^\d+\.\d+\.\d+\n$/)
    const script = join(empty, 'node_modules/wireproof/dist/wireproof.cjs')
    expect(await runWireproof(['build', 'proto', '-o', 'a.binpb'], { cwd: empty, script })).toMatchObject({ code: 0 })
    writeFiles(empty, { 'proto/a.proto': 'syntax = "proto3";\npackage a;\nmessage M { int32 s = 1; }\n' })
    const { code, out } = await runWireproof(['check', 'proto', '--against', 'a.binpb'], { cwd: empty, script })
    expect(code).toBe(1)
    expect(out).toMatch(/^proto\/a\.proto:3:13: .* \(FIELD_SAME_TYPE\)$/m)
  })
})
