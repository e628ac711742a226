import { create, equals, type MessageInitShape } from '@bufbuild/protobuf'
import { policyV1beta1 } from '@wireproof/registry-api'
import { expect, test } from 'vitest'
import { packPolicyConfig, unpackPolicyConfig } from './policy-config.ts'

const { PolicyConfigSchema, PolicyConfig_BreakingConfigSchema, PolicyConfig_LintConfigSchema } = policyV1beta1
type Config = MessageInitShape<typeof PolicyConfigSchema>
const pack = (config: Config) => packPolicyConfig(create(PolicyConfigSchema, config), 'acme/p')

type Option = NonNullable<NonNullable<Config['plugins']>[number]['options']>[number]
const withOption = (value: NonNullable<Option['value']>): Config => ({
  plugins: [{ name: { owner: 'acme', plugin: 'tiny', ref: '' }, options: [{ key: 'k', value }], args: [] }],
})

test('the digest that the stock client computes', async () => {
  const { digest } = await pack({
    lint: {
      use: ['LINT_ID_2', 'LINT_ID_1'],
      enumZeroValueSuffix: 'enumZeroValueSuffix',
      rpcAllowSameRequestResponse: true,
      rpcAllowGoogleProtobufEmptyRequests: true,
      rpcAllowGoogleProtobufEmptyResponses: true,
      serviceSuffix: 'serviceSuffix',
    },
    breaking: { use: ['BREAKING_ID_1', 'BREAKING_ID_2'], ignoreUnstablePackages: true },
  })
  // Source: the registry protocol, section on p1 and o1.
  expect(digest).toBe(
    '960327c2f0e3382b3e2caee5a5b8043b7a17287e82dc06a5c3a5ed76773e8622c18ddeead96bb5abe44b340965b49103462f4e5a1c11dbd05d1188d9afd7cff8',
  )
})

test('an empty policy has two empty parts', async () => {
  expect(Buffer.from((await packPolicyConfig(undefined, 'acme/p')).bytes).toString()).toBe('{"lint":{},"breaking":{}}')
})

test.each<[string, NonNullable<Option['value']>]>([
  ['a large integer', { type: { case: 'int64Value', value: 9007199254740993n } }],
  ['a text that looks like one', { type: { case: 'stringValue', value: '"int64Value":5' } }],
  ['bytes', { type: { case: 'bytesValue', value: new Uint8Array([0, 255, 62]) } }],
  [
    'a list',
    {
      type: {
        case: 'listValue',
        value: {
          values: [
            { type: { case: 'doubleValue', value: 1e-9 } },
            { type: { case: 'stringValue', value: '<\u2028&>' } },
          ],
        },
      },
    },
  ],
])('%s comes back as it was', async (_, value) => {
  const parts = { lint: create(PolicyConfig_LintConfigSchema), breaking: create(PolicyConfig_BreakingConfigSchema) }
  const config = create(PolicyConfigSchema, { ...parts, ...withOption(value) })
  const { bytes } = await packPolicyConfig(config, 'acme/p')
  expect(equals(PolicyConfigSchema, unpackPolicyConfig(bytes), config)).toBe(true)
})

test('plugins and options are in order, whatever order they came in', async () => {
  const plugin = (name: string, keys: readonly string[]) => ({
    name: { owner: 'acme', plugin: name },
    options: keys.map((key) => ({ key, value: { type: { case: 'boolValue' as const, value: true } } })),
  })
  const one = await pack({ plugins: [plugin('b', ['y', 'x']), plugin('a', [])] })
  const other = await pack({ plugins: [plugin('a', []), plugin('b', ['x', 'y'])] })
  expect(one.digest).toBe(other.digest)
})

test.each<[string, Config, string]>([
  ['an empty element of a list', withOption({ type: { case: 'listValue', value: { values: [{}] } } }), 'leave it out'],
  ['zero', withOption({ type: { case: 'int64Value', value: 0n } }), 'leave it out'],
  ['no number', withOption({ type: { case: 'doubleValue', value: Number.NaN } }), 'finite'],
  ['a plugin without a name', { plugins: [{ args: ['a'] }] }, 'no name'],
  ['too many rules', { lint: { use: Array.from({ length: 30_000 }, (_, n) => `RULE_${n}`) } }, 'the most is'],
])('%s is refused', async (_, config, message) => {
  await expect(pack(config)).rejects.toMatchObject({
    code: 'invalid_argument',
    message: expect.stringContaining(message),
  })
})

test('lists without end are refused', async () => {
  let value: NonNullable<Option['value']> = { type: { case: 'boolValue', value: true } }
  for (let depth = 0; depth < 100; depth++) value = { type: { case: 'listValue', value: { values: [value] } } }
  await expect(pack(withOption(value))).rejects.toMatchObject({ code: 'invalid_argument' })
})
