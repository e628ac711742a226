import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** How often the kernel's high-water mark of a running process is read. It only grows, so little is missed. */
const SAMPLE_MS = 10

/**
 * Runs a command to its end: `{ seconds, peakMiB, code }`. The peak is that of the process itself (`VmHWM`), NaN where
 * the system has no /proc. Output goes nowhere. `allowed` lists the exit codes that count as success.
 */
export function measure(command, args, { cwd, env, allowed = [0] } = {}) {
  return new Promise((resolve, reject) => {
    const begin = process.hrtime.bigint()
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] })
    let peakKiB = Number.NaN
    let errors = ''
    child.stderr.on('data', (chunk) => {
      if (errors.length < 4000) errors += chunk
    })
    const timer = setInterval(() => {
      try {
        const line = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))
        if (line) peakKiB = Number(line[1])
      } catch {
        // The process has ended, or there is no /proc.
      }
    }, SAMPLE_MS)
    child.on('error', reject)
    child.on('close', (code) => {
      clearInterval(timer)
      const seconds = Number(process.hrtime.bigint() - begin) / 1e9
      if (!allowed.includes(code)) reject(new Error(`${command} ${args.join(' ')} ended with ${code}: ${errors}`))
      else resolve({ seconds, peakMiB: peakKiB / 1024, code })
    })
  })
}

/** The middle value; the mean of the two middle ones of an even count. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/**
 * Runs two commands in turn, `runs` times each after one warm-up, and prints medians, runs a second, and the ratio of
 * each pair of runs: its median and its range. The ratio of neighbours in time is the steadier figure on a busy machine.
 */
export async function compare(title, ours, theirs, runs) {
  const figures = { ours: [], theirs: [] }
  for (let run = -1; run < runs; run++) {
    for (const [side, command] of [
      ['ours', ours],
      ['theirs', theirs],
    ]) {
      const figure = await measure(...command)
      if (run >= 0) figures[side].push(figure)
    }
  }
  const seconds = (side) => median(figures[side].map((figure) => figure.seconds))
  const peak = (side) => median(figures[side].map((figure) => figure.peakMiB))
  const ratios = figures.ours.map((figure, run) => figure.seconds / figures.theirs[run].seconds)
  console.log(
    [
      title.padEnd(52),
      `${seconds('ours').toFixed(2)} s`.padStart(9),
      `${seconds('theirs').toFixed(2)} s`.padStart(9),
      `${(1 / seconds('ours')).toFixed(2)}/s`.padStart(8),
      `${(1 / seconds('theirs')).toFixed(2)}/s`.padStart(8),
      median(ratios).toFixed(2).padStart(6),
      `(${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`.padStart(15),
      `${peak('ours').toFixed(0)} MiB`.padStart(10),
      `${peak('theirs').toFixed(0)} MiB`.padStart(10),
      (peak('ours') / peak('theirs')).toFixed(2).padStart(6),
    ].join('  '),
  )
}
