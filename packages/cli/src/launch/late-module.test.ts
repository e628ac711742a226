import { describe, expect, it } from 'vitest'
import { lateBuiltin, lateModule } from './late-module.ts'

describe('lateModule', () => {
  it('loads at the first use of anything in it, and once', () => {
    let loads = 0
    const late = lateModule(() => {
      loads++
      return { hash: () => 'h', size: 3 }
    }) as { hash(): string; size: number }
    expect(loads).toBe(0)
    expect(late.hash()).toBe('h')
    expect(late.size).toBe(3)
    expect(loads).toBe(1)
  })

  it('shows what there is', () => {
    const late = lateModule(() => Object.freeze({ a: 1, b: 2 }))
    expect('a' in late).toBe(true)
    expect('c' in late).toBe(false)
    expect({ ...late }).toEqual({ a: 1, b: 2 })
  })
})

describe('lateBuiltin', () => {
  it('hands out at once what Node has loaded anyway, and nothing else', () => {
    const required: string[] = []
    const require = (name: string) => {
      required.push(name)
      return { name }
    }
    expect(lateBuiltin('node:fs', require)).toEqual({ name: 'node:fs' })
    expect(lateBuiltin('path', require)).toEqual({ name: 'path' })
    expect(lateBuiltin('node:process', require)).toBe(globalThis.process)
    const crypto = lateBuiltin('node:crypto', require) as { name: string }
    expect(required).toEqual(['node:fs', 'path'])
    expect(crypto.name).toBe('node:crypto')
    expect(required).toEqual(['node:fs', 'path', 'node:crypto'])
  })
})
