import { sealSubject } from '#modules/official-documents/index.ts'
import type { FormTarget } from '#web/ui/form/form.tsx'

export const desktopPath = '/can-bo/ky-tren-may'
export const desktopNames = { kind: 'loai', subject: 'van-ban', version: 'phien-ban', file: 'tep' } as const

/** What is handed out from its page: documents that a leader signs on his own machine, and those that a clerk seals there. */
export const desktopKinds = ['outcome', 'official-document', sealSubject] as const
export type DesktopKind = (typeof desktopKinds)[number]

/** Addresses that the tool is told; the word in them stands for the session that it has not. */
export const desktopDoors = {
  file: (id: string, ticket: string): string => `/ky-tren-may/${id}/${ticket}/van-ban.pdf`,
  upload: (id: string, ticket: string): string => `/ky-tren-may/${id}/${ticket}/nop`,
} as const

/** Hands a document to the tool on the signer's own machine. */
export const desktopTarget = (csrf: string, kind: DesktopKind, id: string, version: number): FormTarget => ({
  action: desktopPath,
  csrf,
  hidden: { [desktopNames.kind]: kind, [desktopNames.subject]: id, [desktopNames.version]: String(version) },
})
