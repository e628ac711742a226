/** A small file tree and what its modules are. */
export interface WorkspaceCase {
  readonly name: string
  /** Configuration files; protos are added to every case (`PROTOS`). */
  readonly config: Readonly<Record<string, string>>
  readonly target?: string
  /** Paths of the files of the target modules, or what the error says. */
  readonly expected: readonly string[] | RegExp
  /** Why buf answers otherwise; only where it was decided so. */
  readonly differsFromBuf?: string
}

/** Paths of the protos in every case; each has a package and a message of its own. */
export const PROTOS = ['a.proto', 'p/b.proto', 'p/q/c.proto', 'sub/d.proto', 'sub/deep/e.proto', 'x/f.proto'] as const

const ALL = PROTOS
const IN_P = ['p/b.proto', 'p/q/c.proto']
const IN_SUB = ['sub/d.proto', 'sub/deep/e.proto']

function yaml(name: string, text: string, expected: WorkspaceCase['expected'], target?: string): WorkspaceCase {
  return { name, config: { 'buf.yaml': text }, expected, ...(target === undefined ? {} : { target }) }
}

const HEAD: readonly WorkspaceCase[] = [
  { name: 'no configuration', config: {}, expected: ALL },
  yaml('empty', '', /buf.yaml: the file is empty; start it with "version: v2"/),
  yaml('only a comment', '# nothing\n', /the file is empty/),
  yaml('no version', 'name: localhost/aa/bb\n', /buf.yaml:1:1: "version" is missing/),
  yaml('unknown version', 'version: v3\n', /buf.yaml:1:10: the version "v3" is not known here/),
  yaml('version as a number', 'version: 1\n', /version "1"/),
  yaml('quoted version', 'version: "v1"\n', ALL),
  yaml('JSON', '{"version":"v1"}', ALL),
  yaml('not a mapping', '- version\n', /must be a mapping/),
  yaml('broken YAML', 'version: v1\n  foo\n : [', /buf.yaml:\d+:\d+: not valid YAML/),
  yaml('unknown key', 'version: v1\nfoo: 1\n', /buf.yaml:2:1: the file has the unknown key "foo"/),
  yaml('unknown key in build', 'version: v1\nbuild:\n  foo: 1\n', /buf.yaml:3:3: "build" has the unknown key "foo"/),
  yaml('repeated key', 'version: v1\nversion: v1\n', /buf.yaml:2:1: not valid YAML/),
  yaml('several documents', 'version: v1\n---\nversion: v9\n', ALL),
  yaml('keys without values', 'version: v1\nbuild:\nlint:\nbreaking:\ndeps:\nname:\n', ALL),
  yaml('anchor and alias', 'version: v1\nbuild: {excludes: &e [p]}\nbreaking: {ignore: *e}\n', [
    'a.proto',
    ...IN_SUB,
    'x/f.proto',
  ]),
  yaml('modules in v1', 'version: v1\nmodules: []\n', /unknown key "modules"/),
  yaml('build in v2', 'version: v2\nbuild: {}\n', /unknown key "build"/),
]

const NAMES: readonly WorkspaceCase[] = [
  yaml('empty name', 'version: v1\nname: ""\n', ALL),
  yaml('name without registry', 'version: v2\nname: acme/base\n', /buf.yaml:2:7: "acme\/base" is no module reference/),
  yaml('deps', 'version: v1\ndeps: [localhost/aa/bb, "localhost/aa/cc:main"]\n', ALL),
  yaml(
    'the same dep twice',
    'version: v1\ndeps: [localhost/aa/bb, localhost/aa/bb:main]\n',
    /buf.yaml:2:25: "localhost\/aa\/bb" is in "deps" twice/,
  ),
  yaml('bad dep', 'version: v2\ndeps:\n  - localhost/aa\n', /buf.yaml:3:5: "localhost\/aa" is no module reference/),
  yaml(
    'name beside modules',
    'version: v2\nname: localhost/aa/bb\nmodules:\n  - path: p\n',
    /buf.yaml:2:7: "name" stands at each/,
  ),
  yaml('name beside empty modules', 'version: v2\nname: localhost/aa/bb\nmodules: []\n', ALL),
  yaml(
    'two modules of one name',
    'version: v2\nmodules:\n  - path: p\n    name: localhost/aa/bb\n  - path: sub\n    name: localhost/aa/bb\n',
    /buf.yaml:5:5: two modules are named/,
  ),
]

