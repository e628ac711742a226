import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCommand } from '../../testing/run-command.ts'
import { createTemporaryFolder } from '../../testing/temporary-folder.ts'

/** A repository in a folder of its own, whose versions are files of the working tree, committed and tagged in turn. */
class Repository {
  readonly folder = createTemporaryFolder()

  constructor() {
    this.#git('init', '-q', '-b', 'main')
  }

  /** Replaces all files. */
  write(files: Readonly<Record<string, string>>): void {
    for (const name of ['a.proto', 'b.proto', 'buf.yaml', 'm1', 'm2']) {
      rmSync(join(this.folder, name), { recursive: true, force: true })
    }
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true })
      writeFileSync(join(this.folder, path), text)
    }
  }

  release(tag: string, files: Readonly<Record<string, string>>): void {
    this.write(files)
    this.#git('add', '-A')
    this.#git('commit', '-q', '--allow-empty', '-m', tag)
    this.#git('tag', tag)
  }

  check(versions: string, ...args: string[]) {
    return runCommand(['check', '--against-all', versions, ...args], {
      cwd: this.folder,
      env: { PATH: process.env.PATH },
    })
  }

  #git(...args: string[]): void {
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: this.folder })
  }
}

const proto = (fields: string) => `syntax = "proto3";\npackage a;\nmessage M {\n  int32 id = 1;\n${fields}}\n`
const EMAIL = { 'a.proto': proto('  string email = 3;\n') }
const NONE = { 'a.proto': proto('') }
const PHONE = { 'a.proto': proto('  string phone = 3;\n') }

/** What a check against two sides cannot see: v1.9 had it, v1.10 gave it up. */
function withGivenUpField(): Repository {
  const repository = new Repository()
  repository.release('v1.9', EMAIL)
  repository.release('v1.10', NONE)
  return repository
}

describe('check --against-all', () => {
  it('finds a number that was given up and is back as something else, with the version that had it and a payload', async () => {
    const repository = withGivenUpField()
    repository.write(PHONE)
    const twoSided = await runCommand(['check', '--against', '.git#tag=v1.10'], {
      cwd: repository.folder,
      env: { PATH: process.env.PATH },
    })
    expect(twoSided).toEqual({ code: 0, out: '', err: '' })
    const { code, out, err } = await repository.check('.git#tags=v*')
    expect([code, err]).toEqual([1, '1 breaking change in 1 file\n'])
    expect(out).toContain(
      'a.proto:5:3: Field 3 "phone" (string) of a.M takes a number that was given up: in v1.9, which had it last',
    )
    expect(out).toContain('(NUMBER_REUSED)')
    const [finding] = JSON.parse((await repository.check('.git#tags=v*', '--format', 'json')).out)
    expect(finding).toMatchObject({
      rule: 'NUMBER_REUSED',
      path: 'a.proto',
      start: { line: 5, column: 3 },
      against: { path: 'a.proto', start: { line: 5, column: 3 } },
      symbol: 'a.M.phone',
    })
  })

  it('compares with the newest version as --against does, and tells both kinds in one report', async () => {
    const repository = withGivenUpField()
    repository.write({ 'a.proto': proto('  string phone = 3;\n').replace('int32 id', 'bool id') })
    const { code, out } = await repository.check('.git#tags=v*')
    expect(code).toBe(1)
    expect(
      out
        .split('\n')
        .filter((line) => /^a\.proto:/.test(line))
        .map((line) => /\((\w+)\)$/.exec(line)?.[1]),
    ).toEqual(['FIELD_SAME_TYPE', 'NUMBER_REUSED'])
  })

  it('has the last word on what is compared in --against, if there is one', async () => {
    const repository = withGivenUpField()
    repository.write(PHONE)
    expect((await repository.check('.git#tags=v1.9', '--against', '.git#tag=v1.10')).out).toContain('(NUMBER_REUSED)')
    // Against v1.9 itself it is a renamed field, and nothing was given up.
    const { out } = await repository.check('.git#tags=v*', '--against', '.git#tag=v1.9')
    expect(out).toContain('(FIELD_SAME_NAME)')
    expect(out).not.toContain('NUMBER_REUSED')
  })

  it('says nothing of what is restored, nor of what is ignored', async () => {
    const repository = withGivenUpField()
    repository.write(EMAIL)
    expect(await repository.check('.git#tags=v*')).toEqual({ code: 0, out: '', err: '' })
    repository.write({ ...PHONE, 'buf.yaml': 'version: v2\nbreaking: {ignore: [a.proto]}\n' })
    expect((await repository.check('.git#tags=v*')).code).toBe(0)
  })

  it('reads every commit of a range, and only tags that lie in one', async () => {
    const repository = withGivenUpField()
    repository.release('v2.0', NONE)
    repository.write(PHONE)
    expect((await repository.check('.git#range=v1.9..v2.0')).code).toBe(0)
    expect((await repository.check('.git#range=v1.9..v2.0,tags=v*')).code).toBe(0)
    expect((await repository.check('.git#tags=v*')).code).toBe(1)
    repository.release('v2.1', EMAIL)
    repository.release('v2.2', NONE)
    repository.write(PHONE)
    const { out } = await repository.check('.git#range=v1.9..main')
    expect(out).toMatch(/in [0-9a-f]{12}, which had it last/)
  })

  it('leaves out with a note what does not compile or is not there', async () => {
    const repository = withGivenUpField()
    repository.release('v1.11', { 'a.proto': 'syntax = "proto3";\nmessage {\n' })
    repository.release('v1.12', { 'buf.yaml': 'version: v7\n', ...NONE })
    repository.release('v1.13', NONE)
    repository.write(PHONE)
    const { code, err } = await repository.check('.git#tags=v*')
    expect(code).toBe(1)
    expect(err).toMatch(/^note: v1\.11 is left out, since it does not compile: a\.proto:2:\d+: .*\n/)
    expect(err).toMatch(/\nnote: v1\.12 is left out: buf\.yaml:1:10: .*\n1 breaking change in 1 file\n$/)
  })

  it('takes a workspace for one schema: what moves between modules stays what it is', async () => {
    const yaml = { 'buf.yaml': 'version: v2\nmodules: [{path: m1}, {path: m2}]\n' }
    const other = 'syntax = "proto3";\npackage b;\nmessage B {}\n'
    const repository = new Repository()
    repository.release('v1', { ...yaml, 'm1/a.proto': EMAIL['a.proto'], 'm2/b.proto': other })
    repository.release('v2', { ...yaml, 'm2/a.proto': NONE['a.proto'], 'm1/b.proto': other })
    repository.write({ ...yaml, 'm2/a.proto': PHONE['a.proto'], 'm1/b.proto': other })
    const { out } = await repository.check('.git#tags=v*')
    expect(out).toContain('m2/a.proto:5:3: Field 3 "phone"')
  })

  it.each([
    ['.git#tags=w*', /no tag matches; see `git tag`/],
    ['.git#range=v1.9..nowhere', /there is no revision "nowhere" in \.git; in a pipeline, fetch the whole history/],
    ['.git#range=v1.10..v1.9', /there is no commit in the range/],
    ['elsewhere.git#tags=v*', /no git repository at "elsewhere\.git"/],
    ['.git#tags=v1.9,subdir=nope', /none of the versions of --against-all can be compared with/],
    ['.git', /says neither tags= nor range=/],
  ])('explains what is wrong with %s', async (versions, message) => {
    const { code, out, err } = await withGivenUpField().check(versions)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(message)
  })
})
