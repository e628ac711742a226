import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as compiler from '@wireproof/compiler'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { describe, expect, it } from 'vitest'

/** Where Debian and its like put it. */
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)

const FILES: Readonly<Record<string, string>> = {
  'shop/id.proto': 'syntax = "proto3";\npackage shop;\n// 日本 Which one.\nmessage Id { bytes raw = 1; }\n',
  'shop/order.proto': `edition = "2023";
package shop;
import "google/protobuf/descriptor.proto";
import "shop/id.proto";
extend google.protobuf.MessageOptions { string note = 50000; }
message Order { option (note) = "\\303\\244"; Id id = 1; map<string, int64> amounts = 2; }
`,
}
const BROKEN: Readonly<Record<string, string>> = { 'a.proto': 'syntax = "proto3";\nmessage M {\n\tMissing m = 0;\n}\n' }

/** What a user of the compiler sees of it; serialized into the page, so it uses nothing around it. */
function useCompiler(
  { compile, createRenderer, encodeImage }: typeof compiler,
  files: Readonly<Record<string, string>>,
): { bytes: string | undefined; texts: string[] } {
  const resolve = (path: string) => files[path]
  const { image, diagnostics } = compile(Object.keys(files).sort(), resolve)
  const bytes = image && encodeImage(image, { sourceInfo: true, imageExtension: true })
  return { bytes: bytes && Array.from(bytes).join(), texts: diagnostics.map(createRenderer(resolve)) }
}

async function bundleForBrowser(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: "export * from '@wireproof/compiler'",
      resolveDir: fileURLToPath(new URL('..', import.meta.url)),
    },
    bundle: true,
    format: 'iife',
    globalName: 'compiler',
    platform: 'browser',
    write: false,
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}

describe.skipIf(CHROMIUM === undefined)('the compiler in a browser (needs Chromium)', () => {
  it('gives what it gives in Node', async () => {
    const script = await bundleForBrowser()
    const browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] })
    try {
      const page = await browser.newPage()
      await page.addScriptTag({ content: script })
      const inBrowser = (files: Readonly<Record<string, string>>) =>
        page.evaluate(`(${useCompiler.toString()})(compiler, ${JSON.stringify(files)})`)
      const inNode = useCompiler(compiler, FILES)
      expect(inNode.bytes?.length).toBeGreaterThan(1000)
      expect(await inBrowser(FILES)).toEqual(inNode)
      const broken = useCompiler(compiler, BROKEN)
      expect(broken.texts.length).toBeGreaterThan(0)
      expect(await inBrowser(BROKEN)).toEqual(broken)
    } finally {
      await browser.close()
    }
  })
})