const V1: readonly WorkspaceCase[] = [
  yaml('v1beta1 roots', 'version: v1beta1\nbuild: {roots: [p, sub]}\n', [...IN_P, ...IN_SUB]),
  yaml('empty roots', 'version: v1beta1\nbuild: {roots: []}\n', ALL),
  yaml('root in root', 'version: v1beta1\nbuild: {roots: [p, p/q]}\n', /buf.yaml:2:20: "p\/q" lies in "p"/),
  yaml('root in the folder itself', 'version: v1beta1\nbuild: {roots: [p, .]}\n', /"p" lies in "\."/),
  yaml('repeated root', 'version: v1beta1\nbuild: {roots: [p, p/]}\n', /"p" is in "build.roots" twice/),
  yaml('root outside', 'version: v1beta1\nbuild: {roots: [../p]}\n', /"\.\.\/p" leads out of the folder/),
  yaml('root without files', 'version: v1beta1\nbuild: {roots: [nope]}\n', /no .proto files/),
  yaml('exclude in a root', 'version: v1beta1\nbuild: {roots: [p], excludes: [p/q]}\n', ['p/b.proto']),
  yaml(
    'exclude written relative to a root',
    'version: v1beta1\nbuild: {roots: [p], excludes: [q]}\n',
    /"q" lies in none of the roots/,
  ),
  yaml('exclude a root', 'version: v1beta1\nbuild: {roots: [p], excludes: [p]}\n', /"p" is a root/),
  yaml('roots in v1', 'version: v1\nbuild: {roots: [.]}\n', /"build.roots" is for version v1beta1/),
  yaml('v1 excludes', 'version: v1\nbuild: {excludes: [p]}\n', ['a.proto', ...IN_SUB, 'x/f.proto']),
  yaml('exclude that does not exist', 'version: v1\nbuild: {excludes: [nope]}\n', ALL),
  yaml('exclude in exclude', 'version: v1\nbuild: {excludes: [p, p/q]}\n', /"p\/q" lies in "p"/),
  yaml('exclude everything', 'version: v1\nbuild: {excludes: [.]}\n', /"\." is a root/),
  yaml('repeated exclude', 'version: v1\nbuild: {excludes: [p/, ./p]}\n', /"p" is in "build.excludes" twice/),
  yaml('exclude a file', 'version: v1\nbuild: {excludes: [a.proto]}\n', /"a.proto" is a file/),
  yaml('absolute exclude', 'version: v1\nbuild: {excludes: [/p]}\n', /"\/p" is an absolute path/),
  yaml('empty exclude', 'version: v1\nbuild: {excludes: [""]}\n', /holds an empty path/),
  yaml(
    'exclude that is no list',
    'version: v1\nbuild: {excludes: p}\n',
    /buf.yaml:2:19: "build.excludes" must be a list/,
  ),
  yaml('nested buf.yaml is no module of its own', 'version: v1\n', ALL),
]

