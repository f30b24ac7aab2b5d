import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { findAgencyByCode } from '#modules/agencies/index.ts'
import { findingGrades, measures } from '#modules/quality/domain/index.ts'
import {
  addFinding,
  agreeToAuditPlan,
  answerFinding,
  draftProcess,
  enactProcess,
  holdAudit,
  planAudit,
  setObjective,
} from '#modules/quality/index.ts'
import type { TaskStage } from './lived-tasks.ts'

const LivedQuality = z.strictObject({
  agency: z.string(),
  keeper: z.string(),
  leader: z.string(),
  objectives: z.array(z.strictObject({ measure: z.enum(measures), target: z.int() })),
  processes: z.array(
    z.strictObject({
      code: z.string(),
      title: z.string(),
      procedureCode: z.string(),
      purpose: z.string(),
      steps: z.array(z.string()),
    }),
  ),
  audit: z.strictObject({
    title: z.string(),
    criteria: z.string(),
    summary: z.string(),
    /** The head of the unit that answers. */
    head: z.string(),
    findings: z.array(
      z.strictObject({
        grade: z.enum(findingGrades),
        clause: z.string(),
        body: z.string(),
        cause: z.string(),
        correction: z.string(),
      }),
    ),
  }),
})
type LivedQuality = z.infer<typeof LivedQuality>

export const readLivedQuality = async (folder: string): Promise<readonly LivedQuality[]> => {
  const path = join(folder, 'lived', 'quality.json')
  return existsSync(path) ? z.array(LivedQuality).parse(JSON.parse(await readFile(path, 'utf8'))) : []
}

const liveAudit = async (stage: TaskStage, lived: LivedQuality, agencyId: string): Promise<void> => {
  const { deps } = stage
  const [keeper, leader, head] = [
    await stage.officer(lived.keeper),
    await stage.officer(lived.leader),
    await stage.officer(lived.audit.head),
  ]
  const today = localDate(stage.time.end)
  const unitId = head.posts.find((post) => post.role === 'unit-head' && post.agencyId === agencyId)?.unitId
  const leadPostId = keeper.posts[0]?.postId
  if (unitId === undefined || unitId === null || leadPostId === undefined)
    throw new Error('an audit of the demonstration lacks its people')
  const { title, criteria, summary, findings } = lived.audit
  const auditId = newId()
  acceptedValue(
    await planAudit(deps, keeper, {
      id: auditId,
      agencyId,
      title,
      criteria,
      unitId,
      leadPostId,
      team: '',
      plannedOn: today,
    }),
  )
  acceptedValue(await agreeToAuditPlan(deps, leader, { agencyId, year: today.year }))
  acceptedValue(await holdAudit(deps, keeper, { auditId, heldOn: today, summary }))
  for (const { cause, correction, ...found } of findings) {
    const id = newId()
    const finding = { id, auditId, ...found, processId: null, unitId, dueOn: today.add({ days: 14 }) }
    acceptedValue(await addFinding(deps, keeper, finding))
    if (cause !== '')
      acceptedValue(await answerFinding(deps, head, { findingId: id, cause, correction, prevention: '' }))
  }
}

/** Lets the quality systems of some agencies come to be through the use cases. Returns how many processes. */
export const liveQuality = async (stage: TaskStage, all: readonly LivedQuality[]): Promise<number> => {
  let processes = 0
  for (const lived of all) {
    stage.setClock(stage.time.end)
    const agency = await findAgencyByCode(stage.deps.database, lived.agency)
    if (agency === null) throw new Error(`there is no agency ${lived.agency}`)
    const [keeper, leader] = [await stage.officer(lived.keeper), await stage.officer(lived.leader)]
    const from = localDate(stage.time.end)
    for (const { steps, ...said } of lived.processes) {
      const draft = {
        agencyId: agency.id,
        ...said,
        steps: steps.join('\n'),
        scope: '',
        basis: '',
        records: '',
        changeNote: '',
      }
      const processId = acceptedValue(await draftProcess(stage.deps, keeper, draft))
      acceptedValue(await enactProcess(stage.deps, leader, { processId, from }))
      processes += 1
    }
    for (const { measure, target } of lived.objectives)
      acceptedValue(await setObjective(stage.deps, keeper, { agencyId: agency.id, measure, procedureCode: '', target }))
    await liveAudit(stage, lived, agency.id)
  }
  return processes
}
