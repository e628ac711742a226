import { getTextEncoding } from '@bufbuild/protobuf/wire'

/** Bytes of a string literal as text; what is not UTF-8 becomes U+FFFD. */
export function decodeText(bytes: Uint8Array): string {
  return getTextEncoding().decodeUtf8(bytes)
}
