/** Texts of a wireproof.yaml beside the buf.yaml of a workspace with the modules `a` (reg.example/acme/a) and `b`. */
export const GOOD_WIREPROOF_YAML: readonly string[] = [
  'version: v1\n',
  'version: v1\nbreaking:\n',
  'version: v1\nbreaking: {}\n',
  'version: v1\nbreaking: {use: [WIRE_EXACT, WIRE_JSON_EXACT], except: [FIELD_WIRE_EXACT_RELAY, NUMBER_REUSED]}\n',
  'version: v1\nbreaking: {use: [FIELD_WIRE_EXACT_TYPE], ignore: [a/x.proto, b], ignore_only: {WIRE_EXACT: [./a/y]}}\n',
  'version: v1\nbreaking: {direction: backward, json: strict}\n',
  'version: v1\nbreaking: {severity: {FIELD_SAME_NAME: warning, FIELD_WIRE_EXACT_RELAY: error, NAME_REUSED: info}}\n',
  'version: v1\nmodules: [{path: a, breaking: {use: [WIRE_EXACT]}}, {path: b}]\n',
  'version: v1\nmodules: [{name: reg.example/acme/a, breaking: {direction: forward}}]\n',
]

/** A text that is refused, and the start of what is said about it. */
export interface BadWireproofYaml {
  readonly text: string
  readonly problem: string
  /** Set for what JSON Schema has no words for. */
  readonly isBeyondSchema?: boolean
}

const breaking = (text: string) => `version: v1\nbreaking: {${text}}\n`

export const BAD_WIREPROOF_YAML: readonly BadWireproofYaml[] = [
  { text: '', problem: 'wireproof.yaml: the file is empty' },
  { text: '- a\n', problem: 'wireproof.yaml:1:1: the file must be a mapping' },
  { text: 'breaking: {}\n', problem: 'wireproof.yaml:1:1: "version" is missing' },
  { text: 'version: v2\n', problem: 'wireproof.yaml:1:10: the version "v2" is not known here; use v1' },
  { text: 'version: v1\nlint: {}\n', problem: 'wireproof.yaml:2:1: the file has the unknown key "lint"' },
  { text: 'version: v1\n: [\n', problem: 'wireproof.yaml:', isBeyondSchema: true },
  { text: breaking('disable_builtin: true'), problem: 'wireproof.yaml:2:12: "breaking" has the unknown key' },
  { text: breaking('use: WIRE_EXACT'), problem: 'wireproof.yaml:2:17: "breaking.use" must be a list' },
  { text: breaking('use: [FILE]'), problem: 'wireproof.yaml:2:18: "FILE" is switched in buf.yaml' },
  { text: breaking('use: [NUMBER_REUSED]'), problem: 'wireproof.yaml:2:18: "NUMBER_REUSED" is on in every check' },
  { text: breaking('except: [wire_exact]'), problem: 'wireproof.yaml:2:21: "wire_exact" is not one of our own' },
  { text: breaking('ignore: [/etc]'), problem: 'wireproof.yaml:2:21: "/etc" is an absolute path' },
  { text: breaking('ignore: [../x]'), problem: 'wireproof.yaml:2:21: "../x" leads out', isBeyondSchema: true },
  { text: breaking('ignore: [a, a/b]'), problem: 'wireproof.yaml:2:24: "a/b" lies in "a"', isBeyondSchema: true },
  { text: breaking('ignore_only: {NOPE: [a]}'), problem: 'wireproof.yaml:2:32: "NOPE" is not one of our own' },
  {
    text: breaking('direction: up'),
    problem: 'wireproof.yaml:2:23: "breaking.direction" cannot be "up"; it is one of',
  },
  { text: breaking('json: lax'), problem: 'wireproof.yaml:2:18: "breaking.json" cannot be "lax"; it is one of strict' },
  {
    text: breaking('severity: {FIELD_SAME_NAME: fatal}'),
    problem: 'wireproof.yaml:2:40: "breaking.severity.FIELD_SAME_NAME" cannot be "fatal"',
  },
  { text: breaking('severity: {FILE: warning}'), problem: 'wireproof.yaml:2:29: "FILE" is a category' },
  {
    text: breaking('severity: {FIELD_SAME_CTYPE: info}'),
    problem: 'wireproof.yaml:2:41: "FIELD_SAME_CTYPE" is deprecated',
  },
  { text: 'version: v1\nmodules: {path: a}\n', problem: 'wireproof.yaml:2:10: "modules" must be a list' },
  {
    text: 'version: v1\nmodules: [{breaking: {}}]\n',
    problem: 'wireproof.yaml:2:11: a module is told by its "path" or',
  },
  {
    text: 'version: v1\nmodules: [{path: a, name: reg.example/acme/a}]\n',
    problem: 'wireproof.yaml:2:11: a module is told by',
  },
  { text: 'version: v1\nmodules: [{name: acme}]\n', problem: 'wireproof.yaml:2:18: ' },
  {
    text: 'version: v1\nmodules: [{path: c}]\n',
    problem: 'wireproof.yaml:2:11: there is no module in the folder "c"',
    isBeyondSchema: true,
  },
  {
    text: 'version: v1\nmodules: [{path: a}, {path: ./a}]\n',
    problem: 'wireproof.yaml:2:22: "a" is in "modules" twice',
    isBeyondSchema: true,
  },
  {
    text: 'version: v1\nmodules: [{path: a}, {name: reg.example/acme/a}]\n',
    problem: 'wireproof.yaml:2:22: this module is in "modules" twice',
    isBeyondSchema: true,
  },
  {
    text: 'version: v1\nmodules: [{path: a, breaking: {ignore: [b/x.proto]}}]\n',
    problem: 'wireproof.yaml:2:41: "b/x.proto" lies outside of the module\'s folder "a"',
    isBeyondSchema: true,
  },
]
