/** Every category of every version of buf.yaml, from the least to the most strict; those of v1beta1 alone are last. */
export const CATEGORIES = [
  'MINIMAL',
  'BASIC',
  'STANDARD',
  'COMMENTS',
  'UNARY_RPC',
  'FILE_LAYOUT',
  'PACKAGE_AFFINITY',
  'SENSIBLE',
  'STYLE_BASIC',
  'STYLE_STANDARD',
  'OTHER',
] as const
export type Category = (typeof CATEGORIES)[number]

/** Categories by an older name, each with what it means today. Source: observed behaviour of buf 1.75. */
export const CATEGORY_ALIASES: Readonly<Record<string, Category>> = {
  DEFAULT: 'STANDARD',
  STYLE_DEFAULT: 'STYLE_STANDARD',
}
