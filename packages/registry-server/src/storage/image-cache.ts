/**
 * Keeps compiled images: what can be made again from what is stored, at some cost. It may forget any of them at any time;
 * keys are letters, digits, `.`, `-` and `+`.
 */
export interface ImageCache {
  /** Undefined when it is not there, or damaged. */
  get(key: string): Promise<Uint8Array | undefined>
  /** Never rejects for a lack of space: what cannot be kept is made again. */
  put(key: string, bytes: Uint8Array): Promise<void>
}
