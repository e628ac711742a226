import { type Explanation, proto3 } from './explanation.ts'

const TYPES = 'message GetRequest {\n  string id = 1;\n}\n\nmessage Order {\n  string id = 1;\n}\n\n'
const service = (...rpcs: readonly string[]) => `${TYPES}service Orders {\n${rpcs.map((rpc) => `  ${rpc}\n`).join('')}}`

const GET = 'rpc Get(GetRequest) returns (Order);'
const WATCH = 'rpc Watch(GetRequest) returns (stream Order);'
const NEW_NAME = 'Keep the RPC as it is, and add one under a new name.'

export const RPC_EXPLANATIONS: readonly Explanation[] = [
  {
    rule: 'RPC_NO_DELETE',
    hurts: ['source'],
    why: 'Deployed clients that call the RPC get UNIMPLEMENTED, and code that uses it no longer compiles.',
    instead: 'Keep the RPC, and set `option deprecated = true;` in it when nobody should start to call it.',
    versions: proto3(service(GET, WATCH), service(GET)),
  },
  {
    rule: 'RPC_SAME_CLIENT_STREAMING',
    hurts: ['source'],
    why: 'Calls between an old and a new side fail or lose messages, and generated code changes its signature.',
    instead: NEW_NAME,
    versions: proto3(service(GET), service(GET.replace('(Get', '(stream Get'))),
  },
  {
    rule: 'RPC_SAME_IDEMPOTENCY_LEVEL',
    hurts: ['source'],
    why: 'Clients decide by it whether to try again, and whether to call with GET; the other side need not accept what they do.',
    instead: 'Keep `idempotency_level`.',
    versions: proto3(
      service('rpc Get(GetRequest) returns (Order) {', '  option idempotency_level = NO_SIDE_EFFECTS;', '}'),
      service(GET),
    ),
  },
  {
    rule: 'RPC_SAME_REQUEST_TYPE',
    hurts: ['binary', 'JSON', 'source'],
    why: 'Servers read what deployed clients send as another message, and generated code changes its signature.',
    instead: NEW_NAME,
    versions: proto3(service(GET), service(GET.replace('GetRequest', 'Order'))),
  },
  {
    rule: 'RPC_SAME_RESPONSE_TYPE',
    hurts: ['binary', 'JSON', 'source'],
    why: 'Deployed clients read what servers send as another message, and generated code changes its signature.',
    instead: NEW_NAME,
    versions: proto3(service(GET), service(GET.replace('(Order)', '(GetRequest)'))),
  },
  {
    rule: 'RPC_SAME_SERVER_STREAMING',
    hurts: ['source'],
    why: 'Calls between an old and a new side fail or lose messages, and generated code changes its signature.',
    instead: NEW_NAME,
    versions: proto3(service(GET), service(GET.replace('(Order)', '(stream Order)'))),
  },
  {
    rule: 'SERVICE_NO_DELETE',
    hurts: ['source'],
    why: 'Deployed clients get UNIMPLEMENTED for every RPC of the service, and code that uses it no longer compiles.',
    instead: 'Keep the service, and set `option deprecated = true;` in it when nobody should start to call it.',
    versions: proto3(service(GET), TYPES.trimEnd()),
  },
]
