// Written by scripts/generate.mjs from proto/. Do not edit.

export * from './buf/alpha/image/v1/image_pb.ts'
