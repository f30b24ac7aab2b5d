import { readFileSync } from 'node:fs'
import { installedPath } from '#platform/installed-path.ts'
import type { Locale } from '#web/messages/index.ts'
import type { GuideView } from '#web/ui/parts/guide-text.tsx'
import { parseGuide } from './guide.ts'

export const guideNames = ['citizen', 'one-stop-desk', 'offices', 'administrator'] as const
export type GuideName = (typeof guideNames)[number]

const folders: Record<Locale, string> = { vi: 'docs/vi/guides', en: 'docs/guides' }

const kept = new Map<string, GuideView>()

/** The guide as it came with this installation; read once. */
export const readGuide = (name: GuideName, locale: Locale): GuideView => {
  const path = `${folders[locale]}/${name}.md`
  const known = kept.get(path)
  if (known !== undefined) return known
  const guide = parseGuide(readFileSync(installedPath(path), 'utf8'))
  kept.set(path, guide)
  return guide
}
