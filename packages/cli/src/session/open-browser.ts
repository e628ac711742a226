import { spawn } from 'node:child_process'

const OPENERS = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] } as const

/** Shows an address in a browser where there is one; whoever has none goes there by other means. */
export function openBrowser(url: string, env: Readonly<Record<string, string | undefined>>): void {
  const opener =
    process.platform === 'darwin' || process.platform === 'win32' ? OPENERS[process.platform] : ['xdg-open']
  const [command = '', ...args] = opener
  const child = spawn(command, [...args, url], { env: { ...env }, stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}
