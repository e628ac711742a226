/** The wire model: what payloads of one schema lose under another, each loss with a payload that shows it. */

export type { Verdict } from './decoders/confirm-loss.ts'
export { type Confirmation, Confirmer, type ConfirmerOptions } from './decoders/confirmer.ts'
export type { Decoder, DecoderName, MakeDecoder, Observation } from './decoders/decoder.ts'
export { DEVIATIONS, type Deviation, deviationsFor } from './decoders/deviations.ts'
export { EXACT_CATEGORIES, EXACT_RULES, type ExactCategory, type ExactRule, exactRuleOf } from './exact-rules.ts'
export { describeProof, type Proof } from './proof.ts'
export {
  type DirectedLoss,
  type Direction,
  type MessagePair,
  type ProveOptions,
  proveMessagePairs,
} from './prove-message-pair.ts'
export { type ExactFinding, type ExactOptions, proveImages, proveSchemas } from './prove-schemas.ts'
export type { JsonProfile } from './read-json.ts'
export { SchemaShapes } from './schema-shapes.ts'
export type { FieldShape, MessageShape, WireFormat } from './shape.ts'
export type { LossClass, Trial } from './trial.ts'
