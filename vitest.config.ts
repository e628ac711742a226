import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'

const LONG = '**/*.long.test.ts'

/** Tests start whole processes on machines of two cores that do other work too. */
const TEST_TIMEOUT_MS = 60_000
/** A long test may compile, or compare, whole trees of thousands of files. */
const LONG_TEST_TIMEOUT_MS = 30 * 60_000

// `--mode long` runs the long tests, and nothing else does.
export default defineConfig(({ mode }) => {
  const isLong = mode === 'long'
  const timeout = isLong ? LONG_TEST_TIMEOUT_MS : TEST_TIMEOUT_MS
  return {
    test: {
      include: isLong
        ? [`packages/*/src/${LONG}`, `test/${LONG}`]
        : ['packages/*/src/**/*.test.ts', 'test/**/*.test.ts'],
      exclude: [...configDefaults.exclude, '**/dist/**', ...(isLong ? [] : [LONG])],
      testTimeout: timeout,
      hookTimeout: timeout,
      // Many tests wait for processes of theirs: with one worker, as is usual on two cores, half of these stand idle. Long
      // tests take memory for themselves, up to eight gigabytes each, and mostly one core.
      maxWorkers: isLong ? 2 : Math.max(2, availableParallelism() - 1),
    },
  }
})
