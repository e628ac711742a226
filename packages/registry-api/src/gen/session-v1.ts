// Written by scripts/generate.mjs from proto/. Do not edit.

export * from './wireproof/session/v1/account_pb.ts'
export * from './wireproof/session/v1/account_service_pb.ts'
export * from './wireproof/session/v1/audit_service_pb.ts'
export * from './wireproof/session/v1/scope_pb.ts'
export * from './wireproof/session/v1/session_pb.ts'
export * from './wireproof/session/v1/session_service_pb.ts'
export * from './wireproof/session/v1/token_pb.ts'
export * from './wireproof/session/v1/trust_rule_service_pb.ts'
