import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { FormDefinition, formBodyOf } from '#modules/forms/domain/index.ts'
import { formAnswers } from './form-answers.ts'

const database = join(import.meta.dirname, '../../db')
const formFolder = (form: string): string =>
  join(database, form === 'general' ? 'reference-data/forms' : 'demo-data/phu-tho/forms')

export type Answers = Readonly<Record<string, string | readonly string[]>>

/** The sample answers to an e-form of the demonstration, under the names that its fields have on the page. */
export const answersTo = (form: string): Answers => {
  const definition = FormDefinition.parse(JSON.parse(readFileSync(join(formFolder(form), `${form}.json`), 'utf8')))
  return formBodyOf(definition, formAnswers[form] ?? {})
}

const named = (page: Page, name: string): Locator => page.locator(`main [name="${name.replaceAll('"', '\\"')}"]`)

/** How a control stands and what it holds; null where the page does not ask it (yet). */
type Standing = { readonly kind: string; readonly value: readonly string[]; readonly refreshes: boolean }

const standing = (page: Page, name: string): Promise<Standing | null> =>
  named(page, name).evaluateAll((nodes) => {
    const controls = nodes as (HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement)[]
    const [first] = controls
    if (first === undefined) return null
    const isChoice = first.type === 'radio' || first.type === 'checkbox'
    const held = isChoice ? controls.filter((one) => (one as HTMLInputElement).checked) : controls
    return {
      kind: first instanceof HTMLSelectElement ? 'select' : first.type,
      value: held.map((one) => one.value).filter((value) => value !== ''),
      refreshes: controls.some((one) => one.dataset.refresh !== undefined),
    }
  })

const put = async (page: Page, name: string, kind: string, wanted: readonly string[]): Promise<void> => {
  const [first = ''] = wanted
  if (kind === 'select') await named(page, name).selectOption(first)
  else if (kind === 'radio') await page.locator(`main [name="${name}"][value="${first}"]`).check()
  else if (kind === 'checkbox')
    for (const value of wanted) await page.locator(`main [name="${name}"][value="${value}"]`).check()
  else await named(page, name).first().fill(first)
}

/** The page asks for itself again when an answer opens other questions: this marks the page that must go. */
const changedPage = async (page: Page, deed: () => Promise<void>): Promise<void> => {
  const gone = page.waitForEvent('framenavigated')
  await deed()
  await gone
  await page.waitForLoadState()
}

const refreshButton = (page: Page): Locator => page.locator('main button[name="_refresh"]')

/** One walk over the page; true when it was asked for again on the way. */
const fillOnce = async (page: Page, answers: Answers, hasScripts: boolean): Promise<boolean> => {
  for (const [name, value] of Object.entries(answers)) {
    const wanted = typeof value === 'string' ? [value] : value
    const now = await standing(page, name)
    if (now === null || now.kind === 'hidden' || String(now.value) === String(wanted.filter((one) => one !== '')))
      continue
    if (now.refreshes && hasScripts) {
      await changedPage(page, () => put(page, name, now.kind, wanted))
      return true
    }
    await put(page, name, now.kind, wanted)
    if (now.refreshes && (await refreshButton(page).count()) > 0) {
      await changedPage(page, () => refreshButton(page).click())
      return true
    }
  }
  return false
}

/** Answers every question on the page that has a sample answer, those too that only appear after another answer. */
export const fillAnswers = async (page: Page, answers: Answers, hasScripts: boolean): Promise<void> => {
  for (let walks = 0; walks < 30; walks += 1) if (!(await fillOnce(page, answers, hasScripts))) return
  throw new Error(`The form asks for itself without end: ${page.url()}`)
}

/** What stands in the fields of the page, by name. */
export const heldAnswers = (page: Page): Promise<Record<string, string>> =>
  page
    .locator('main form')
    .evaluateAll((forms) =>
      Object.fromEntries(
        forms.flatMap((form) =>
          [...new FormData(form as HTMLFormElement)].flatMap(([name, value]) =>
            typeof value === 'string' && !name.startsWith('_') ? [[name, value] as const] : [],
          ),
        ),
      ),
    )
