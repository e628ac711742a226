import { spawn } from 'node:child_process'
import { platform } from 'node:os'

/** Programs that show an address; elsewhere `xdg-open`, which is there where there are desktops. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  // Not `start` of cmd, which would run what follows an `&`.
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/** Shows an address in a browser where there is one; whoever has none goes there by other means. */
export function openBrowser(url: string, env: Readonly<Record<string, string | undefined>>): void {
  const [command = 'xdg-open', ...args] = OPENERS[platform()] ?? []
  const child = spawn(command, [...args, url], { env: { ...env }, stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}
