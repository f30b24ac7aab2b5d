import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import type { HeldPost, OfficerActor } from '#modules/identity/domain/index.ts'
import type { DraftHead } from '#modules/official-documents/domain/index.ts'
import {
  type CreateDraft,
  createDraft,
  issueDocument,
  type OutgoingDeps,
  passCheck,
  signOfficialDocument,
  submitDraft,
} from '#modules/official-documents/index.ts'
import { openDemoHouse } from './demo-house.ts'

type Links = CreateDraft['links']
type Recipient = DraftHead['recipients'][number]

type People = { readonly clerk: OfficerActor; readonly leader: OfficerActor; readonly receiver: OfficerActor }

const postOf = ({ posts }: OfficerActor): HeldPost => {
  const [first] = posts
  if (first === undefined) throw new Error('no post')
  return first
}

/** What the people of an agency do until a document is issued. */
export const issuingDeeds = (deps: OutgoingDeps, { clerk, leader, receiver }: People) => {
  const { agencyId } = postOf(clerk)
  const receiverId = postOf(receiver).agencyId
  const inside: Recipient = {
    name: 'Sở Xây dựng',
    agencyId: receiverId,
    purpose: 'to-act',
    channel: 'electronic',
  }
  const headOf = (changed: Partial<DraftHead>): DraftHead => ({
    typeCode: 'TB',
    subject: 'Về lịch tiếp công dân',
    addressees: [],
    recipients: [{ name: 'Các thôn', agencyId: null, purpose: 'to-know', channel: 'paper' }],
    unitNotation: 'VP',
    decider: '',
    signerPostId: postOf(leader).postId,
    authority: 'TM',
    urgency: 0,
    circulation: '',
    drafterMark: '',
    copies: null,
    contact: [],
    secretary: '',
    ...changed,
  })
  const create = (changed: Partial<DraftHead>, links: Links, id = newId()) =>
    createDraft(deps, clerk, {
      id,
      postId: postOf(clerk).postId,
      head: headOf(changed),
      content: 'Ủy ban nhân dân xã thông báo:\n1. Thứ Năm hằng tuần.\n2. Tại trụ sở./.',
      links: [...links],
    })
  /** A document that waits for its number. */
  const signed = async (changed: Partial<DraftHead> = {}, links: Links = []): Promise<string> => {
    const { documentId } = acceptedValue(await create(changed, links))
    acceptedValue(await submitDraft(deps, clerk, { documentId, version: 1, agreeing: [], agreement: 'together' }))
    acceptedValue(await passCheck(deps, clerk, { documentId, opinion: '' }))
    acceptedValue(await signOfficialDocument(deps, leader, { documentId, version: 1 }))
    return documentId
  }
  const issued = async (changed: Partial<DraftHead> = {}, links: Links = []): Promise<string> => {
    const documentId = await signed(changed, links)
    acceptedValue(await issueDocument(deps, clerk, { documentId }))
    return documentId
  }
  return { agencyId, receiverId, inside, create, signed, issued }
}

/** A commune of the demonstration that issues documents, and a department of the province that receives them. */
export const openIssuingScene = async () => {
  const house = await openDemoHouse()
  const people = {
    clerk: await house.officer('hycuong.vanthu'),
    leader: await house.officer('hycuong.chutich'),
    receiver: await house.officer('sxd.vanthu'),
  }
  return { house, ...people, ...issuingDeeds(house.deps, people) }
}
export type IssuingScene = Awaited<ReturnType<typeof openIssuingScene>>
