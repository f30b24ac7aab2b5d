import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sqlFolder } from '#test/support/database.ts'
import { openDemoHouse } from '#test/support/demo-house.ts'
import { liveDemoDocuments } from './lived-documents.ts'

const demoData = join(sqlFolder, 'demo-data')

it('lets the registries live through their last weeks, once, and says nothing of what is secret', {
  timeout: 240_000,
}, async () => {
  const { open, deps: present } = await openDemoHouse()
  // Its keys begin now: the weeks are lived after that.
  const deps = { ...present, clock: { now: () => present.clock.now().add({ hours: 60 * 24 }) } }
  const files = {
    file: join(demoData, 'incoming-documents.json'),
    outgoingFile: join(demoData, 'outgoing-documents.json'),
  }
  expect(await liveDemoDocuments(open, deps, files)).toBeGreaterThan(100)
  const said = open.database
    .selectFrom('document_opinion as o')
    .innerJoin('official_document as d', 'd.id', 'o.document_id')
    .select(['o.body', 'd.secrecy'])
    .where('d.secrecy', '>', 0)
  expect(new Set((await said.execute()).map(({ body }) => body))).toEqual(new Set(['']))
  const rights = await open.database.selectFrom('signing_mandate').select('capacity').distinct().execute()
  expect(rights.map(({ capacity }) => capacity).sort()).toEqual(['KT', 'TL', 'TUQ'])
  expect(await liveDemoDocuments(open, deps, files)).toBeNull()
})
