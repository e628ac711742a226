import { type Profiler, Session } from 'node:inspector/promises'
import { setFlagsFromString } from 'node:v8'

/**
 * How often blocks of the compiler's code were entered while `run` ran: a measure of work that is the same on every
 * machine, and each time. What V8 does inside of its own functions (searches, copies) does not count.
 */
export async function countCompilerSteps(run: () => void): Promise<number> {
  const session = new Session()
  // Optimized code does not count.
  setFlagsFromString('--no-opt')
  session.connect()
  try {
    await session.post('Profiler.enable')
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
    run()
    const { result } = await session.post('Profiler.takePreciseCoverage')
    await session.post('Profiler.stopPreciseCoverage')
    return result.filter(({ url }) => url.includes('/packages/compiler/')).reduce((sum, file) => sum + entries(file), 0)
  } finally {
    session.disconnect()
    setFlagsFromString('--opt')
  }
}

function entries({ functions }: Profiler.ScriptCoverage): number {
  let sum = 0
  for (const { ranges } of functions) for (const { count } of ranges) sum += count
  return sum
}
