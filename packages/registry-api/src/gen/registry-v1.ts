// Written by scripts/generate.mjs from proto/. Do not edit.

export * from './wireproof/registry/v1/decision_service_pb.ts'
export * from './wireproof/registry/v1/dependant_service_pb.ts'
export * from './wireproof/registry/v1/diagnostic_pb.ts'
export * from './wireproof/registry/v1/finding_pb.ts'
export * from './wireproof/registry/v1/member_service_pb.ts'
export * from './wireproof/registry/v1/ownership_service_pb.ts'
export * from './wireproof/registry/v1/policy_service_pb.ts'
export * from './wireproof/registry/v1/search_service_pb.ts'
export * from './wireproof/registry/v1/token_service_pb.ts'
export * from './wireproof/registry/v1/webhook_service_pb.ts'
