import type { FormTarget } from '#web/ui/form/form.tsx'

export const desktopPath = '/can-bo/ky-tren-may'
export const desktopNames = { kind: 'loai', subject: 'van-ban', version: 'phien-ban', file: 'tep' } as const

/** Kinds of documents that a leader signs on his own machine. */
export const desktopKinds = ['outcome', 'official-document'] as const
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
