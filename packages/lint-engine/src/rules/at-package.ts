import { Tag } from '../schema/element.ts'

/** Points at a file's package statement; without one the file as a whole is meant. */
export const atPackage: readonly (readonly number[])[] = [[Tag.file.package]]
