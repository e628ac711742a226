/** What each rule means, why it matters, and an example that is run. An entry point of its own: most runs need none. */
export type { ExampleFiles, Explanation, Harmed } from './explanation.ts'
export { EXPLANATIONS } from './explanations.ts'
export { type JudgedExample, judgeExample } from './judge-example.ts'
export { KNOWN_RULES, type KnownRule } from './known-rules.ts'
