import { RegistryError } from './registry-error.ts'

/** Lets a bounded number in at a time, and a bounded number wait. */
export interface Admission {
  /** Resolves to the function that gives the place back. `resource_exhausted` when too many wait already. */
  enter(signal?: AbortSignal): Promise<() => void>
}

export function createAdmission(limits: { maxInside: number; maxWaiting: number }): Admission {
  let inside = 0
  const waiting: (() => void)[] = []
  // The place goes from hand to hand: were it free for a moment, a newcomer could take it as well.
  const leave = () => {
    const next = waiting.shift()
    if (next === undefined) inside--
    else next()
  }
  return {
    async enter(signal) {
      if (inside < limits.maxInside) {
        inside++
      } else {
        if (waiting.length >= limits.maxWaiting) {
          throw new RegistryError('resource_exhausted', 'too many calls of this kind at once; try again later')
        }
        await new Promise<void>((resolve, reject) => {
          const proceed = () => {
            signal?.removeEventListener('abort', give)
            resolve()
          }
          const give = () => {
            waiting.splice(waiting.indexOf(proceed), 1)
            reject(new RegistryError('canceled', 'the caller went away'))
          }
          waiting.push(proceed)
          signal?.addEventListener('abort', give, { once: true })
        })
      }
      let left = false
      return () => {
        if (!left) leave()
        left = true
      }
    },
  }
}
