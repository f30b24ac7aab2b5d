import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { localDate, Temporal } from '#kernel/time.ts'
import type { HeldPost, OfficerActor } from '#modules/identity/domain/index.ts'
import { recordSetting } from '#platform/settings/settings.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import type { DraftHead } from '../../domain/drafting/draft-head.ts'
import { unitHeadLooksKey } from '../../domain/drafting/unit-head.ts'
import { noFields } from '../../domain/index.ts'
import { listOutgoing } from '../../queries/outgoing.ts'
import { findUnitHeadWord } from '../../queries/unit-heads.ts'
import { createDraft, saveDraft } from './draft-document.ts'
import { passCheck, passContents, sendBackDraft, submitDraft, withdrawDraft } from './submit-draft.ts'

let house: DemoHouse
let [drafter, head, leader, clerk, otherHead] = [] as unknown as readonly OfficerActor[] as OfficerActor[]
let agencyId: string

const postOf = (actor: OfficerActor | undefined): HeldPost => {
  const post = actor?.posts.find((one) => one.agencyId === agencyId)
  if (post === undefined) throw new Error('he holds no post there')
  return post
}

const headOf = (changed: Partial<DraftHead> = {}): DraftHead => ({
  ...{ typeCode: 'TB', subject: 'Về lịch trực', addressees: [], unitNotation: 'VP', decider: '', authority: 'TM' },
  recipients: [{ name: 'Các thôn', agencyId: null, purpose: 'to-know', channel: 'paper' }],
  ...{ signerPostId: postOf(leader).postId, urgency: 0, circulation: '', drafterMark: '', copies: null },
  ...{ contact: [], secretary: '', ...changed },
})
const content = 'Ủy ban nhân dân xã thông báo lịch trực như sau:\n1. Mỗi ngày hai công chức./.'

const drafted = async (by = drafter, changed: Partial<DraftHead> = {}): Promise<string> => {
  const command = { id: newId(), postId: postOf(by).postId, head: headOf(changed), content, links: [] }
  return acceptedValue(await createDraft(house.deps, by as OfficerActor, command)).documentId
}

const submit = (documentId: string, by = drafter, agreeing: string[] = []) =>
  submitDraft(house.deps, by as OfficerActor, { documentId, version: 1, agreeing, agreement: 'together' })

const submitted = async (by = drafter, changed: Partial<DraftHead> = {}): Promise<string> => {
  const documentId = await drafted(by, changed)
  acceptedValue(await submit(documentId, by))
  return documentId
}

const approve = (documentId: string, by: OfficerActor | undefined, version = 1) =>
  passContents(house.deps, by as OfficerActor, { documentId, version })

const openDeeds = async (documentId: string): Promise<readonly string[]> => {
  const rows = await house.deps.database
    .selectFrom('work_item')
    .select('deed')
    .where('subject_id', '=', documentId)
    .where('state', '=', 'open')
    .execute()
  return rows.map((row) => row.deed)
}

const linesOf = (actor: OfficerActor | undefined, scope: 'waiting' | 'drafting') => {
  const asked = { scope, words: '', fields: noFields, state: null, after: null, limit: 50 } as const
  return listOutgoing(house.deps.database, actor as OfficerActor, house.deps.clock.now(), asked)
}

const waitsFor = async (actor: OfficerActor | undefined): Promise<readonly string[]> =>
  (await linesOf(actor, 'waiting')).map((row) => row.id)

/** What the drafter's own list says is to be done next. */
const stepOf = async (documentId: string) =>
  (await linesOf(drafter, 'drafting')).find((row) => row.id === documentId)?.step

/** The same officer with a post of the unit's head: his own, or held for the head. */
const seated = (actor: OfficerActor | undefined, changed: Partial<HeldPost>): OfficerActor => ({
  ...(actor as OfficerActor),
  posts: [...(actor?.posts ?? []), { ...postOf(head), ...changed }],
})

