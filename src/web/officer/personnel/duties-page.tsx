import { isUuid } from '#kernel/ids.ts'
import { localDate } from '#kernel/time.ts'
import { duties, GiveDuty } from '#modules/agencies/domain/index.ts'
import { type DutyLine, type DutyPost, endDuty, giveDuty, listDuties, listDutyPosts } from '#modules/agencies/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, notFound, type PageRequest, page, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { FormFieldView } from '#web/ui/form/form-field-view.ts'
import { type DeskItem, DeskPage, type DeskView } from '#web/ui/views/officer/desk-page.tsx'
import { personnelTabs } from './own-page.tsx'
import { deedOn, dutiesPath, personnelDeps, type Trouble, troubleOf } from './personnel-parts.ts'

const shownAtMost = 300
const names = { duty: 'viec', post: 'chuc-vu' } as const

/** A post and the agency it is asked for, in one choice: an office's post may work for its committee. */
const choiceOf = (one: DutyPost): string => `${one.postId}.${one.agencyId}`

const questions = (request: PageRequest, t: Messages, posts: readonly DutyPost[]): readonly FormFieldView[] => {
  const hasSeveral = new Set(posts.map(({ agencyId }) => agencyId)).size > 1
  return [
    {
      section: 'dau-moi',
      name: names.duty,
      type: 'select',
      label: t.personnel.dutyWhat,
      required: true,
      options: duties.map((value) => ({ value, text: t.personnel.duties[value] })),
      value: fieldOf(request.form, names.duty),
    },
    {
      section: 'dau-moi',
      name: names.post,
      type: 'select',
      label: t.personnel.dutyPost,
      required: true,
      options: posts.map((one) => ({
        value: choiceOf(one),
        text: `${hasSeveral ? `${one.agency}: ` : ''}${t.personnel.dutyPostOption(one.title, one.place, one.holder)}`,
      })),
      value: fieldOf(request.form, names.post),
    },
  ]
}

const dutyItem = (request: PageRequest, t: Messages, line: DutyLine, trouble?: Trouble): DeskItem => ({
  key: line.id,
  title: t.personnel.duties[line.duty],
  lines: [
    line.agency,
    [line.title, line.place].join(', '),
    line.holder === '' ? t.personnel.dutyVacant : t.personnel.dutyHolder(line.holder),
  ],
  acts: [deedOn(request, { id: line.id, path: dutiesPath }, 'thoi', { text: t.personnel.dutyEnd }, trouble)],
})

const show = async (request: PageRequest, trouble?: Trouble): Promise<Answer> => {
  const t = messages(request.locale)
  const { database } = request.province
  const today = localDate(request.now)
  const [lines, posts] = await Promise.all([
    listDuties(database, request.actor, today, shownAtMost),
    listDutyPosts(database, request.actor, today, shownAtMost),
  ])
  const view: DeskView = {
    title: t.personnel.dutyTitle,
    lead: t.personnel.dutyLead,
    tabs: personnelTabs(request, t),
    acts:
      posts.length === 0
        ? []
        : [
            {
              text: t.personnel.dutyGive,
              target: { action: dutiesPath, csrf: request.csrfToken },
              fields: { sections: [{ id: 'dau-moi' }], fields: questions(request, t, posts) },
              ...(trouble?.id === '' ? { isOpen: true, problem: trouble.text } : {}),
            },
          ],
    main: [
      {
        title: t.personnel.dutyNow,
        items: lines.map((line) => dutyItem(request, t, line, trouble)),
        none: t.personnel.noDuties,
      },
    ],
  }
  return page(officerDocument(request, { title: view.title }, <DeskPage t={t} view={view} />), {
    status: trouble?.status ?? 200,
  })
}

export const showDuties = (request: PageRequest): Promise<Answer> => show(request)

export const takeDuty = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const [postId = '', agencyId = ''] = fieldOf(request.form, names.post).split('.')
  const command = GiveDuty.safeParse({ postId, agencyId, duty: fieldOf(request.form, names.duty) })
  if (!command.success) return show(request, { id: '', deed: '', text: t.personnel.chooseOne, status: 422 })
  const given = await giveDuty(personnelDeps(request), request.actor, command.data)
  if (!given.ok) return show(request, troubleOf(t, '', '', given.refusal))
  return redirect(dutiesPath, { notice: { kind: 'done', text: t.personnel.dutyGiven } })
}

export const takeEndOfDuty = async (request: PageRequest): Promise<Answer> => {
  const dutyId = request.params.id ?? ''
  if (!isUuid(dutyId)) return notFound
  const t = messages(request.locale)
  const ended = await endDuty(personnelDeps(request), request.actor, { dutyId })
  if (!ended.ok) return show(request, troubleOf(t, dutyId, 'thoi', ended.refusal))
  return redirect(dutiesPath, { notice: { kind: 'done', text: t.personnel.dutyEnded } })
}
