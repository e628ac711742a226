import { expect, test } from 'vitest'
import { Diagnostics } from '../diagnostic/diagnostics.ts'
import { FileLoader } from './file-loader.ts'
import { linkImports } from './link-imports.ts'
import type { LinkedFile } from './linked-file.ts'
import { packagesAround } from './visible-files.ts'

/** Loads and links files; those named `f…` have texts. */
function link(texts: readonly string[]): LinkedFile[] {
  const diagnostics = new Diagnostics()
  const files: LinkedFile[] = []
  const loader = new FileLoader(
    (path) => texts[Number(path.slice(1))],
    diagnostics,
    (file) => {
      linkImports(file)
      files.push(file)
    },
  )
  for (const index of texts.keys()) loader.load(`f${index}`)
  expect(diagnostics.list).toEqual([])
  return files
}

/** What a file shows, itself included. */
function shownBy(file: LinkedFile, shown = new Set<LinkedFile>()): Set<LinkedFile> {
  shown.add(file)
  for (const { file: next, isPublic } of file.imports) if (isPublic && !shown.has(next)) shownBy(next, shown)
  return shown
}

/** Who sees whom, with true for what is for options only. */
function visibleByDefinition(file: LinkedFile): Map<LinkedFile, boolean> {
  const visible = new Map([[file, false]])
  for (const { file: imported, isOption } of file.imports) visible.set(imported, isOption)
  for (const { file: imported } of file.imports) {
    const others = [...shownBy(imported)].filter((shown) => shown !== imported)
    if (others.some((shown) => visible.has(shown))) visible.set(imported, false)
    for (const shown of others) if (!visible.has(shown)) visible.set(shown, false)
  }
  return visible
}

/** The same numbers each time. */
function numbers(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return (state >> 8) % limit
  }
}

const MODIFIERS = ['public ', 'public ', 'option ', '']

/** Files that import earlier ones at random, behind a chain of public imports of the given length. */
function randomTexts(seed: number, chain: number, count: number): string[] {
  const next = numbers(seed)
  return Array.from({ length: chain + count }, (_, index) => {
    const imports = new Map<number, string>()
    if (index > 0 && index < chain) imports.set(index - 1, 'public ')
    for (let left = index < chain ? 0 : next(4); left > 0; left--) {
      // Mostly of the near ones: then paths are long.
      const at = next(2) === 0 ? next(index) : Math.max(0, index - 1 - next(5))
      if (!imports.has(at)) imports.set(at, MODIFIERS[next(MODIFIERS.length)] ?? '')
    }
    const sorted = [...imports].sort((a, b) => Number(a[1] === 'option ') - Number(b[1] === 'option '))
    const statements = sorted.map(([at, modifier]) => `import ${modifier}"f${at}";`)
    return `edition = "2024"; package p${next(9)}.q${next(9)}; ${statements.join(' ')}`
  })
}

test.each([
  ['listed', 1, 40],
  ['too many to list', 110, 40],
])('every file sees what it should: %s', (_, chain, count) => {
  for (let seed = 1; seed <= 4; seed++) {
    const files = link(randomTexts(seed, chain, count))
    expect(files.some(({ visible }) => visible.listedPackages() === undefined)).toBe(chain > 100)
    for (const file of files.slice(-count)) {
      const expected = visibleByDefinition(file)
      for (const other of files) {
        expect(file.visible.has(other)).toBe(expected.has(other))
        expect(file.visible.isForOptionsOnly(other)).toBe(expected.get(other) === true)
      }
      const packages = new Set(
        [...expected.keys()].flatMap(({ unlinked }) => [...packagesAround(unlinked.proto.package)]),
      )
      for (const { unlinked } of files) {
        for (const name of packagesAround(unlinked.proto.package)) {
          const filesOf = () =>
            files.filter((other) => [...packagesAround(other.unlinked.proto.package)].includes(name))
          expect(file.visible.hasPackage(name, filesOf)).toBe(packages.has(name))
        }
      }
      const shown = [...file.exports]
      expect(new Set(shown).size).toBe(shown.length)
      expect(shown.length).toBe(file.exports.count)
    }
  }
})
