import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import {
  type CreateDraft,
  createDraft,
  issueDocument,
  passCheck,
  signOfficialDocument,
  submitDraft,
} from '#modules/official-documents/index.ts'
import type { DemoHouse } from './demo-house.ts'

/** An outgoing document of the commune, laid before its leader `hycuong.chutich` to be signed. */
export const awaitedDocument = async (house: DemoHouse, subject = 'Về lịch tiếp công dân'): Promise<string> => {
  const [drafter, leader, clerk] = await Promise.all(
    ['hycuong.hotich', 'hycuong.chutich', 'hycuong.vanthu'].map((login) => house.officer(login)),
  )
  const signer = leader?.posts.find((post) => post.role === 'leader')
  const post = drafter?.posts.find((one) => one.agencyId === signer?.agencyId)
  if (drafter === undefined || clerk === undefined || signer === undefined || post === undefined)
    throw new Error('the demonstration has no such officers')
  const id = newId()
  const head: CreateDraft['head'] = {
    typeCode: 'TB',
    subject,
    addressees: [],
    recipients: [{ name: 'Các thôn', agencyId: null, purpose: 'to-know', channel: 'paper' }],
    unitNotation: 'VP',
    decider: '',
    signerPostId: signer.postId,
    authority: 'TM',
    urgency: 0,
    circulation: '',
    drafterMark: '',
    copies: null,
    contact: [],
    secretary: '',
  }
  const content = 'Ủy ban nhân dân xã thông báo:\n1. Thứ Năm hằng tuần.\n2. Tại trụ sở./.'
  acceptedValue(await createDraft(house.deps, drafter, { id, postId: post.postId, head, content, links: [] }))
  const submission = { documentId: id, version: 1, agreeing: [] }
  acceptedValue(await submitDraft(house.deps, drafter, { ...submission, agreement: 'together' }))
  acceptedValue(await passCheck(house.deps, clerk, { documentId: id, opinion: '' }))
  return id
}

/** An outgoing document of the commune that was signed, numbered, sealed and issued. */
export const issuedDocument = async (house: DemoHouse): Promise<{ readonly id: string; readonly code: string }> => {
  const id = await awaitedDocument(house)
  const [leader, clerk] = [await house.officer('hycuong.chutich'), await house.officer('hycuong.vanthu')]
  acceptedValue(await signOfficialDocument(house.deps, leader, { documentId: id, version: 1 }))
  return { id, ...acceptedValue(await issueDocument(house.deps, clerk, { documentId: id })) }
}
