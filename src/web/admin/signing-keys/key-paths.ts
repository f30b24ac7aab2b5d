import type { Messages } from '#web/messages/index.ts'
import type { Crumb } from '#web/ui/parts/breadcrumbs.tsx'

export const keysPath = '/quan-tri/chu-ky-so'
export const rootsPath = `${keysPath}/goc`

const kindWords = { officer: 'can-bo', agency: 'co-quan' } as const
export type HolderKind = keyof typeof kindWords

export const kindOfWord = (word: string | undefined): HolderKind | undefined =>
  word === 'can-bo' ? 'officer' : word === 'co-quan' ? 'agency' : undefined

export const enrolPath = (kind: HolderKind, id: string): string => `${keysPath}/nhap/${kindWords[kind]}/${id}`
export const endPath = (keyId: string): string => `${keysPath}/khoa/${keyId}/thoi-dung`

export const keyCrumbs = ({ admin }: Messages): readonly Crumb[] => [{ href: keysPath, text: admin.keysTitle }]
