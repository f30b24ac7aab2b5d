import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import {
  type CreateDraft,
  createDraft,
  issueDocument,
  passCheck,
  passContents,
  signOfficialDocument,
  submitDraft,
} from '#modules/official-documents/index.ts'
import type { DemoHouse } from './demo-house.ts'

/** A draft of the commune, by `hycuong.hotich`, that lies before the head of his unit, `hycuong.chanhvanphong`. */
export const submittedDraft = async (house: DemoHouse, subject: string): Promise<string> => {
  const [drafter, leader] = [await house.officer('hycuong.hotich'), await house.officer('hycuong.chutich')]
  const signer = leader.posts.find((post) => post.role === 'leader')
  const post = drafter.posts.find((one) => one.agencyId === signer?.agencyId)
  if (signer === undefined || post === undefined) throw new Error('the demonstration has no such officers')
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
  return id
}

/** An outgoing document of the commune, laid before its leader `hycuong.chutich` to be signed. */
export const awaitedDocument = async (house: DemoHouse, subject = 'Về lịch tiếp công dân'): Promise<string> => {
  const documentId = await submittedDraft(house, subject)
  const [head, clerk] = [await house.officer('hycuong.chanhvanphong'), await house.officer('hycuong.vanthu')]
  acceptedValue(await passContents(house.deps, head, { documentId, version: 1 }))
  acceptedValue(await passCheck(house.deps, clerk, { documentId, opinion: '' }))
  return documentId
}

/** An outgoing document of the commune that was signed, numbered, sealed and issued. */
export const issuedDocument = async (house: DemoHouse): Promise<{ readonly id: string; readonly code: string }> => {
  const id = await awaitedDocument(house)
  const [leader, clerk] = [await house.officer('hycuong.chutich'), await house.officer('hycuong.vanthu')]
  acceptedValue(await signOfficialDocument(house.deps, leader, { documentId: id, version: 1 }))
  return { id, ...acceptedValue(await issueDocument(house.deps, clerk, { documentId: id })) }
}
