import type { MessageInitShape } from '@bufbuild/protobuf'
import type { ServiceImpl } from '@connectrpc/connect'
import { registryV1 } from '@wireproof/registry-api'
import { search } from '../../services/search.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import type { SearchHit, SearchScope } from '../../storage/search-store.ts'
import { callerOf } from './caller.ts'

const { SearchHitKind } = registryV1

const SCOPES: Readonly<Record<number, SearchScope>> = {
  [registryV1.SearchScope.MODULE]: 'module',
  [registryV1.SearchScope.PACKAGE]: 'package',
  [registryV1.SearchScope.TYPE]: 'type',
  [registryV1.SearchScope.MEMBER]: 'member',
}

const KINDS: Readonly<Record<string, registryV1.SearchHitKind>> = {
  module: SearchHitKind.MODULE,
  package: SearchHitKind.PACKAGE,
  message: SearchHitKind.MESSAGE,
  enum: SearchHitKind.ENUM,
  service: SearchHitKind.SERVICE,
  extension: SearchHitKind.EXTENSION,
  field: SearchHitKind.FIELD,
  method: SearchHitKind.METHOD,
  'enum value': SearchHitKind.ENUM_VALUE,
}

export function searchService(context: ServiceContext): ServiceImpl<typeof registryV1.SearchService> {
  return {
    async search({ query, scopes, pageSize, pageToken }, call) {
      const wanted = scopes.map((scope) => SCOPES[scope]).filter((scope) => scope !== undefined)
      const found = await search(context, callerOf(call), { query, scopes: wanted, pageSize, pageToken })
      return { hits: found.hits.map(toHitMessage), nextPageToken: found.nextPageToken }
    },
  }
}

function toHitMessage(hit: SearchHit): MessageInitShape<typeof registryV1.SearchHitSchema> {
  const [owner = '', module = ''] = hit.moduleName.split('/')
  const kind = KINDS[hit.kind] ?? SearchHitKind.UNSPECIFIED
  return { kind, name: hit.name, owner, module, commitId: hit.commitId ?? '', path: hit.path }
}
