import { expect, test } from 'vitest'
import { Failure } from '../failure.ts'
import { parseVersionsSpec } from './versions-spec.ts'

const git = { kind: 'git', repository: '.git', tags: undefined, range: undefined, subdir: '' }

test.each([
  ['.git#tags=v*', { ...git, tags: 'v*' }],
  [
    '../other.git#tags=proto/v1.*,subdir=./proto/',
    { ...git, repository: '../other.git', tags: 'proto/v1.*', subdir: 'proto' },
  ],
  ['.git#range=v1.0..main', { ...git, range: 'v1.0..main' }],
  ['.git#range=HEAD~20..HEAD,tags=*', { ...git, tags: '*', range: 'HEAD~20..HEAD' }],
  [
    'localhost:8080/acme/orders',
    { kind: 'label', reference: { registry: 'localhost:8080', owner: 'acme', module: 'orders', ref: undefined } },
  ],
  [
    'registry.example.com/acme/orders:stable',
    { kind: 'label', reference: { registry: 'registry.example.com', owner: 'acme', module: 'orders', ref: 'stable' } },
  ],
])('reads %s', (text, spec) => {
  expect(parseVersionsSpec(text)).toEqual(spec)
})

test.each([
  ['', /is empty; give many versions: \.git#tags=v\*/],
  ['.git', /says neither tags= nor range=; to compare with one version use --against/],
  ['.git#tag=v1', /cannot have "tag="; give many versions/],
  ['.git#tags=-d', /has a tags= that starts with "-"/],
  ['.git#range=main', /where two revisions are meant, such as v1\.0\.\.main/],
  ['.git#range=--output=x..main', /where two revisions are meant/],
  ['.git#range=a...b', /where two revisions are meant/],
  ['.git#range=a..', /where two revisions are meant/],
  ['.git#tags=v*,subdir=../x', /a subdir that leads out of it/],
  ['.git#tags=v*,tags=w*', /says "tags=" twice/],
  ['proto', /is a single version or nothing known; give many versions/],
  ['old.binpb', /is a single version or nothing known/],
])('refuses "%s"', (text, message) => {
  expect(() => parseVersionsSpec(text)).toThrow(Failure)
  expect(() => parseVersionsSpec(text)).toThrow(message)
})
