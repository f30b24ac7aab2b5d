import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { WorkFileRefusal } from '../domain/index.ts'
import { updateWorkFile } from '../store/work-files.ts'
import { FilingRuleTyped, readRule } from './filing-rule-typed.ts'
import { onWorkFile, recordFileDeed, type WorkFileDeps } from './on-work-file.ts'

export const SetFilingRule = z.object({ fileId: z.string(), rule: FilingRuleTyped })
export type SetFilingRule = z.infer<typeof SetFilingRule>

/** By which documents fall into an open file from now on; nothing inside changes. */
export const setFilingRule = (
  deps: WorkFileDeps,
  actor: OfficerActor,
  command: SetFilingRule,
): Promise<Result<null, WorkFileRefusal>> =>
  onWorkFile(deps, actor, command.fileId, async (scene) => {
    const { tx, now, file } = scene
    if (file.state !== 'open') return refuse({ code: 'work-file.not-open' })
    const rule = readRule(command.rule)
    if (rule === null) return refuse({ code: 'work-file.rule-types-unknown' })
    await updateWorkFile(tx, file.id, {
      rule_types: [...rule.types],
      rule_author: rule.author,
      rule_words: rule.words,
      updated_at: now,
    })
    await recordFileDeed(scene, actor, 'work-file.rule-set', { types: rule.types })
    return accept(null)
  })
