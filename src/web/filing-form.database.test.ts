import type { FastifyInstance } from 'fastify'
import { beforeAll, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { FilingDraft } from '#modules/dossiers/domain/index.ts'
import { saveDraft } from '#modules/dossiers/index.ts'
import { openApi, withSession } from '#test/support/api-caller.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'

let house: DemoHouse
let app: FastifyInstance

beforeAll(async () => {
  house = await openDemoHouse()
  app = openApi(house)
})

it('keeps the page with all that was typed when one answer is longer than a draft may hold', async () => {
  const filingId = newId()
  const draft = FilingDraft.parse({ procedureCode: '1.001193' })
  await saveDraft(house.deps, await house.citizen('minh'), { filingId, version: 0, page: null, step: 'form', draft })
  const path = `/nop-ho-so/1.001193/${filingId}/thong-tin`
  const citizen = await withSession(app, house, 'minh')
  const csrf = /name="_csrf" value="([^"]+)"/.exec((await citizen.get(path)).body)?.[1] ?? ''
  const typed = new URLSearchParams([
    ['_csrf', csrf],
    ['_version', '1'],
    ['child.fullName', 'Ơ'.repeat(30_000)],
    ['child.birthPlace', 'Trạm y tế xã Hy Cương'],
  ])
  const answer = await citizen.postRaw(path, typed.toString(), 'application/x-www-form-urlencoded')
  expect(answer.statusCode).toBe(422)
  expect(answer.body).toContain('value="Trạm y tế xã Hy Cương"')
  expect(answer.body).toContain('“Họ, chữ đệm, tên” quá dài')
})
