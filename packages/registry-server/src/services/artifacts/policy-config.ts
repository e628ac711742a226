import { create, fromJson, type JsonValue } from '@bufbuild/protobuf'
import { compareBytewise } from '@wireproof/module'
import { policyV1beta1 } from '@wireproof/registry-api'
import { MAX_OPTION_DEPTH, MAX_POLICY_CONFIG_BYTES } from '../../limits.ts'
import { digestHex } from '../../manifest.ts'
import { RegistryError } from '../../registry-error.ts'
import type { PackedArtifact } from './upload-artifacts.ts'

type Config = policyV1beta1.PolicyConfig
type Option = Config['plugins'][number]['options'][number]
type Value = NonNullable<Option['value']>

/**
 * The form of a policy that is kept and hashed: JSON in which the same policy is the same text. The o1 digest is the
 * SHAKE256 of it. `invalid_argument` for a policy that has no such form.
 * Source: the registry protocol, section on p1 and o1.
 */
export async function packPolicyConfig(config: Config | undefined, name: string): Promise<PackedArtifact> {
  const { lint, breaking, plugins } = config ?? create(policyV1beta1.PolicyConfigSchema)
  const text = object([
    [
      'lint',
      object([
        ['use', names(lint?.use)],
        ['except', names(lint?.except)],
        ['enumZeroValueSuffix', textOrNone(lint?.enumZeroValueSuffix)],
        ['rpcAllowSameRequestResponse', flag(lint?.rpcAllowSameRequestResponse)],
        ['rpcAllowGoogleProtobufEmptyRequests', flag(lint?.rpcAllowGoogleProtobufEmptyRequests)],
        ['rpcAllowGoogleProtobufEmptyResponses', flag(lint?.rpcAllowGoogleProtobufEmptyResponses)],
        ['serviceSuffix', textOrNone(lint?.serviceSuffix)],
        ['disableBuiltin', flag(lint?.disableBuiltin)],
      ]),
    ],
    [
      'breaking',
      object([
        ['use', names(breaking?.use)],
        ['except', names(breaking?.except)],
        ['ignoreUnstablePackages', flag(breaking?.ignoreUnstablePackages)],
        ['disableBuiltin', flag(breaking?.disableBuiltin)],
      ]),
    ],
    ['plugins', list(sortedPlugins(plugins, name).map((plugin) => pluginText(plugin, name)))],
  ])
  const bytes = new TextEncoder().encode(text)
  if (bytes.byteLength > MAX_POLICY_CONFIG_BYTES) {
    throw new RegistryError(
      'invalid_argument',
      `${name}: the policy has ${bytes.byteLength} bytes as JSON; the most is ${MAX_POLICY_CONFIG_BYTES}`,
    )
  }
  return { bytes, digest: digestHex(bytes) }
}

/** What `packPolicyConfig` made of a policy, as a message again. */
export function unpackPolicyConfig(bytes: Uint8Array): Config {
  // Integers of 64 bits are numbers in the text, which JavaScript would round; quoted, they are read exactly.
  const text = new TextDecoder().decode(bytes).replace(/"int64Value":(-?\d+)/g, '"int64Value":"$1"')
  return fromJson(policyV1beta1.PolicyConfigSchema, JSON.parse(text) as JsonValue)
}

/** `owner/plugin:ref` */
function pluginKey(plugin: Config['plugins'][number]): string {
  const { owner = '', plugin: pluginName = '', ref = '' } = plugin.name ?? {}
  return `${owner}/${pluginName}${ref === '' ? '' : `:${ref}`}`
}

function sortedPlugins(plugins: Config['plugins'], name: string): Config['plugins'] {
  if (plugins.some((plugin) => !plugin.name?.owner || !plugin.name.plugin)) {
    throw new RegistryError('invalid_argument', `${name}: a plugin of the policy has no owner or no name`)
  }
  return plugins.toSorted((a, b) => compareBytewise(pluginKey(a), pluginKey(b)))
}

function pluginText(plugin: Config['plugins'][number], name: string): string {
  const options = plugin.options.toSorted((a, b) => compareBytewise(a.key, b.key))
  return object([
    [
      'name',
      object([
        ['owner', textOrNone(plugin.name?.owner)],
        ['plugin', textOrNone(plugin.name?.plugin)],
        ['ref', textOrNone(plugin.name?.ref)],
      ]),
    ],
    [
      'options',
      list(
        options.map(({ key, value }) =>
          object([
            ['key', textOrNone(key)],
            ['value', valueText(value, name, 0)],
          ]),
        ),
      ),
    ],
    ['args', list(plugin.args.map(quote))],
  ])
}

/**
 * A value in its JSON form. One that is false, zero or empty is refused: the stock client takes none at the top, and
 * fails on a policy with one in a list.
 */
function valueText(value: Value | undefined, name: string, depth: number): string {
  if (depth > MAX_OPTION_DEPTH) {
    throw new RegistryError('invalid_argument', `${name}: the value of an option is more than ${depth - 1} lists deep`)
  }
  const field = value?.type.case
  const text = fieldText(value, name, depth)
  if (field === undefined || text === undefined) {
    throw new RegistryError(
      'invalid_argument',
      `${name}: an option has a value that is false, zero or empty; leave it out`,
    )
  }
  return object([[field, text]])
}

function fieldText(value: Value | undefined, name: string, depth: number): string | undefined {
  const type = value?.type
  switch (type?.case) {
    case 'boolValue':
      return flag(type.value)
    case 'int64Value':
      return type.value === 0n ? undefined : String(type.value)
    case 'doubleValue':
      if (!Number.isFinite(type.value)) {
        throw new RegistryError('invalid_argument', `${name}: the value of an option is not a finite number`)
      }
      return type.value === 0 ? undefined : JSON.stringify(type.value)
    case 'stringValue':
      return textOrNone(type.value)
    case 'bytesValue':
      return textOrNone(Buffer.from(type.value).toString('base64'))
    case 'listValue': {
      const values = list(type.value.values.map((element) => valueText(element, name, depth + 1)))
      return values && object([['values', values]])
    }
    default:
      return undefined
  }
}

/** Fields without a text are left out. */
function object(fields: readonly (readonly [name: string, text: string | undefined])[]): string {
  const present = fields.filter(([, text]) => text !== undefined)
  return `{${present.map(([name, text]) => `${quote(name)}:${text}`).join(',')}}`
}

function list(texts: readonly string[]): string | undefined {
  return texts.length === 0 ? undefined : `[${texts.join(',')}]`
}

function names(values: readonly string[] | undefined): string | undefined {
  return list([...(values ?? [])].sort(compareBytewise).map(quote))
}

function textOrNone(value: string | undefined): string | undefined {
  return value ? quote(value) : undefined
}

function flag(value: boolean | undefined): string | undefined {
  return value ? 'true' : undefined
}

/** A JSON string as Go writes it: what could end a script in HTML or a line in JavaScript is escaped, too. */
function quote(value: string): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