const V2: readonly WorkspaceCase[] = [
  yaml('v2', 'version: v2\n', ALL),
  yaml('modules', 'version: v2\nmodules:\n  - path: sub\n  - path: p\n', [...IN_P, ...IN_SUB]),
  yaml('module without path', 'version: v2\nmodules:\n  - name: localhost/aa/bb\n', ALL),
  yaml('module without anything', 'version: v2\nmodules:\n  -\n', ALL),
  yaml('modules that is no list', 'version: v2\nmodules: p\n', /"modules" must be a list/),
  yaml(
    'unknown key of a module',
    'version: v2\nmodules:\n  - path: .\n    deps: []\n',
    /buf.yaml:4:5: "modules" has the unknown key "deps"/,
  ),
  yaml('module in module, excluded there', 'version: v2\nmodules:\n  - path: .\n    excludes: [p]\n  - path: p\n', ALL),
  yaml(
    'one folder, two modules',
    'version: v2\nmodules:\n  - path: p\n    excludes: [p/q]\n  - path: p\n    includes: [p/q]\n',
    IN_P,
  ),
  yaml('module outside', 'version: v2\nmodules:\n  - path: ../p\n', /leads out of the folder/),
  yaml('absolute module', 'version: v2\nmodules:\n  - path: /p\n', /absolute path/),
  yaml('module without files', 'version: v2\nmodules:\n  - path: nope\n', /^nope: there are no .proto files/),
  yaml('includes', 'version: v2\nmodules:\n  - path: p\n    includes: [p/q]\n', ['p/q/c.proto']),
  yaml('include a file', 'version: v2\nmodules:\n  - path: p\n    includes: [p/b.proto]\n', /"p\/b.proto" is a file/),
  yaml(
    'include outside of the module',
    'version: v2\nmodules:\n  - path: p\n    includes: [x]\n',
    /"x" lies outside of the module's folder "p"/,
  ),
  yaml(
    'include the module',
    'version: v2\nmodules:\n  - path: p\n    includes: [p]\n',
    /"p" is the folder of the module itself/,
  ),
  yaml('include in include', 'version: v2\nmodules:\n  - path: .\n    includes: [p, p/q]\n', /"p\/q" lies in "p"/),
  yaml('repeated include', 'version: v2\nmodules:\n  - path: .\n    includes: [p, p]\n', /twice/),
  yaml('exclude in an include', 'version: v2\nmodules:\n  - path: .\n    includes: [p]\n    excludes: [p/q]\n', [
    'p/b.proto',
  ]),
  yaml(
    'exclude outside of includes',
    'version: v2\nmodules:\n  - path: .\n    includes: [p]\n    excludes: [x]\n',
    /"x" lies in none of the "includes"/,
  ),
  yaml(
    'include and exclude the same',
    'version: v2\nmodules:\n  - path: .\n    includes: [p]\n    excludes: [p]\n',
    /both included and excluded/,
  ),
  yaml(
    'exclude around an include',
    'version: v2\nmodules:\n  - path: .\n    includes: [p/q]\n    excludes: [p]\n',
    /"p" lies in none of the "includes"/,
  ),
  yaml('exclude the module', 'version: v2\nmodules:\n  - path: .\n    excludes: [.]\n', /folder of the module itself/),
  yaml(
    'plugins, policies and lint',
    'version: v2\nlint: {use: [STANDARD]}\nplugins:\n  - plugin: foo\npolicies:\n  - policy: x.yaml\n',
    ALL,
  ),
  yaml('a module as target', 'version: v2\nmodules:\n  - path: p\n  - path: sub\n', IN_SUB, 'sub'),
  yaml(
    'a folder in a module as target',
    'version: v2\nmodules:\n  - path: p\n  - path: sub\n',
    /^sub\/deep: the folder lies within the module at "sub"/,
    'sub/deep',
  ),
  yaml('a folder outside of all modules as target', 'version: v2\nmodules:\n  - path: p\n', ['x/f.proto'], 'x'),
  yaml(
    'a folder above some modules as target',
    'version: v2\nmodules:\n  - path: p/q\n  - path: sub\n',
    ['p/q/c.proto'],
    'p',
  ),
  yaml('a folder in the default module as target', 'version: v2\n', /within the module at "\."/, 'p'),
  {
    name: 'a module with a v1 file of its own as target',
    config: {
      'buf.yaml': 'version: v2\nmodules: [{path: sub}]\n',
      'sub/buf.yaml': 'version: v1\nbuild: {excludes: [deep]}\n',
    },
    target: 'sub',
    expected: IN_SUB,
  },
  {
    name: 'a v2 workspace in a v2 workspace as target',
    config: {
      'buf.yaml': 'version: v2\nmodules: [{path: sub}]\n',
      'sub/buf.yaml': 'version: v2\nmodules: [{path: deep}]\n',
    },
    target: 'sub',
    expected: ['sub/deep/e.proto'],
  },
  {
    name: 'v1 module below a v1 module',
    config: { 'buf.yaml': 'version: v1\n', 'p/buf.yaml': 'version: v1\n' },
    target: 'p',
    expected: IN_P,
    differsFromBuf: 'it refuses nested modules even where only the inner one is asked for',
  },
  yaml('folder of a v1 module as target', 'version: v1\n', /within the module at "\."/, 'p'),
]

function work(
  name: string,
  text: string,
  expected: WorkspaceCase['expected'],
  more: { config?: Record<string, string> } & Pick<WorkspaceCase, 'target' | 'differsFromBuf'> = {},
): WorkspaceCase {
  return { ...more, name, config: { 'buf.work.yaml': text, ...more.config }, expected }
}

