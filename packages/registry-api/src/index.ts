/**
 * The registry's interface: messages and services, one namespace for each protobuf package, the typed client, and the
 * error contract. Everything in `gen/` is generated from proto/.
 */
export { createRegistryClient, type RegistryClient } from './client.ts'
export { ERROR_CODES, type ErrorCode, errorCodeOf } from './errors.ts'
export * as imageV1 from './gen/image-v1.ts'
export * as moduleV1 from './gen/module-v1.ts'
export * as moduleV1beta1 from './gen/module-v1beta1.ts'
export * as optionV1 from './gen/option-v1.ts'
export * as ownerV1 from './gen/owner-v1.ts'
export * as pluginV1beta1 from './gen/plugin-v1beta1.ts'
export * as policyV1beta1 from './gen/policy-v1beta1.ts'
export * as reflectV1beta1 from './gen/reflect-v1beta1.ts'
export * as registryV1 from './gen/registry-v1.ts'
export * as registryV1alpha1 from './gen/registry-v1alpha1.ts'
export { SESSION_MODULE_FILES } from './gen/session-module.ts'
export * as sessionV1 from './gen/session-v1.ts'
