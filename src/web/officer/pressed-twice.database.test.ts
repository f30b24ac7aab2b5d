import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue, type Result } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import {
  addCompanion,
  cancelDraft,
  closeRegister,
  commentDraft,
  recordDispatch,
  sayOpinion,
} from '#modules/official-documents/index.ts'
import { AssignTask, askExtension, assignTask, reportProgress } from '#modules/tasks/index.ts'
import { openWorkFile } from '#modules/work-files/index.ts'
import { forgetDoneActs } from '#platform/database/do-once.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import { templateSamples } from '#platform/pdf/template-samples.ts'
import { type IssuingScene, openIssuingScene } from '#test/support/issuing-scene.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'

let scene: IssuingScene
let companion: Uint8Array

beforeAll(async () => {
  scene = await openIssuingScene()
  companion = await compilePdf('incoming-stamp', templateSamples['incoming-stamp'], {
    title: 'Phụ lục',
    createdAt: scene.house.deps.clock.now(),
  })
})

/** Everything that a second press could add to. */
const rows = async (): Promise<number> => {
  const answer = await sql<{ rows: number }>`
    select ((select count(*) from action_log) + (select count(*) from document_opinion) + (select count(*) from task_entry)
      + (select count(*) from task_extension) + (select count(*) from work_file) + (select count(*) from attachment)
      + (select count(*) from document_register_print))::int as rows`.execute(scene.house.deps.database)
  return answer.rows[0]?.rows ?? 0
}

type Press = (key: string | undefined) => Promise<Result<unknown, { readonly code: string }>>

const drafted = async (): Promise<string> => acceptedValue(await scene.create({}, [])).documentId

const given = async (): Promise<string> => {
  const dueAt = Temporal.Instant.from('2026-12-20T10:00:00Z')
  const command = { taskId: newId(), title: 'Rà soát hộ tịch', responsibleId: scene.clerk.officerId, dueAt }
  return acceptedValue(await assignTask(scene.house.deps, scene.leader, AssignTask.parse(command))).taskId
}

const outgoingBook = async (): Promise<string> => {
  const { id } = await scene.house.deps.database
    .selectFrom('document_register')
    .select('id')
    .where('agency_id', '=', scene.agencyId)
    .where('key', '=', 'van-ban-di')
    .executeTakeFirstOrThrow()
  return id
}

/** Each act that is of the kind that adds, what makes it possible, and how many rows one of it adds. */
const acts: readonly (readonly [string, number, () => Promise<Press>])[] = [
  [
    'a file of work is opened',
    2,
    async () => (key) =>
      openWorkFile(scene.house.deps, scene.clerk, {
        postId: scene.clerk.posts[0]?.postId ?? '',
        title: 'Lễ hội Đền Hùng',
        notation: 'VH',
        kind: 'general',
        retentionYears: 10,
        useMode: 'open',
        keyword: '',
        note: '',
        key,
      }),
  ],
  [
    'a draft is commented on',
    2,
    async () => {
      const documentId = await drafted()
      return (key) => commentDraft(scene.house.deps, scene.clerk, { documentId, body: 'Nêu rõ thời hạn.', key })
    },
  ],
  [
    'an opinion is said',
    2,
    async () => {
      const documentId = await scene.issued()
      return (key) => sayOpinion(scene.house.deps, scene.clerk, { documentId, body: 'Đã nắm.', key })
    },
  ],
  [
    'a file goes along',
    2,
    async () => {
      const documentId = await drafted()
      return (key) =>
        addCompanion(scene.house.deps, scene.clerk, { documentId, fileName: 'Phụ lục.pdf', file: companion, key })
    },
  ],
  [
    'a draft is given up',
    1,
    async () => {
      const documentId = await drafted()
      return (key) => cancelDraft(scene.house.deps, scene.clerk, { documentId, key })
    },
  ],
  [
    'a receiver is reached',
    1,
    async () => {
      const documentId = await scene.issued()
      const { id: recipientId } = await scene.house.deps.database
        .selectFrom('document_recipient')
        .select('id')
        .where('document_id', '=', documentId)
        .executeTakeFirstOrThrow()
      const told = { address: '', tracking: '', envelopes: 1, note: '', way: 'post', outcome: 'sent' } as const
      return (key) => recordDispatch(scene.house.deps, scene.clerk, { documentId, recipientId, ...told, key })
    },
  ],
  [
    'progress is told',
    2,
    async () => {
      const taskId = await given()
      return (key) => reportProgress(scene.house.deps, scene.clerk, { taskId, progress: 40, words: 'Đang làm.', key })
    },
  ],
  [
    'more time is asked for',
    3,
    async () => {
      const taskId = await given()
      const dueAt = Temporal.Instant.from('2026-12-25T10:00:00Z')
      return (key) => askExtension(scene.house.deps, scene.clerk, { taskId, dueAt, reason: 'Chờ số liệu.', key })
    },
  ],
  [
    'a book is closed',
    2,
    async () => {
      await scene.issued()
      const registerId = await outgoingBook()
      scene.house.setClock('2026-10-01T02:00:00Z')
      const month = { registerId, from: '2026-09-01', until: '2026-09-30', form: 'register' } as const
      return (key) => closeRegister(scene.house.deps, scene.clerk, { ...month, key })
    },
  ],
]

