// Written by scripts/generate.mjs from proto/. Do not edit.

export * from './buf/reflect/v1beta1/file_descriptor_set_pb.ts'
