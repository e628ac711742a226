const ALPHA = 'buf.alpha.registry.v1alpha1'
const PLUGIN = 'buf.registry.plugin.v1beta1'

const NO_SDK = 'this registry builds no SDK packages; generate code with its plugins (buf generate) instead'
const NO_WEBHOOKS = 'webhooks of this registry are kept with wireproof.registry.v1.WebhookService'
const OWN_TOKENS =
  'tokens of this registry are made at /settings/user, and listed and revoked with wireproof.registry.v1.TokenService'
const NO_PLUGIN_RUNS = 'this registry does not run check plugins; buf config ls-lint-rules lists their rules'
const NO_COLLECTIONS = 'this registry has no collections of plugins; list those of an owner instead'
const OPERATOR_PLUGINS = 'plugins that generate code are listed by the operator of this registry, and not uploaded'
const OLD_CLIENT = 'this registry serves buf 1.32 and later'

/**
 * Methods of the interface that this registry does not have, with what to do instead. They answer `unimplemented`, as
 * does every method that is in no list. Source: the registry protocol, section 6.5, for what clients call.
 */
const UNSERVED: ReadonlyMap<string, string> = new Map([
  [`${ALPHA}.PluginCurationService/GetLatestCuratedPlugin`, NO_SDK],
  [`${ALPHA}.PluginCurationService/ListCuratedPlugins`, OPERATOR_PLUGINS],
  [`${ALPHA}.PluginCurationService/CreateCuratedPlugin`, OPERATOR_PLUGINS],
  [`${ALPHA}.PluginCurationService/DeleteCuratedPlugin`, OPERATOR_PLUGINS],
  [`${ALPHA}.ResolveService/GetSDKInfo`, NO_SDK],
  [`${ALPHA}.ResolveService/GetGoVersion`, NO_SDK],
  [`${ALPHA}.ResolveService/GetNPMVersion`, NO_SDK],
  [`${ALPHA}.ResolveService/GetMavenVersion`, NO_SDK],
  [`${ALPHA}.ResolveService/GetSwiftVersion`, NO_SDK],
  [`${ALPHA}.ResolveService/GetPythonVersion`, NO_SDK],
  [`${ALPHA}.ResolveService/GetCargoVersion`, NO_SDK],
  [`${ALPHA}.ResolveService/GetNugetVersion`, NO_SDK],
  [`${ALPHA}.ResolveService/GetCmakeVersion`, NO_SDK],
  [`${ALPHA}.ResolveService/GetModulePins`, OLD_CLIENT],
  [`${ALPHA}.RepositoryCommitService/GetRepositoryCommitByReference`, OLD_CLIENT],
  [`${ALPHA}.PushService/PushManifestAndBlobs`, OLD_CLIENT],
  [`${ALPHA}.DownloadService/DownloadManifestAndBlobs`, OLD_CLIENT],
  [`${ALPHA}.TokenService/CreateToken`, OWN_TOKENS],
  [`${ALPHA}.TokenService/GetToken`, OWN_TOKENS],
  [`${ALPHA}.TokenService/ListTokens`, OWN_TOKENS],
  [`${ALPHA}.TokenService/DeleteToken`, OWN_TOKENS],
  [`${ALPHA}.WebhookService/CreateWebhook`, NO_WEBHOOKS],
  [`${ALPHA}.WebhookService/ListWebhooks`, NO_WEBHOOKS],
  [`${ALPHA}.WebhookService/DeleteWebhook`, NO_WEBHOOKS],
  [`${PLUGIN}.CheckService/ListRules`, NO_PLUGIN_RUNS],
  [`${PLUGIN}.CheckService/ListCategories`, NO_PLUGIN_RUNS],
  [`${PLUGIN}.CollectionService/GetCollections`, NO_COLLECTIONS],
  [`${PLUGIN}.CollectionService/ListCollections`, NO_COLLECTIONS],
  [`${PLUGIN}.CollectionService/GetPluginCollectionAssociations`, NO_COLLECTIONS],
])

/** What a caller of a method that is not there is told; `method` is `package.Service/Method`. */
export function explainUnserved(method: string): string {
  return UNSERVED.get(method) ?? `this registry has no ${method}`
}
