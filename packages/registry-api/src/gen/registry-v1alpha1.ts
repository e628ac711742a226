// Written by scripts/generate.mjs from proto/. Do not edit.

export * from './buf/alpha/registry/v1alpha1/authn_pb.ts'
export * from './buf/alpha/registry/v1alpha1/generate_pb.ts'
export * from './buf/alpha/registry/v1alpha1/user_pb.ts'
