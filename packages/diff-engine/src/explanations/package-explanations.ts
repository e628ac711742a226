import { type ExampleFiles, type Explanation, proto2, proto3 } from './explanation.ts'

const ORDER = 'message Order {\n  string id = 1;\n}'
const BILL = 'message Bill {\n  string id = 1;\n}'
const STATE = 'enum State {\n  STATE_UNSPECIFIED = 0;\n}'
const KIND = 'enum Kind {\n  KIND_UNSPECIFIED = 0;\n}'
const EXTENDED = 'message Order {\n  extensions 100 to 199;\n}'

const GONE = 'Languages that generate code package by package lose it: it is in no file of the package any more.'

const inPackage = (name: string): ExampleFiles => ({
  [`acme/${name}/order.proto`]: `syntax = "proto3";\n\npackage acme.${name};\n\n${ORDER}\n`,
})

export const PACKAGE_EXPLANATIONS: readonly Explanation[] = [
  {
    rule: 'PACKAGE_ENUM_NO_DELETE',
    hurts: ['binary', 'JSON', 'source'],
    why: `${GONE} Code that uses the enum no longer compiles, and fields of its type must have got another one.`,
    instead: 'Keep the enum in some file of the package, and deprecate it when nobody should start to use it.',
    versions: proto3(`${STATE}\n\n${KIND}`, STATE),
  },
  {
    rule: 'PACKAGE_EXTENSION_NO_DELETE',
    hurts: ['binary', 'source'],
    why: `${GONE} Code that uses the extension no longer compiles, and values that were stored with it become unknown fields.`,
    instead: 'Keep the extension in some file of the package, and deprecate it when nobody should start to use it.',
    versions: proto2(
      `${EXTENDED}\n\nextend Order {\n  optional string note = 100;\n  optional string tag = 101;\n}`,
      `${EXTENDED}\n\nextend Order {\n  optional string note = 100;\n}`,
    ),
  },
  {
    rule: 'PACKAGE_MESSAGE_NO_DELETE',
    hurts: ['binary', 'JSON', 'source'],
    why: `${GONE} Code that uses the message no longer compiles, and fields, RPCs and \`Any\` values of its type have lost it.`,
    instead: 'Keep the message in some file of the package, and deprecate it when nobody should start to use it.',
    versions: proto3(`${ORDER}\n\n${BILL}`, ORDER),
  },
  {
    rule: 'PACKAGE_NO_DELETE',
    hurts: ['binary', 'JSON', 'source'],
    why: 'Nothing in the package can be used any more: code no longer compiles, paths of RPCs and type URLs of `Any` lead nowhere.',
    instead: 'Keep its files for as long as somebody uses them, and deprecate what is in them.',
    versions: [{ ...inPackage('v1'), ...inPackage('v2') }, inPackage('v2')],
  },
  {
    rule: 'PACKAGE_SERVICE_NO_DELETE',
    hurts: ['source'],
    why: `${GONE} Deployed clients get UNIMPLEMENTED for every RPC of the service.`,
    instead: 'Keep the service in some file of the package, and deprecate it when nobody should start to call it.',
    versions: proto3(`${ORDER}\n\nservice Orders {\n  rpc Get(Order) returns (Order);\n}`, ORDER),
  },
]
