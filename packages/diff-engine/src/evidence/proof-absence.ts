/** Why a finding has no payload that shows it, each with the one sentence that says so. */
const SENTENCES = {
  'source-only': 'No payload shows it: what changes is generated code, and what is written against it.',
  'one-language':
    'No payload shows it by the specification: readers and writers of one language alone behave differently.',
  'rpc-shape': 'No payload shows it: calls fail, or are made in another way, before a message is read.',
  'message-set': 'No payload shows it: no decoder at hand reads message sets.',
  unseen:
    'No payload shows it: data that the other side does not know is passed over, and nothing else is read differently.',
  'type-gone':
    'No payload shows it: the other side has no type of this name; fields and calls that held it are judged by themselves.',
  'unused-enum': 'No payload shows it: no field that both sides have holds the enum.',
  'future-reuse': 'No payload of these two schemas shows it: the harm comes when a number or name gets a new meaning.',
  'json-unchecked':
    'No payload shows it: what is lost is the promise of compilers to check that JSON names are unique.',
  'same-values': 'No payload shows it: every value that was tried reads as the same value.',
  'too-large': 'No payload was tried: the messages have too many fields, or too many that every payload must set.',
  'too-many':
    'No payload was tried: there are more findings of this kind than payloads are tried for in one comparison.',
} as const

/** The code of a reason why a finding has no proof. */
export type ProofAbsence = keyof typeof SENTENCES

/** All codes. */
export const PROOF_ABSENCES = Object.keys(SENTENCES) as readonly ProofAbsence[]

/** The reason in one sentence. */
export function describeAbsence(absence: ProofAbsence): string {
  return SENTENCES[absence]
}
