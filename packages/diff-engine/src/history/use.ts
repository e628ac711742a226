/**
 * What one number and one name of a message or an enum stand for in one version of a schema: a row that can be kept
 * without the schema. Two rows of the same symbol are the same use when number, name, JSON name and type agree.
 */
export interface Use {
  readonly kind: 'field' | 'extension' | 'enum value'
  /** Full name of the message or enum that owns the number, without a leading dot; of an extension the extended message. */
  readonly symbol: string
  readonly number: number
  /** As declared; an extension is called `[full.name]`, which no field can be. */
  readonly name: string
  /** The key that JSON writers use; of an enum value its name. */
  readonly jsonName: string
  /**
   * What is written under the number: `string`, `repeated enum acme.v1.Color`, `map<string, int32>`. Presence, packing,
   * defaults and oneofs are no part of it: they do not make the field another thing. Empty for an enum value.
   */
  readonly type: string
}

/** The keys by which JSON readers know a use: its JSON name, and its declared name, which they take as well. */
export function keysOf({ name, jsonName }: Use): readonly string[] {
  return name === jsonName ? [name] : [name, jsonName]
}
