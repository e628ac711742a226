import { describe, expect, it } from 'vitest'
import { baseUrlOf, isLoopback, parseRegistryHost } from './registry-host.ts'

describe('isLoopback', () => {
  it.each(['localhost', 'localhost:8080', 'LOCALHOST', 'a.localhost:1', '127.0.0.1', '127.1.2.3:80'])(
    'knows %s',
    (host) => {
      expect(isLoopback(host)).toBe(true)
      expect(baseUrlOf(host)).toBe(`http://${host}`)
    },
  )

  it.each(['localhost.example.com', '127.0.0.1.example.com', '10.0.0.1', 'mylocalhost', 'example.com:8080'])(
    'does not take %s for this machine',
    (host) => {
      expect(isLoopback(host)).toBe(false)
      expect(baseUrlOf(host)).toBe(`https://${host}`)
    },
  )
})

describe('parseRegistryHost', () => {
  it.each([
    ['localhost:8080', 'localhost:8080'],
    ['http://localhost:8080/', 'localhost:8080'],
    ['https://r.example.com', 'r.example.com'],
    [' r.example.com/ ', 'r.example.com'],
  ])('reads %j', (text, host) => expect(parseRegistryHost(text)).toBe(host))

  it.each([
    ['', 'is no registry'],
    ['a/b', 'is no registry'],
    ['x:99999', 'port'],
    ['http://r.example.com', 'spoken to over https, not http'],
    ['https://localhost:8080', 'spoken to over http, not https'],
  ])('refuses %j', (text, message) => expect(() => parseRegistryHost(text)).toThrow(message))
})
