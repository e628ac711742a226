// Written by scripts/generate.mjs from proto/. Do not edit.

export * from './buf/registry/owner/v1/organization_pb.ts'
export * from './buf/registry/owner/v1/organization_service_pb.ts'
export * from './buf/registry/owner/v1/owner_pb.ts'
export * from './buf/registry/owner/v1/owner_service_pb.ts'
export * from './buf/registry/owner/v1/user_pb.ts'
export * from './buf/registry/owner/v1/user_service_pb.ts'
