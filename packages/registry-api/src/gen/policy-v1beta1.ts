// Written by scripts/generate.mjs from proto/. Do not edit.

export * from './buf/registry/policy/v1beta1/commit_pb.ts'
export * from './buf/registry/policy/v1beta1/commit_service_pb.ts'
export * from './buf/registry/policy/v1beta1/digest_pb.ts'
export * from './buf/registry/policy/v1beta1/download_service_pb.ts'
export * from './buf/registry/policy/v1beta1/label_pb.ts'
export * from './buf/registry/policy/v1beta1/label_service_pb.ts'
export * from './buf/registry/policy/v1beta1/policy_config_pb.ts'
export * from './buf/registry/policy/v1beta1/policy_pb.ts'
export * from './buf/registry/policy/v1beta1/policy_service_pb.ts'
export * from './buf/registry/policy/v1beta1/resource_pb.ts'
export * from './buf/registry/policy/v1beta1/resource_service_pb.ts'
export * from './buf/registry/policy/v1beta1/upload_service_pb.ts'
