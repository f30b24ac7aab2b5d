import { formBodyOf } from '#modules/forms/domain/index.ts'
import { demoForm } from './demo-data.ts'
import { formAnswers } from './form-answers.ts'
import type { PortalAnswer, PortalClient, PortalFile } from './portal-client.ts'

/** How a birth is filed on the portal, page by page. */
export const birthProcedure = '1.001193'

const owner = {
  'owner.name': 'Nguyễn Văn Minh',
  'owner.identityNumber': '025090000001',
  'owner.phone': '0912000001',
  'owner.email': 'minh@example.vn',
  'owner.address': 'Khu 3, xã Hy Cương, tỉnh Phú Thọ',
}

const birthAnswers = formBodyOf(demoForm('birth'), formAnswers.birth ?? {})

const expectRedirect = (what: string, answer: PortalAnswer): PortalAnswer => {
  if (answer.status === 303 || answer.status === 302) return answer
  const said = answer.body.replace(/<style[\s\S]*?<\/style>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  throw new Error(`${what}: ${answer.status} ${said.slice(0, 600)}`)
}

const base = (filingId: string): string => `/nop-ho-so/${birthProcedure}/${filingId}`

/** The version of the draft that the page before showed: each step keeps one. */
export const drawnFrom = (version: number): Readonly<Record<string, string>> => ({ _version: String(version) })

/** The draft with its form and files; everything but the last click. */
export const draftBirth = async (
  client: PortalClient,
  filingId: string,
  deskId: string,
  files: readonly PortalFile[],
): Promise<void> => {
  const who = { ...owner, forWhom: 'self', receivingAgencyId: deskId, returnMethod: 'electronic' }
  expectRedirect('who', await client.post(`${base(filingId)}/nguoi-nop`, who))
  expectRedirect('form', await client.post(`${base(filingId)}/thong-tin`, { ...birthAnswers, ...drawnFrom(1) }))
  expectRedirect('papers', await client.upload(`${base(filingId)}/giay-to`, drawnFrom(2), files))
}

/** The last click; answered with a redirect, the filing is acknowledged. */
export const submitBirth = async (client: PortalClient, filingId: string): Promise<void> => {
  expectRedirect('submit', await client.post(`${base(filingId)}/nop`, { declared: 'on', ...drawnFrom(3) }))
}

export const receiptPath = (filingId: string): string => `${base(filingId)}/xong`
