/** Modules of Node that it has loaded itself by the time that a program starts. */
const AWAKE: ReadonlySet<string> = new Set(['buffer', 'events', 'fs', 'path', 'url', 'util', 'vm'])

/**
 * A module of Node that is loaded when something in it is first used. Some take milliseconds (`crypto`, whatever needs
 * streams), and most runs of a command need few of those that its parts import.
 */
export function lateBuiltin(name: string, require: (name: string) => unknown): unknown {
  const plain = name.replace(/^node:/, '')
  // To require it would read all its properties, and so open all three standard streams.
  if (plain === 'process') return globalThis.process
  if (AWAKE.has(plain)) return require(name)
  return lateModule(() => require(name) as object)
}

/** Stands for what `load` gives, which is called when something of it is first asked for, and once. */
export function lateModule(load: () => object): object {
  let loaded: object | undefined
  const get = () => {
    loaded ??= load()
    return loaded
  }
  return new Proxy(
    {},
    {
      get: (_, key) => Reflect.get(get(), key),
      has: (_, key) => Reflect.has(get(), key),
      ownKeys: () => Reflect.ownKeys(get()),
      getOwnPropertyDescriptor(_, key) {
        const descriptor = Reflect.getOwnPropertyDescriptor(get(), key)
        // A proxy may not say of a property that its target lacks that it is there for good.
        return descriptor && { ...descriptor, configurable: true }
      },
    },
  )
}
