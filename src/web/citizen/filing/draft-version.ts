import { isUuid, newId } from '#kernel/ids.ts'
import { type FormBody, fieldOf } from '#web/http/route.ts'

/** The version a page was drawn from, and the page itself: carried unseen by every form of a draft. */
export type DraftBase = { readonly version: number; readonly page: string | null }

const versionName = '_version'
const pageName = '_page'

/** What the form of a page that is drawn now carries. */
export const hiddenBase = (version: number): Readonly<Record<string, string>> => ({
  [versionName]: String(version),
  [pageName]: newId(),
})

/** What a posted form says of itself. One that says nothing was drawn before anything was kept. */
export const baseOf = (form: FormBody): DraftBase => {
  const version = fieldOf(form, versionName)
  const page = fieldOf(form, pageName)
  return { version: /^\d{1,9}$/.test(version) ? Number(version) : 0, page: isUuid(page) ? page : null }
}
