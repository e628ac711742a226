import { toLowerSnakeCase, toPascalCase, toUpperSnakeCase } from '../naming/name-case.ts'
import { type AnyLintRule, defineRule, type HookName, type Hooks, PLACED } from '../rule.ts'
import { Tag } from '../schema/element.ts'

type Named = Exclude<HookName, 'schema' | 'file' | 'import'>

/** One row for each kind of element whose name is written in a case of its own. */
export const nameCase: readonly AnyLintRule[] = [
  nameRule('ENUM_PASCAL_CASE', 'enum', 'enum', 'PascalCase', toPascalCase),
  nameRule('ENUM_VALUE_UPPER_SNAKE_CASE', 'enumValue', 'enum value', 'UPPER_SNAKE_CASE', toUpperSnakeCase),
  nameRule('FIELD_LOWER_SNAKE_CASE', 'field', 'field', 'lower_snake_case', toLowerSnakeCase),
  nameRule('MESSAGE_PASCAL_CASE', 'message', 'message', 'PascalCase', toPascalCase),
  nameRule('ONEOF_LOWER_SNAKE_CASE', 'oneof', 'oneof', 'lower_snake_case', toLowerSnakeCase),
  nameRule('RPC_PASCAL_CASE', 'rpc', 'RPC', 'PascalCase', toPascalCase),
  nameRule('SERVICE_PASCAL_CASE', 'service', 'service', 'PascalCase', toPascalCase),
]

function nameRule<H extends Named>(
  id: string,
  on: H,
  noun: string,
  caseName: string,
  toCase: (name: string) => string,
): AnyLintRule {
  const rule = defineRule<H>({
    id,
    summary: `The name of ${/^[eo]/.test(noun) ? 'an' : 'a'} ${noun} is in ${caseName}.`,
    categories: PLACED.basicStyle,
    on,
    check({ report }, element: Hooks[H]) {
      const { name } = element.proto
      const expected = toCase(name)
      if (name === expected) return
      const message = `The name of ${noun} "${name}" is not in ${caseName}: call it "${expected}".`
      report({ element, parts: [[Tag.name]], message })
    },
  })
  // The union of all rules has this one, which TypeScript can't see while the hook is a type parameter.
  return rule as unknown as AnyLintRule
}
