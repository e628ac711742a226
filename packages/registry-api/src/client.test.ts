import { createRouterTransport } from '@connectrpc/connect'
import { expect, test } from 'vitest'
import { createRegistryClient } from './client.ts'
import { ModuleService } from './gen/module-v1.ts'
import { DownloadService } from './gen/module-v1beta1.ts'

test('each client calls the service that its name says', async () => {
  const transport = createRouterTransport(({ service }) => {
    service(ModuleService, { getModules: () => ({ modules: [{ name: 'weather' }] }) })
    service(DownloadService, { download: () => ({ contents: [{ v1BufYamlFile: { path: 'buf.yaml' } }] }) })
  })
  const client = createRegistryClient(transport)
  expect((await client.modules.getModules({})).modules[0]?.name).toBe('weather')
  expect((await client.v1beta1.downloads.download({})).contents[0]?.v1BufYamlFile?.path).toBe('buf.yaml')
})
