/** The categories of buf's v2 configuration, strictest first. */
export const CATEGORIES = ['FILE', 'PACKAGE', 'WIRE_JSON', 'WIRE', 'CSR'] as const
export type Category = (typeof CATEGORIES)[number]
