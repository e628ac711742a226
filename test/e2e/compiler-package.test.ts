import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publint } from 'publint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFolder, writeFiles } from '../support/make-folder.ts'

const PACKAGE = fileURLToPath(new URL('../../packages/compiler', import.meta.url))
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
const DEPENDENCIES = fileURLToPath(new URL('../node_modules', import.meta.url))

/** The code blocks of a language in a text of Markdown. */
function blocksOf(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, code]) => code ?? '')
}

describe('the compiler as a package', () => {
  const root = makeFolder('compiler-package')
  const user = join(root, 'user')
  const installed = join(user, 'node_modules/@wireproof/compiler')
  let archive = ''
  let packed: string[] = []

  beforeAll(() => {
    const options = { cwd: PACKAGE, encoding: 'utf8' } as const
    const args = ['pack', '--json', '--offline', `--cache=${join(root, 'cache')}`, `--pack-destination=${root}`]
    const [report] = JSON.parse(execFileSync(npm, args, options))
    packed = report.files.map((file: { path: string }) => file.path)
    archive = join(root, readdirSync(root).find((name) => name.endsWith('.tgz')) as string)
    mkdirSync(installed, { recursive: true })
    execFileSync('tar', ['-xzf', archive, '-C', installed, '--strip-components=1'])
    mkdirSync(join(user, 'node_modules/@bufbuild'))
    symlinkSync(join(DEPENDENCIES, '@bufbuild/protobuf'), join(user, 'node_modules/@bufbuild/protobuf'))
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  it('holds what users need, and no tests', () => {
    const others = packed.filter((path) => !/^dist\/.*\.(js|d\.ts)$/.test(path)).sort()
    expect(others).toEqual(['LICENSE', 'README.md', 'package.json'])
    expect(packed.filter((path) => /\.test\.|(^|\/)testing\//.test(path))).toEqual([])
    expect(packed).toContain('dist/node/file-resolver.js')
    expect(JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))).not.toHaveProperty('private')
  })

  it('has no fault that publint knows', async () => {
    expect((await publint({ pkgDir: installed, strict: true, pack: false })).messages).toEqual([])
  })

  it('has types that resolve as the code does', () => {
    const bin = join(DEPENDENCIES, '@arethetypeswrong/cli/dist/index.js')
    const args = [bin, archive, '--profile', 'esm-only', '--format', 'ascii', '--no-color', '--no-emoji']
    // Ends with 1 when there is a problem: then this throws.
    const report = execFileSync(process.execPath, args, { encoding: 'utf8' })
    expect(report.match(/node16 \(from ESM\): OK \(ESM\)/g)).toHaveLength(2)
  })

  it('does what its README says', () => {
    const readme = readFileSync(join(installed, 'README.md'), 'utf8')
    const [example, onDisk] = blocksOf(readme, 'js')
    writeFiles(user, {
      'example.mjs': example ?? '',
      'on-disk.mjs': `${onDisk}\nconsole.log(diagnostics.length, image.files.length)\n`,
      'proto/shop/order.proto': 'syntax = "proto3";\nimport "shop/id.proto";\nmessage Order { Id id = 1; }\n',
      'vendor/shop/id.proto': 'syntax = "proto3";\nmessage Id {}\n',
    })
    const run = (script: string) => execFileSync(process.execPath, [script], { cwd: user, encoding: 'utf8' })
    expect(run('example.mjs')).toBe(blocksOf(readme, 'text')[0])
    expect(run('on-disk.mjs')).toBe('0 2\n')
  })
})
