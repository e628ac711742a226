import type { Image } from '@wireproof/compiler'
import type { Finding } from '../finding.ts'
import { fingerprint } from '../fingerprint.ts'
import type { AnyRule, HookName, Hooks, Report } from '../rule.ts'
import { RULES_WITH_CHECKS } from '../rules/index.ts'
import type { FieldElement } from '../schema/element.ts'
import { SchemaIndex } from '../schema/schema-index.ts'
import { walk } from '../walk.ts'
import { restoreDeclaration } from './declaration-fixes.ts'
import { Draft, type FixManner, type TextOf } from './draft.ts'
import { restoreField } from './field-fixes.ts'
import type { Fix } from './fix.ts'
import { createRestorer, type Restorer } from './restorer.ts'
import { RULE_FIXES } from './rule-fixes.ts'
import type { TextEdit } from './text-edit.ts'

/** Where the texts are, and how what is restored is written. */
export interface ProposeOptions {
  /** Text by import path; undefined where it is not at hand. */
  readonly prevText: TextOf
  /** As `prevText`, and undefined also for files that are not to be edited. */
  readonly nextText: TextOf
  /** `plain` when left out. */
  readonly manner?: FixManner
}

/**
 * What to do about each finding of `diff(prev, next, …)`: edits of the files of `next` where a machine can. Several
 * findings can share edits, and edits of two findings can overlap: `mergeEdits` makes one list of them. Whether the
 * result compiles and checks clean is for the caller to try, as `fixSources` does.
 */
export function proposeFixes(
  prev: Image,
  next: Image,
  findings: readonly Finding[],
  { prevText, nextText, manner = 'plain' }: ProposeOptions,
): ReadonlyMap<Finding, Fix> {
  const sides = [new SchemaIndex('prev', prev), new SchemaIndex('next', next)] as const
  const draft = new Draft(...sides, { prevText, nextText, manner })
  const restorer = createRestorer(draft)
  const open = new Map<string, Finding[]>()
  for (const finding of findings) {
    const known = open.get(finding.fingerprint)
    if (known === undefined) open.set(finding.fingerprint, [finding])
    else known.push(finding)
  }
  const planned = new Map<Finding, Plan>()
  const wanted = new Set(findings.map(({ rule }) => rule))
  const rules = RULES_WITH_CHECKS.filter(({ id }) => wanted.has(id))
  walk(...sides, (hook, ...pair) => {
    for (const rule of rules) {
      if (rule.on !== hook) continue
      for (const { symbol, nature } of reportsOf(rule, pair)) {
        for (const finding of open.get(fingerprint(rule.id, symbol, nature)) ?? []) {
          if (!planned.has(finding)) planned.set(finding, planFor(restorer, rule.id, symbol, pair))
        }
      }
    }
    if (hook === 'fieldPair') planExact(restorer, findings, planned, pair as Hooks['fieldPair'])
  })
  return new Map(findings.map((finding) => [finding, fixOf(draft, finding, planned.get(finding))]))
}

interface Plan {
  readonly summary: string
  /** Steps of the draft; undefined when only a person can do it. */
  readonly steps: ReadonlySet<string> | undefined
}

type Pair = Hooks[HookName]

function reportsOf(rule: AnyRule, pair: Pair): Report[] {
  const reports: Report[] = []
  const check = rule.check as (report: (report: Report) => void, ...pair: Pair) => void
  check((report) => reports.push(report), ...pair)
  return reports
}

function planFor(restorer: Restorer, rule: string, symbol: string, pair: Pair): Plan {
  const row = RULE_FIXES[rule]
  if (row === undefined) throw new Error(`there is no fix for ${rule}`)
  const plan = row.plan as (restorer: Restorer, symbol: string, ...pair: Pair) => boolean
  return planned(restorer, row.summary, () => plan(restorer, symbol, ...pair))
}

/** Plans with all that the restored text needs besides. */
function planned(restorer: Restorer, summary: string, plan: () => boolean): Plan {
  const { draft } = restorer
  const steps = draft.plan(() => {
    const isPlanned = plan()
    let isComplete = true
    for (let type = draft.takeNeeded(); type !== undefined; type = draft.takeNeeded()) {
      isComplete = restoreDeclaration(restorer, type) && isComplete
    }
    return isPlanned && isComplete
  })
  return { summary, steps }
}

/** Findings of exact reading about a field: it is put back. What an enum or a reader knows is for people to decide. */
function planExact(
  restorer: Restorer,
  findings: readonly Finding[],
  plans: Map<Finding, Plan>,
  [prev, next]: readonly [FieldElement, FieldElement],
): void {
  for (const finding of findings) {
    if (!/^FIELD_WIRE_(JSON_)?EXACT_/.test(finding.rule) || plans.has(finding)) continue
    if (finding.symbol !== prev.fullName || /_(ENUM_VALUES|KNOWN_KEY)$/.test(finding.rule)) continue
    plans.set(
      finding,
      planned(restorer, 'Put the field back as it was', () => restoreField(restorer, prev, next)),
    )
  }
}

function fixOf(draft: Draft, finding: Finding, plan: Plan | undefined): Fix {
  const edits = [...(plan?.steps ?? [])].flatMap((step): readonly TextEdit[] => draft.editsOf(step))
  if (plan !== undefined && edits.length > 0) return { summary: plan.summary, edits }
  return {
    summary: finding.message.slice(finding.message.lastIndexOf('. ', finding.message.length - 2) + 2),
    edits: [],
  }
}