const sitAs = async (actor: OfficerActor | undefined, title: string): Promise<OfficerActor> => {
  const { database, clock } = house.deps
  const { unitId, role } = postOf(head)
  const postId = newId()
  await database.insertInto('post').values({ id: postId, agency_id: agencyId, unit_id: unitId, role, title }).execute()
  await database
    .insertInto('post_holding')
    .values({
      id: newId(),
      post_id: postId,
      officer_id: actor?.officerId ?? '',
      in_force: `[${localDate(clock.now()).toString()},)`,
    })
    .execute()
  return seated(actor, { postId, title })
}

beforeAll(async () => {
  house = await openDemoHouse()
  drafter = await house.officer('hycuong.hotich')
  head = await house.officer('hycuong.chanhvanphong')
  leader = await house.officer('hycuong.chutich')
  clerk = await house.officer('hycuong.vanthu')
  otherHead = await house.officer('hycuong.truongkinhte')
  agencyId = leader.posts[0]?.agencyId ?? ''
})

afterEach(async () => {
  const { database } = house.deps
  await database
    .deleteFrom('setting')
    .where('scope_kind', '=', 'agency')
    .where('key', '=', unitHeadLooksKey.key)
    .execute()
})

const decided = (value: boolean, from: string) =>
  house.deps.database.transaction().execute((tx) =>
    recordSetting(tx as Parameters<typeof recordSetting>[0], {
      ...{ key: unitHeadLooksKey.key, scopeKind: 'agency', scopeId: agencyId, value },
      ...{ from: Temporal.PlainDate.from(from), legalSource: 'ND-30-2020', certainty: 'decided', decidedBy: 'Xã' },
    }),
  )

describe('a draft of a unit', () => {
  it('lies before its head first, and with his one word before the clerk', async () => {
    const documentId = await drafted()
    expect(acceptedValue(await submit(documentId))).toEqual({ liesWith: 'unit-head' })
    expect(await openDeeds(documentId)).toEqual(['approve'])
    expect(await stepOf(documentId)).toBe('approve')
    expect(await waitsFor(head)).toContain(documentId)
    expect(await waitsFor(otherHead)).not.toContain(documentId)
    expect(await passCheck(house.deps, clerk as OfficerActor, { documentId, opinion: '' })).toMatchObject({ ok: false })
    for (const other of [drafter, otherHead, leader, clerk])
      expect(await approve(documentId, other)).toMatchObject({ ok: false })
    acceptedValue(await approve(documentId, head))
    expect(await openDeeds(documentId)).toEqual(['check'])
    expect(await approve(documentId, head)).toMatchObject({ refusal: { code: 'document.work-done-already' } })
    expect(await findUnitHeadWord(house.deps.database, documentId)).toMatchObject({
      ...{ name: head?.fullName, title: 'Chánh Văn phòng', byDelegation: false },
    })
  })

  it('is approved once however often he presses', async () => {
    const documentId = await submitted()
    const pressed = await Promise.all([approve(documentId, head), approve(documentId, head)])
    expect(pressed.filter((one) => one.ok)).toHaveLength(1)
    expect(await openDeeds(documentId)).toEqual(['check'])
  })

  it('is sent back by its head with a reason; changed, it needs his word on the wording he has read', async () => {
    const documentId = await submitted()
    expect(await sendBackDraft(house.deps, head as OfficerActor, { documentId, reason: '' })).toMatchObject({
      refusal: { code: 'document.reason-missing' },
    })
    acceptedValue(await approve(documentId, head))
    acceptedValue(await sendBackDraft(house.deps, clerk as OfficerActor, { documentId, reason: 'Thiếu ngày.' }))
    const change = { documentId, baseVersion: 1, head: headOf(), content: `${content}\nThêm.`, isAutosave: false }
    acceptedValue(await saveDraft(house.deps, drafter as OfficerActor, change))
    const again = { documentId, version: 2, agreeing: [], agreement: 'together' } as const
    acceptedValue(await submitDraft(house.deps, drafter as OfficerActor, { ...again, agreeing: [] }))
    expect(await findUnitHeadWord(house.deps.database, documentId)).toBeNull()
    expect(await approve(documentId, head, 1)).toMatchObject({ refusal: { code: 'draft.changed', version: 2 } })
    acceptedValue(await sendBackDraft(house.deps, head as OfficerActor, { documentId, reason: 'Sửa ngày.' }))
    expect(await openDeeds(documentId)).toEqual(['draft'])
    expect(await stepOf(documentId)).toBe('draft-again')
  })

  it('withdrawn from its head comes back to its drafter', async () => {
    const documentId = await submitted()
    acceptedValue(await withdrawDraft(house.deps, drafter as OfficerActor, { documentId }))
    expect(await openDeeds(documentId)).toEqual(['draft'])
    expect(await waitsFor(head)).not.toContain(documentId)
    expect(await stepOf(documentId)).toBe('draft')
  })

  it('asks its head once, though he is chosen among those whose agreement is asked', async () => {
    const documentId = await drafted()
    acceptedValue(await submit(documentId, drafter, [head?.officerId ?? '', otherHead?.officerId ?? '']))
    acceptedValue(await approve(documentId, head))
    expect(await openDeeds(documentId)).toEqual(['agree'])
  })
})

