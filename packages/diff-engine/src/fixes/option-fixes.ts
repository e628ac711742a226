import { type EnumElement, FieldElement, FileElement, MessageElement, type RpcElement } from '../schema/element.ts'
import { type Draft, headEnd } from './draft.ts'
import { insertion } from './field-fixes.ts'
import type { Restorer } from './restorer.ts'

/** What can hold option statements that a fix sets back. */
type OptionHolder = FileElement | MessageElement | EnumElement | RpcElement

/** Number of `features` in the options of each kind of element. Source: descriptor.proto. */
const FEATURES = { file: 50, message: 12, enum: 7 } as const

/** Sets an option back to what it was: to its old statement, or to none. `option` are the steps below the options. */
export function restoreOption({ draft }: Restorer, prev: OptionHolder, next: OptionHolder, option: number[]): boolean {
  const [before, now] = [fileOf(prev), fileOf(next)]
  const [older, source] = [draft.source(before), draft.source(now)]
  if (older === undefined || source === undefined) return false
  const text = older.textOf([...pathOf(prev), ...option])
  const place = source.rangeOf([...pathOf(next), ...option])
  const key = `option ${nameOf(next)} ${option.join('.')}`
  const { path } = now
  if (text === undefined) {
    if (place === undefined) return false
    return draft.step(key, () => [{ path, ...source.statementRange(place), newText: '' }])
  }
  if (text.includes('(') && !draft.importOptions(before, path)) return false
  if (place !== undefined) return draft.step(key, () => [{ path, ...place, newText: text }])
  if (next instanceof FileElement) {
    return draft.step(key, () => [{ path, ...headEnd(source), newText: source.newline + text }])
  }
  const range = source.rangeOf(next.path)
  if (range === undefined) return false
  return draft.step(key, () => {
    // An RPC without options may have no body.
    if (source.text[range.end - 1] === ';') {
      return [{ path, start: range.end - 1, end: range.end, newText: ` { ${text} }` }]
    }
    return [insertion(source, path, range, text)]
  })
}

/**
 * Sets a feature back in whatever is around an element, and in the element itself where it holds statements: inner
 * elements inherit it. `feature` are the steps below the features. True when something was set back.
 */
export function restoreFeature(
  restorer: Restorer,
  prev: MessageElement | EnumElement | FieldElement,
  next: MessageElement | EnumElement | FieldElement,
  feature: number[],
): boolean {
  let isRestored = false
  let [before, now]: [Scope | undefined, Scope | undefined] = [prev, next]
  while (before !== undefined && now !== undefined) {
    if (!(before instanceof FieldElement) && !(now instanceof FieldElement)) {
      const option = [optionsTag(now), FEATURES[kindOf(now)], ...feature]
      if (textOf(restorer.draft, before, option) !== textOf(restorer.draft, now, option)) {
        isRestored = restoreOption(restorer, before, now, option) || isRestored
      }
    }
    ;[before, now] = [around(before), around(now)]
  }
  return isRestored
}

type Scope = FileElement | MessageElement | EnumElement | FieldElement

function around(scope: Scope): Scope | undefined {
  return scope instanceof FileElement ? undefined : (scope.parent ?? scope.file)
}

function textOf(draft: Draft, holder: OptionHolder, option: readonly number[]): string | undefined {
  return draft.source(fileOf(holder))?.textOf([...pathOf(holder), ...option])
}

function kindOf(scope: FileElement | MessageElement | EnumElement): keyof typeof FEATURES {
  if (scope instanceof FileElement) return 'file'
  return scope instanceof MessageElement ? 'message' : 'enum'
}

/** Field numbers of the options in the descriptors of files, messages and enums. */
function optionsTag(scope: FileElement | MessageElement | EnumElement): number {
  return { file: 8, message: 7, enum: 3 }[kindOf(scope)]
}

function fileOf(holder: OptionHolder): FileElement {
  return holder instanceof FileElement ? holder : holder.file
}

function pathOf(holder: OptionHolder): readonly number[] {
  return holder instanceof FileElement ? [] : holder.path
}

function nameOf(holder: OptionHolder): string {
  return holder instanceof FileElement ? holder.path : holder.fullName
}
