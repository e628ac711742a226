import { readFileSync, writeFileSync } from 'node:fs'
import { compile } from '@wireproof/compiler'
import { expect, test } from 'vitest'
import { buildFiles, type Place } from './build-with-buf.ts'
import { casePath, caseText, corpus, SUPPORT_FILES } from './invalid-corpus.ts'

/** By name of the case: where buf complains first, or null where it does not. `WRITE_CORPUS=1` renews it. */
const EXPECTED = new URL('invalid-corpus.expected.json', import.meta.url)

const files: Readonly<Record<string, string>> = Object.fromEntries([
  ...Object.entries(SUPPORT_FILES),
  ...corpus.map((item, index) => [casePath(index), caseText(item, index)]),
])

function answersOf(first: (path: string) => Place | undefined): Record<string, Place | null> {
  return Object.fromEntries(corpus.map(({ name }, index) => [name, first(casePath(index)) ?? null]))
}

function ourAnswers(): Record<string, Place | null> {
  const { diagnostics } = compile(Object.keys(files).sort(), (path) => files[path])
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  return answersOf((path) => {
    const error = errors.find(({ file }) => file === path)
    return error === undefined ? undefined : [error.span?.start.line ?? 0, error.span?.start.column ?? 0]
  })
}

const expected = (): Record<string, Place | null> => JSON.parse(readFileSync(EXPECTED, 'utf8'))

test('the recorded answers are those of buf', () => {
  const { errors } = buildFiles(files)
  const answers = answersOf((path) => errors.get(path)?.[0])
  if (process.env.WRITE_CORPUS) writeFileSync(EXPECTED, `${JSON.stringify(answers, undefined, 1)}\n`)
  expect(answers).toEqual(expected())
})

test('every schema is accepted or refused as by buf', () => {
  const accepted = (answers: Record<string, Place | null>) =>
    Object.entries(answers).flatMap(([name, place]) => (place === null ? [name] : []))
  expect(accepted(ourAnswers())).toEqual(accepted(expected()))
})

test('the first complaint is where buf has it', () => {
  expect(ourAnswers()).toEqual(expected())
})
