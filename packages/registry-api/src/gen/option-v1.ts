// Written by scripts/generate.mjs from proto/. Do not edit.

export * from './buf/plugin/option/v1/option_pb.ts'
