import { beforeAll, describe, expect, it } from 'vitest'
import { findWorkFile } from '#modules/work-files/index.ts'
import { verifyPackage } from '#platform/archive-package/verify-package.ts'
import { archiveFile, closedFileOf, issueFromWord, registeredOnPaper } from '#test/support/archived-documents.ts'
import { type IssuingScene, openIssuingScene } from '#test/support/issuing-scene.ts'
import { listArchived } from './index.ts'

let scene: IssuingScene

beforeAll(async () => {
  scene = await openIssuingScene()
})

describe('a file of official documents', () => {
  it('goes to the archive with what was issued, not the steps to it, and with paper by its description', async () => {
    const { house, clerk } = scene
    const fileId = await closedFileOf(scene, [await issueFromWord(scene), await registeredOnPaper(scene)])
    await archiveFile(scene, fileId)
    expect((await findWorkFile(house.open.database, clerk, fileId))?.state).toBe('archived')
    const keeper = await house.officer('hycuong.luutru')
    const [kept] = (await listArchived(house.open.database, keeper, 'tiếp công dân', 10, null)).lines
    const bytes = await house.deps.files.read(kept?.sha256 ?? '')
    const { faults, records } = await verifyPackage(new Blob([new Uint8Array(bytes)]))
    expect(faults).toEqual([])
    expect(records.map(({ path, description }) => [path?.slice(-4), description.description?.[0]])).toEqual([
      ['.pdf', undefined],
      [undefined, 'Bản giấy, giao kèm gói. Chưa đếm số trang.'],
    ])
  })
})
