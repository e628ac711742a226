import { type ExampleFiles, type Explanation, proto3 } from './explanation.ts'

const file = (name: string, body: string) => ({ [`acme/v1/${name}.proto`]: `syntax = "proto3";\n\n${body}\n` })
const ORDER = file('order', 'package acme.v1;\n\nmessage Order {\n  string id = 1;\n}')
const BILL = file('bill', 'package acme.v1;\n\nmessage Bill {\n  string id = 1;\n}')
const files = (...parts: readonly ExampleFiles[]): ExampleFiles => Object.assign({}, ...parts)

/** File options that name or shape generated code: whose, what a change does, and two values. */
const OPTIONS: readonly (readonly [option: string, language: string, effect: string, from: string, to: string])[] = [
  ['cc_enable_arenas', 'C++', 'Memory of messages is managed in another way', 'true', 'false'],
  ['cc_generic_services', 'C++', 'Generic service classes come or go', 'true', 'false'],
  ['csharp_namespace', 'C#', 'All types move to another namespace', '"Acme.V1"', '"Acme.Orders.V1"'],
  [
    'go_package',
    'Go',
    'The code moves to another import path or package name',
    '"acme.example/v1"',
    '"acme.example/orders/v1"',
  ],
  ['java_generic_services', 'Java', 'Generic service classes come or go', 'true', 'false'],
  ['java_multiple_files', 'Java', 'Classes move into an outer class, or out of it', 'true', 'false'],
  ['java_outer_classname', 'Java', 'The outer class gets another name', '"AcmeProto"', '"OrdersProto"'],
  ['java_package', 'Java', 'All classes move to another package', '"example.acme.v1"', '"example.acme.orders.v1"'],
  ['objc_class_prefix', 'Objective-C', 'All classes get another prefix', '"ACM"', '"ORD"'],
  [
    'optimize_for',
    'C++ and Java',
    'Generated classes lose or gain methods such as those for reflection',
    'SPEED',
    'LITE_RUNTIME',
  ],
  ['php_class_prefix', 'PHP', 'All classes get another prefix', '"Acme"', '"Orders"'],
  [
    'php_metadata_namespace',
    'PHP',
    'The metadata classes move to another namespace',
    '"Acme\\\\Meta"',
    '"Orders\\\\Meta"',
  ],
  ['php_namespace', 'PHP', 'All classes move to another namespace', '"Acme\\\\V1"', '"Orders\\\\V1"'],
  ['py_generic_services', 'Python', 'Generic service classes come or go', 'true', 'false'],
  ['ruby_package', 'Ruby', 'All classes move to another module', '"Acme::V1"', '"Orders::V1"'],
  ['swift_prefix', 'Swift', 'All types get another prefix', '"ACM"', '"ORD"'],
]

const OPTION_EXPLANATIONS = OPTIONS.map(([option, language, effect, from, to]): Explanation => {
  const withValue = (value: string) => `option ${option} = ${value};\n\nmessage Order {\n  string id = 1;\n}`
  return {
    rule: `FILE_SAME_${option.toUpperCase()}`,
    hurts: ['source'],
    why: `${effect}, and ${language} code that was written against the old form no longer builds. Data is not affected.`,
    instead: `Set \`${option}\` back to what it was. Writing a default down, or leaving it out, is no change.`,
    versions: proto3(withValue(from), withValue(to)),
  }
})

export const FILE_EXPLANATIONS: readonly Explanation[] = [
  {
    rule: 'FILE_NO_DELETE',
    hurts: ['source'],
    why: `Schemas that import the file, and code that was generated from it, no longer build. What was in it is not told one by one. A
file that was renamed is deleted under its old path.`,
    instead: 'Keep the file. After a move, let it import the new place publicly.',
    versions: [files(ORDER, BILL), ORDER],
  },
  ...OPTION_EXPLANATIONS,
  {
    rule: 'FILE_SAME_PACKAGE',
    hurts: ['binary', 'JSON', 'source'],
    why: 'Every full name in the file changes. Paths of RPCs, type URLs of `google.protobuf.Any` and generated code stop matching.',
    instead: 'Keep the package, and put the new one into a new file beside this one.',
    versions: [ORDER, file('order', 'package acme.v2;\n\nmessage Order {\n  string id = 1;\n}')],
  },
  {
    rule: 'FILE_SAME_SYNTAX',
    hurts: ['source'],
    why: `Presence, open and closed enums, packed fields and UTF-8 checks follow other defaults, so that generated code changes its shape.
What data loses is told by the rules about fields and enums.`,
    instead:
      'Keep the syntax. For editions, set the features that keep the old behaviour, and accept the finding once.',
    versions: [
      {
        'acme/v1/order.proto':
          'syntax = "proto2";\n\npackage acme.v1;\n\nmessage Order {\n  repeated string ids = 1;\n}\n',
      },
      {
        'acme/v1/order.proto':
          'syntax = "proto3";\n\npackage acme.v1;\n\nmessage Order {\n  repeated string ids = 1;\n}\n',
      },
    ],
  },
]
