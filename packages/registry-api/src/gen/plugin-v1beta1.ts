// Written by scripts/generate.mjs from proto/. Do not edit.

export * from './buf/registry/plugin/v1beta1/commit_pb.ts'
export * from './buf/registry/plugin/v1beta1/commit_service_pb.ts'
export * from './buf/registry/plugin/v1beta1/compression_pb.ts'
export * from './buf/registry/plugin/v1beta1/digest_pb.ts'
export * from './buf/registry/plugin/v1beta1/download_service_pb.ts'
export * from './buf/registry/plugin/v1beta1/label_pb.ts'
export * from './buf/registry/plugin/v1beta1/label_service_pb.ts'
export * from './buf/registry/plugin/v1beta1/plugin_pb.ts'
export * from './buf/registry/plugin/v1beta1/plugin_service_pb.ts'
export * from './buf/registry/plugin/v1beta1/resource_pb.ts'
export * from './buf/registry/plugin/v1beta1/resource_service_pb.ts'
export * from './buf/registry/plugin/v1beta1/upload_service_pb.ts'