const WORK: readonly WorkspaceCase[] = [
  work('workspace', 'version: v1\ndirectories: [p, sub]\n', [...IN_P, ...IN_SUB]),
  work('member as target', 'version: v1\ndirectories: [p, sub]\n', IN_P, { target: 'p' }),
  work('folder in a member as target', 'version: v1\ndirectories: [p, sub]\n', /within the module at "p"/, {
    target: 'p/q',
  }),
  work('folder outside of the members as target', 'version: v1\ndirectories: [p, sub]\n', ['x/f.proto'], {
    target: 'x',
  }),
  work('member with a buf.yaml', 'version: v1\ndirectories: [p, sub]\n', ['p/b.proto', ...IN_SUB], {
    config: { 'p/buf.yaml': 'version: v1\nbuild: {excludes: [q]}\n' },
  }),
  work('member with roots', 'version: v1\ndirectories: [p, sub]\n', ['p/q/c.proto', ...IN_SUB], {
    config: { 'p/buf.yaml': 'version: v1beta1\nbuild: {roots: [q]}\n' },
  }),
  work(
    'member with a v2 buf.yaml',
    'version: v1\ndirectories: [p]\n',
    /buf.work.yaml:2:15: the buf.yaml in "p" has version v2/,
    { config: { 'p/buf.yaml': 'version: v2\n' } },
  ),
  work('broken member', 'version: v1\ndirectories: [p]\n', /p\/buf.yaml:1:10: the version "v7"/, {
    config: { 'p/buf.yaml': 'version: v7\n' },
  }),
  work('two members of one name', 'version: v1\ndirectories: [p, sub]\n', /named "localhost\/aa\/bb"/, {
    config: {
      'p/buf.yaml': 'version: v1\nname: localhost/aa/bb\n',
      'sub/buf.yaml': 'version: v1\nname: localhost/aa/bb\n',
    },
    differsFromBuf: 'it leaves open which of both the name means',
  }),
  work('no directories', 'version: v1\n', /"directories" is missing or empty/),
  work('empty directories', 'version: v1\ndirectories: []\n', /"directories" is missing or empty/),
  work('workspace file of v2', 'version: v2\ndirectories: [p]\n', /"v2" is not known here/),
  work('directory in directory', 'version: v1\ndirectories: [p, p/q]\n', /"p\/q" lies in "p"/),
  work('the folder itself as directory', 'version: v1\ndirectories: [.]\n', /"\." cannot be one of the "directories"/),
  work('repeated directory', 'version: v1\ndirectories: [p, p/]\n', /twice/),
  work('directory without files', 'version: v1\ndirectories: [nope]\n', /^nope: there are no .proto files/),
  work('directory outside', 'version: v1\ndirectories: [../p]\n', /leads out of the folder/),
  work(
    'unknown key of a workspace',
    'version: v1\ndirectories: [p]\nfoo: 1\n',
    /buf.work.yaml:3:1: the file has the unknown key "foo"/,
  ),
  work('workspace and module file in one folder', 'version: v1\ndirectories: [p]\n', /only one of them/, {
    config: { 'buf.yaml': 'version: v1\n' },
  }),
  { name: 'old name of the workspace file', config: { 'buf.work': 'version: v1\ndirectories: [p]\n' }, expected: IN_P },
  {
    name: 'old name of the module file',
    config: { 'buf.mod': 'version: v1\nbuild: {excludes: [p]}\n' },
    expected: ['a.proto', ...IN_SUB, 'x/f.proto'],
  },
  {
    name: 'old and new name of the module file',
    config: { 'buf.mod': 'version: v1\nbuild: {excludes: [p]}\n', 'buf.yaml': 'version: v1\n' },
    expected: ALL,
  },
  {
    name: 'v2 under the old name',
    config: { 'buf.mod': 'version: v2\n' },
    expected: /version v2 is for files named buf.yaml/,
  },
  { name: 'a file name that buf does not read', config: { 'buf.yml': 'version: v9\n' }, expected: ALL },
]