describe('nobody looks before', () => {
  it('where the head drafts', async () => {
    expect(await openDeeds(await submitted(head))).toEqual(['check'])
  })
  it('where the head puts initials, or signs by order', async () => {
    const initials = [{ postId: postOf(head).postId, place: 'text' as const }]
    const signing = { initials, coSigners: [], needed: null, turn: 'others-first' as const }
    expect(await openDeeds(await submitted(drafter, { signing }))).toEqual(['check'])
  })
  it('where the drafter belongs to a unit without a head, or leads the agency', async () => {
    expect(await openDeeds(await submitted(clerk))).toEqual(['check'])
    expect(await openDeeds(await submitted(leader))).toEqual(['check'])
  })
  it('where the agency decided so, from the day on for which it did', async () => {
    const { clock } = house.deps
    const tomorrow = localDate(clock.now()).add({ days: 1 }).toString()
    await decided(false, tomorrow)
    const documentId = await submitted()
    expect(await openDeeds(documentId)).toEqual(['approve'])
    house.setClock(clock.now().add({ hours: 24 }).toString())
    // What lies before him stays there; what is submitted from that day on does not.
    expect(await openDeeds(documentId)).toEqual(['approve'])
    expect(await openDeeds(await submitted())).toEqual(['check'])
    acceptedValue(await approve(documentId, head))
  })
})

describe('somebody stands in for the head', () => {
  it('by delegation: his word counts, and tells for whom it was given', async () => {
    const documentId = await submitted()
    acceptedValue(await approve(documentId, seated(otherHead, { isDelegated: true })))
    expect(await findUnitHeadWord(house.deps.database, documentId)).toMatchObject({ byDelegation: true })
  })
  it('the drafter himself, who then answers for it', async () => {
    expect(await openDeeds(await submitted(seated(drafter, { isDelegated: true })))).toEqual(['check'])
  })
  it('a deputy, but never for what he drafted himself', async () => {
    const deputy = await sitAs(drafter, 'Phó Chánh Văn phòng')
    const own = await submitted(deputy)
    expect(await waitsFor(deputy)).not.toContain(own)
    expect(await approve(own, deputy)).toMatchObject({ ok: false })
    acceptedValue(await approve(own, head))
    const deed = await submitted(drafter)
    expect(await approve(deed, deputy)).toMatchObject({ refusal: { code: 'draft.contents-passed-by-drafter' } })
    const colleague = await sitAs(otherHead, 'Phó Chánh Văn phòng')
    acceptedValue(await approve(deed, colleague))
  })
})

describe('a clerk who drafts', () => {
  it('leaves the check of its form to another clerk, where one is there', async () => {
    const documentId = await submitted(clerk)
    const { database, clock } = house.deps
    await database
      .insertInto('post_holding')
      .values({
        id: newId(),
        post_id: postOf(clerk).postId,
        officer_id: otherHead?.officerId ?? '',
        in_force: `[${localDate(clock.now()).toString()},)`,
      })
      .execute()
    expect(await passCheck(house.deps, clerk as OfficerActor, { documentId, opinion: '' })).toMatchObject({
      refusal: { code: 'draft.checked-by-drafter' },
    })
    const second = { ...(otherHead as OfficerActor), posts: [...(otherHead?.posts ?? []), postOf(clerk)] }
    acceptedValue(await passCheck(house.deps, second, { documentId, opinion: '' }))
  })
})
