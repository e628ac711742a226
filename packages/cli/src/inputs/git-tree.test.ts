import { execFileSync } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createTemporaryFolder } from '../../testing/temporary-folder.ts'
import { openGitTree } from './git-tree.ts'
import { parseInputSpec } from './input-spec.ts'

function git(cwd: string, ...args: string[]): void {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false']
  execFileSync('git', [...identity, ...args], { cwd, stdio: 'pipe' })
}

function createRepository(): string {
  const cwd = createTemporaryFolder({ 'proto/a.proto': 'one', 'proto/buf.yaml': 'version: v2', 'notes.txt': '' })
  git(cwd, 'init', '-q', '-b', 'main')
  git(cwd, 'add', '.')
  git(cwd, 'commit', '-q', '-m', 'first')
  git(cwd, 'tag', 'v1')
  writeFileSync(join(cwd, 'proto/a.proto'), 'two')
  git(cwd, 'commit', '-q', '-a', '-m', 'second')
  return cwd
}

function open(text: string, cwd: string) {
  const spec = parseInputSpec(text, () => false)
  if (spec.kind !== 'git') throw new Error(`${text} is no git input`)
  return openGitTree(spec, text, { cwd, env: { PATH: process.env.PATH } })
}

function read(text: string, cwd: string, path = 'proto/a.proto'): string | undefined {
  const bytes = open(text, cwd).read(path)
  return bytes && Buffer.from(bytes).toString()
}

describe('openGitTree', () => {
  it('reads the files of a branch, a tag, a commit and a ref, whatever is checked out', () => {
    const cwd = createRepository()
    writeFileSync(join(cwd, 'proto/a.proto'), 'changed and not committed')
    expect(read('.git#branch=main', cwd)).toBe('two')
    expect(read('.git', cwd)).toBe('two')
    expect(read('.git#tag=v1', cwd)).toBe('one')
    expect(read('.git#ref=HEAD~1', cwd)).toBe('one')
    const commit = execFileSync('git', ['rev-parse', 'v1'], { cwd }).toString().trim()
    expect(read(`.git#commit=${commit}`, cwd)).toBe('one')
    const tree = open('.git#branch=main,subdir=proto', cwd)
    expect(tree.target).toBe('proto')
    expect([...tree.list('proto')].sort()).toEqual(['proto/a.proto', 'proto/buf.yaml'])
    expect(tree.show('proto/a.proto')).toBe('proto/a.proto')
  })

  it('finds a branch that was only fetched', () => {
    const origin = createRepository()
    const cwd = createTemporaryFolder()
    git(cwd, 'clone', '-q', origin, 'clone')
    git(join(cwd, 'clone'), 'checkout', '-q', '--detach')
    git(join(cwd, 'clone'), 'branch', '-D', 'main')
    expect(read('.git#branch=main', join(cwd, 'clone'))).toBe('two')
  })

  it('says what to do when the commit is not there', () => {
    const cwd = createRepository()
    expect(() => open('.git#branch=nope', cwd)).toThrow('there is no branch "nope"')
    expect(() => open('.git#tag=main', cwd)).toThrow('there is no tag "main"')
    expect(() => open('.git#branch=main,subdir=nope', cwd)).toThrow('there is no folder "nope"')
    const shallow = createTemporaryFolder()
    git(shallow, 'clone', '-q', '--depth=1', `file://${cwd}`, 'clone')
    expect(() => open('.git#ref=HEAD~1', join(shallow, 'clone'))).toThrow('which is shallow; fetch it first')
  })

  it('says where the repository is when it is not here', () => {
    const cwd = createRepository()
    expect(() => open('.git#branch=main', join(cwd, 'proto'))).toThrow('there is one at "../.git"')
    const elsewhere = createTemporaryFolder({ 'x.git/file': '' })
    for (const remote of ['https://example.com/x.git#branch=main', 'git@example.com:x.git']) {
      expect(() => open(remote, elsewhere)).toThrow('repositories elsewhere are not fetched; clone it')
    }
    expect(() => open('x.git', elsewhere)).toThrow('"x.git" is not a git repository')
  })

  it('says that git is missing', () => {
    const cwd = createRepository()
    const spec = parseInputSpec('.git', () => false)
    if (spec.kind !== 'git') throw new Error('no git input')
    expect(() => openGitTree(spec, '.git', { cwd, env: { PATH: '/nonexistent' } })).toThrow('git is not installed')
  })

  it('follows links inside the repository and refuses others', () => {
    const cwd = createRepository()
    symlinkSync('../shared/s.proto', join(cwd, 'proto/s.proto'))
    execFileSync('mkdir', ['shared'], { cwd })
    writeFileSync(join(cwd, 'shared/s.proto'), 'shared')
    git(cwd, 'add', '.')
    git(cwd, 'commit', '-q', '-m', 'links')
    const tree = open('.git', cwd)
    expect([...tree.list('proto')]).toContain('proto/s.proto')
    expect(Buffer.from(tree.read('proto/s.proto') ?? '').toString()).toBe('shared')
    symlinkSync('../../outside.proto', join(cwd, 'proto/o.proto'))
    git(cwd, 'add', '.')
    git(cwd, 'commit', '-q', '-m', 'hostile link')
    expect(() => open('.git', cwd).list('proto')).toThrow('leads out of the input (to ../../outside.proto)')
  })
})