const OVERLAPS: readonly WorkspaceCase[] = [
  yaml(
    'module in module',
    'version: v2\nmodules:\n  - path: .\n  - path: p\n',
    /p\/b.proto: the file belongs to two modules, "\." and "p"/,
  ),
  yaml('one folder twice', 'version: v2\nmodules:\n  - path: p\n  - path: p\n', /belongs to two modules/),
  {
    name: 'one import path in two modules',
    config: {
      'buf.yaml': 'version: v2\nmodules: [{path: p}, {path: sub}]\n',
      'p/same.proto': 'syntax = "proto3";\n',
      'sub/same.proto': 'syntax = "proto3";\n',
    },
    expected: /^sub\/same.proto: modules "p" and "sub" both have "same.proto"/,
  },
  {
    name: 'one import path in two roots',
    config: {
      'buf.yaml': 'version: v1beta1\nbuild: {roots: [p, sub]}\n',
      'p/same.proto': 'syntax = "proto3";\n',
      'sub/same.proto': 'syntax = "proto3";\n',
    },
    expected: /^sub\/same.proto: "same.proto" is also the import path of "p\/same.proto"/,
  },
]

const COMMIT = '0123456789abcdef0123456789abcdef'
const HASH =
  '7046be035e0b826f8d4bb9721cafa0da88ce5f9234a5fdb081a4dc569b6c5e2d0dc80e42f3589f96b0bf116c9bdc7eca8a4feac682109378ef7ba25477f0a640'
const V2_DEP = `  - name: localhost:9/aa/bb\n    commit: ${COMMIT}\n    digest: b5:${HASH}\n`
const V1_DEP = `  - remote: localhost:9\n    owner: aa\n    repository: bb\n    commit: ${COMMIT}\n`

function lock(name: string, version: string, text: string, expected: WorkspaceCase['expected']): WorkspaceCase {
  return { name: `lock file: ${name}`, config: { 'buf.yaml': `version: ${version}\n`, 'buf.lock': text }, expected }
}

const LOCKS: readonly WorkspaceCase[] = [
  lock('v2', 'v2', `# comment\nversion: v2\ndeps:\n${V2_DEP}`, ALL),
  lock(
    'v2 with a digest of v1',
    'v2',
    `version: v2\ndeps:\n${V2_DEP.replace('b5:', 'shake256:')}`,
    /buf.lock:5:13: "shake256:\w+" is no b5 digest/,
  ),
  lock('v2 without digest', 'v2', `version: v2\ndeps:\n${V2_DEP.replace(/ +digest.*\n/, '')}`, /lacks "digest"/),
  lock(
    'bad commit',
    'v2',
    `version: v2\ndeps:\n${V2_DEP.replace(COMMIT, 'abc')}`,
    /buf.lock:4:13: "abc" is no commit id/,
  ),
  lock('repeated module', 'v2', `version: v2\ndeps:\n${V2_DEP}${V2_DEP}`, /"localhost:9\/aa\/bb" is locked twice/),
  lock('unknown key', 'v2', 'version: v2\nfoo: 1\n', /unknown key "foo"/),
  lock('unknown key of a dependency', 'v2', `version: v2\ndeps:\n${V2_DEP}    foo: 1\n`, /unknown key "foo"/),
  lock('plugins and policies', 'v2', 'version: v2\nplugins: []\npolicies: []\n', ALL),
  lock('v1 beside v2', 'v2', `version: v1\ndeps:\n${V1_DEP}`, /has version v1, but buf.yaml has v2/),
  lock('v1', 'v1', `version: v1\ndeps:\n${V1_DEP}    digest: shake256:${HASH}\n`, ALL),
  lock(
    'v1 with a digest of v2',
    'v1',
    `version: v1\ndeps:\n${V1_DEP}    digest: b5:${HASH}\n`,
    /b5 digest does not belong/,
  ),
  lock('v1 with an unknown key', 'v1', `version: v1\ndeps:\n${V1_DEP}    foo: 1\n`, /unknown key "foo"/),
  lock('v2 beside v1', 'v1', `version: v2\ndeps:\n${V2_DEP}`, /has version v2, but buf.yaml has v1/),
  lock('v1beta1', 'v1', 'version: v1beta1\ndeps: []\n', ALL),
  lock('without version', 'v1', 'deps: []\n', ALL),
]

export const WORKSPACE_CASES: readonly WorkspaceCase[] = [
  ...HEAD,
  ...NAMES,
  ...V1,
  ...V2,
  ...WORK,
  ...OVERLAPS,
  ...LOCKS,
]
