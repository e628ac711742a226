import { describe, expect, it } from 'vitest'
import { parseInputSpec } from './input-spec.ts'

const noFolder = () => false

describe('parseInputSpec', () => {
  it.each([
    [
      '.git#branch=main,subdir=proto',
      { kind: 'git', repository: '.git', selector: { kind: 'branch', value: 'main' }, subdir: 'proto' },
    ],
    ['x/.git#tag=v1', { kind: 'git', repository: 'x/.git', selector: { kind: 'tag', value: 'v1' }, subdir: '' }],
    [
      '.git#ref=HEAD~1,depth=2',
      { kind: 'git', repository: '.git', selector: { kind: 'ref', value: 'HEAD~1' }, subdir: '' },
    ],
    ['.git', { kind: 'git', repository: '.git', selector: undefined, subdir: '' }],
    [
      'repo#format=git,commit=abc,subdir=./a/',
      { kind: 'git', repository: 'repo', selector: { kind: 'commit', value: 'abc' }, subdir: 'a' },
    ],
    ['x.binpb', { kind: 'image', path: 'x.binpb' }],
    ['x.binpb.gz', { kind: 'image', path: 'x.binpb.gz' }],
    ['x.json', { kind: 'image', path: 'x.json' }],
    ['x#format=json', { kind: 'image', path: 'x' }],
    ['-', { kind: 'image', path: '-' }],
    ['x.tgz#strip_components=1', { kind: 'archive', path: 'x.tgz', format: 'tar.gz', stripComponents: 1, subdir: '' }],
    ['x.zip#subdir=a/b', { kind: 'archive', path: 'x.zip', format: 'zip', stripComponents: 0, subdir: 'a/b' }],
    ['x.tar', { kind: 'archive', path: 'x.tar', format: 'tar', stripComponents: 0, subdir: '' }],
    [
      'localhost:8080/acme/base:v1',
      { kind: 'module', reference: { registry: 'localhost:8080', owner: 'acme', module: 'base', ref: 'v1' } },
    ],
    [
      'r.example.com/acme/base',
      { kind: 'module', reference: { registry: 'r.example.com', owner: 'acme', module: 'base', ref: undefined } },
    ],
    ['proto', { kind: 'folder', path: 'proto' }],
    ['../a/b', { kind: 'folder', path: '../a/b' }],
    ['a/b/c', { kind: 'folder', path: 'a/b/c' }],
  ])('reads %s', (text, spec) => {
    expect(parseInputSpec(text, noFolder)).toEqual(spec)
  })

  it('takes a folder for a folder even if its path could name a module', () => {
    expect(parseInputSpec('r.example.com/acme/base', () => true)).toMatchObject({ kind: 'folder' })
  })

  it.each([
    ['', /is empty/],
    ['#branch=main', /no path before/],
    ['.git#branch', /"branch".*key=value/],
    ['.git#branch=', /key=value/],
    ['.git#foo=bar', /cannot have "foo="/],
    ['.git#branch=a,tag=b', /only one of/],
    ['.git#branch=a,branch=b', /twice/],
    ['.git#branch=--upload-pack=x', /starts with "-"/],
    ['.git#branch=main,subdir=../x', /leads out/],
    ['.git#depth=x', /a number/],
    ['proto#branch=main', /cannot have "branch=".*a folder/],
    ['x.tar#branch=main', /cannot have "branch=".*an archive/],
    ['a.proto', /single file/],
    ['x.txtpb', /not read/],
    ['x#format=foo', /unknown format "foo"/],
  ])('refuses %j', (text, message) => {
    expect(() => parseInputSpec(text, noFolder)).toThrow(message)
  })
})
