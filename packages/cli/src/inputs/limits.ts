/**
 * Bounds of what one input may hold, so that a hostile archive or a link to a device cannot fill memory. The largest
 * known API tree has 8,000 files and 90 MB; these leave room for ten of it and stay below what Node can hold.
 */
export const MAX_INPUT_FILES = 200_000
export const MAX_INPUT_BYTES = 1024 ** 3

/** One file: far above the compiler's own limit, so that it is the compiler that reports a file that is too large. */
export const MAX_FILE_BYTES = 512 * 1024 ** 2

/** Symbolic links of links: Linux gives up at 40 (path_resolution(7)). */
export const MAX_LINK_HOPS = 40

/** Folders in folders; a loop of links that resolves to ever new paths would otherwise never end. */
export const MAX_FOLDER_DEPTH = 256
