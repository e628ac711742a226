/**
 * Replaces `[start, end)` of a file by `newText`; offsets are UTF-16 code units of the text of `next`. A file that is not
 * there is made by an edit at 0; one that is edited to nothing is to be removed.
 */
export interface TextEdit {
  /** Import path. */
  readonly path: string
  readonly start: number
  readonly end: number
  readonly newText: string
}

/**
 * Edits of several origins as one list: sorted by path and place, the same one only once, and of two that overlap only
 * the first given. Insertions at one place stay in the order in which they were given.
 */
export function mergeEdits(edits: readonly TextEdit[]): TextEdit[] {
  const byPath = new Map<string, TextEdit[]>()
  for (const edit of edits) {
    const known = byPath.get(edit.path)
    if (known === undefined) byPath.set(edit.path, [edit])
    else if (!known.some((other) => isSame(edit, other) || overlaps(edit, other))) known.push(edit)
  }
  const paths = [...byPath.keys()].sort()
  return paths.flatMap((path) => byPath.get(path)!.sort((a, b) => a.start - b.start || a.end - b.end))
}

function isSame(a: TextEdit, b: TextEdit): boolean {
  return a.start === b.start && a.end === b.end && a.newText === b.newText
}

function overlaps(a: TextEdit, b: TextEdit): boolean {
  if (a.start === a.end || b.start === b.end) {
    // An insertion at the edge of what is replaced is fine.
    return a.start > b.start === a.start < b.end ? a.start > b.start : b.start > a.start && b.start < a.end
  }
  return a.start < b.end && b.start < a.end
}

/** The text after edits of one file as `mergeEdits` gives them. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = []
  let at = 0
  for (const { start, end, newText } of edits) {
    parts.push(text.slice(at, start), newText)
    at = end
  }
  return parts.join('') + text.slice(at)
}