describe('pressed twice', () => {
  it.each(acts)('%s once, and answered alike', async (_, adds, prepare) => {
    const press = await prepare()
    const [key, before] = [newId(), await rows()]
    const [first, second] = await Promise.all([press(key), press(key)])
    acceptedValue(first)
    expect(second).toEqual(first)
    expect((await rows()) - before).toBe(adds)
    expect(await press(key)).toEqual(first)
    expect((await rows()) - before).toBe(adds)
  })

  it('after a refusal it is done when it is corrected', async () => {
    const [documentId, key] = [await drafted(), newId()]
    const refused = await addCompanion(scene.house.deps, scene.clerk, {
      documentId,
      fileName: 'Phụ lục.pdf',
      file: Buffer.from('không phải PDF'),
      key,
    })
    expect(refused.ok).toBe(false)
    const before = await rows()
    const file = { documentId, fileName: 'Phụ lục.pdf', file: companion, key }
    acceptedValue(await addCompanion(scene.house.deps, scene.clerk, file))
    expect((await rows()) - before).toBe(2)
  })

  it('with other words under the same key it is done anew, never told as done', async () => {
    const { deps } = scene.house
    const [documentId, taskId, key, before] = [await drafted(), await given(), newId(), await rows()]
    for (const body of ['Nêu thời hạn.', 'Nêu rõ thời hạn.', 'Nêu thời hạn.'])
      acceptedValue(await commentDraft(deps, scene.clerk, { documentId, body, key }))
    const sizes = []
    for (const file of [companion, Buffer.concat([companion, Buffer.from('\n')]), companion]) {
      acceptedValue(await addCompanion(deps, scene.clerk, { documentId, fileName: 'Phụ lục.pdf', file, key }))
      sizes.push((await rows()) - before)
    }
    expect(sizes).toEqual([6, 8, 8])
    for (const words of ['Đang làm.', 'Gần xong.', 'Gần xong.'])
      acceptedValue(await reportProgress(deps, scene.clerk, { taskId, progress: 40, words, key }))
    expect((await rows()) - before).toBe(8 + 4)
  })

  it('by two people, or for two acts, it is done for each', async () => {
    const [documentId, key, before] = [await scene.issued(), newId(), await rows()]
    for (const actor of [scene.clerk, scene.leader])
      acceptedValue(await commentDraft(scene.house.deps, actor, { documentId, body: 'Đồng ý.', key }))
    acceptedValue(await sayOpinion(scene.house.deps, scene.clerk, { documentId, body: 'Đồng ý.', key }))
    expect((await rows()) - before).toBe(6)
  })

  it('keys are forgotten after a month', async () => {
    const { database } = scene.house.deps
    await sql`update done_act set done_at = now() - interval '31 days' where act = 'document.comment'`.execute(database)
    await forgetDoneActs(database)
    const left = await database.selectFrom('done_act').select('act').distinct().execute()
    expect(left.length).toBeGreaterThan(0)
    expect(left.map(({ act }) => act)).not.toContain('document.comment')
  })

  it('the forms of pages carry a key, another each time', async () => {
    const visitor = await officerBrowser(scene.house, serveDemoHouse(scene.house), 'hycuong.vanthu')
    const [task, draft] = [await given(), await drafted()]
    const keysOn = async (path: string): Promise<readonly string[]> =>
      [...(await visitor.get(path)).body.matchAll(/name="_key" value="([0-9a-f-]{36})"/g)].map(([, key = '']) => key)
    for (const path of [`/can-bo/nhiem-vu/${task}`, `/can-bo/van-ban-di/${draft}`, '/can-bo/ho-so-cong-viec/mo']) {
      const keys = [...(await keysOn(path)), ...(await keysOn(path))]
      expect([path, keys.length > 1, new Set(keys).size]).toEqual([path, true, keys.length])
    }
    const path = `/can-bo/nhiem-vu/${task}`
    const [, key = ''] =
      /action="[^"]*\/tien-do".*?name="_key" value="([^"]+)"/s.exec((await visitor.get(path)).body) ?? []
    const before = await rows()
    for (const _ of [1, 2]) {
      const done = await visitor.post(`${path}/tien-do`, { 'phan-tram': '50', 'noi-dung': 'Xong một nửa', _key: key })
      expect([done.statusCode, done.headers.location]).toEqual([303, path])
    }
    expect((await rows()) - before).toBe(2)
  })
})
