import { newId } from '#kernel/ids.ts'
import { isLate, lateFaults, type TaskStanding } from '#modules/tasks/domain/index.ts'
import type { Assignable, TaskDetail } from '#modules/tasks/index.ts'
import { fieldOf, type PageRequest } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import type { FormFieldView } from '#web/ui/form/form-field-view.ts'
import type { OfficerActView } from '#web/ui/views/officer/officer-act.tsx'
import { optionOf } from './assign-page.tsx'
import { actNames, type FailedTaskAct, type TaskAct } from './task-acts.ts'
import { taskPath } from './task-paths.ts'

type ActScene = {
  readonly request: PageRequest
  readonly t: Messages
  readonly task: TaskDetail
  readonly failed: FailedTaskAct | null
}

type Question = Omit<FormFieldView, 'section' | 'value' | 'error'> & { readonly value?: string }

type Words = {
  readonly text: string
  readonly isMain?: boolean
  readonly explains?: string
  readonly questions?: readonly Question[]
}

const actView = ({ request, task, failed }: ActScene, act: TaskAct, words: Words): OfficerActView => {
  const { questions, ...said } = words
  const refused = failed?.act === act ? failed : null
  const fields = questions?.map((question) => ({
    ...question,
    section: act,
    value: refused === null ? question.value : fieldOf(request.form, question.name),
    error: refused?.errors.find((error) => error.name === question.name)?.text,
  }))
  return {
    ...said,
    target: { action: `${taskPath(task.id)}/${act}`, csrf: request.csrfToken, key: newId() },
    ...(fields === undefined ? {} : { fields: { sections: [{ id: act }], fields } }),
    hasFiles: questions?.some(({ type }) => type === 'file'),
    isOpen: refused !== null,
    problem: refused?.problem,
  }
}

const wordsQuestion = (label: string): Question => ({
  name: actNames.words,
  type: 'textarea',
  label,
  required: true,
  maxLength: 4_000,
})

const evidenceQuestion = (t: Messages): Question => ({
  name: actNames.files,
  type: 'file',
  label: t.tasks.evidence,
  hint: t.tasks.evidenceHint,
})

const doingActs = (
  scene: ActScene,
  isAnswering: boolean,
  offered: readonly Assignable[],
): readonly OfficerActView[] => {
  const { t, task } = scene
  const progress: Question = {
    name: actNames.progress,
    type: 'number',
    label: t.tasks.progress,
    required: true,
    value: String(task.progress),
  }
  const say = actView(scene, 'tien-do', {
    text: t.tasks.actProgress,
    questions: [progress, wordsQuestion(t.tasks.words), evidenceQuestion(t)],
  })
  if (!isAnswering) return [say]
  const people = offered.filter((one) => one.kind === 'officer' && one.id !== task.responsibleOfficerId)
  const handOn = actView(scene, 'chuyen', {
    text: t.tasks.actHandOn,
    questions: [
      {
        name: actNames.officer,
        type: 'select',
        label: t.tasks.responsible,
        required: true,
        options: people.map((one) => optionOf(t, one)),
      },
      { name: actNames.words, type: 'textarea', label: t.tasks.note, maxLength: 1_000 },
    ],
  })
  return [
    actView(scene, 'hoan-thanh', {
      text: t.tasks.actReport,
      isMain: true,
      explains: t.tasks.actReportExplains,
      questions: [wordsQuestion(t.tasks.words), evidenceQuestion(t)],
    }),
    say,
    ...(task.dueAt === null || task.extension !== null
      ? []
      : [
          actView(scene, 'xin-gia-han', {
            text: t.tasks.actExtension,
            questions: [
              { name: actNames.due, type: 'date', label: t.tasks.wantedDue, required: true },
              wordsQuestion(t.tasks.reason),
            ],
          }),
        ]),
    ...(people.length > 0 ? [handOn] : []),
  ]
}

/** Whoever takes part asks, urges, answers. */
const remarkAct = (scene: ActScene): OfficerActView => {
  const { tasks } = scene.t
  return actView(scene, 'y-kien', {
    text: tasks.actRemark,
    explains: tasks.actRemarkExplains,
    questions: [wordsQuestion(tasks.remark)],
  })
}

const cancelWords = (t: Messages, { parts }: TaskDetail): Words => {
  const open = parts.filter(({ state }) => state === 'open' || state === 'reported').length
  return { text: t.tasks.actCancel, ...(open === 0 ? {} : { explains: t.tasks.actCancelExplains(open) }) }
}

const askingActs = (scene: ActScene): readonly OfficerActView[] => {
  const { t, task } = scene
  const verdicts =
    task.state === 'reported'
      ? [
          actView(scene, 'duyet', { text: t.tasks.actAccept, isMain: true }),
          actView(scene, 'lam-lai', { text: t.tasks.actSendBack, questions: [wordsQuestion(t.tasks.wordsBack)] }),
        ]
      : []
  const extension =
    task.extension === null
      ? []
      : [
          actView(scene, 'dong-y-gia-han', { text: t.tasks.actGrant, isMain: true }),
          actView(scene, 'khong-gia-han', { text: t.tasks.actDecline, questions: [wordsQuestion(t.tasks.reason)] }),
        ]
  const isLateNow = isLate(task, scene.request.now)
  const fault: Question = {
    name: actNames.fault,
    type: 'radio',
    label: t.tasks.fault,
    required: true,
    value: task.lateFault ?? 'responsible',
    options: lateFaults.map((value) => ({ value, text: t.tasks.faults[value] })),
  }
  const lateness = isLateNow
    ? [actView(scene, 'nguyen-nhan', { text: t.tasks.actLateness, questions: [fault, wordsQuestion(t.tasks.reason)] })]
    : []
  const cancel =
    task.state === 'open' || task.state === 'reported'
      ? [actView(scene, 'huy', { ...cancelWords(t, task), questions: [wordsQuestion(t.tasks.reason)] })]
      : []
  const day =
    task.state === 'open' && task.extension === null
      ? [
          actView(scene, 'doi-han', {
            text: t.tasks.actNewDay,
            questions: [
              { name: actNames.due, type: 'date', label: t.tasks.newDay, required: true },
              wordsQuestion(t.tasks.reason),
            ],
          }),
        ]
      : []
  return [...verdicts, ...extension, ...day, ...lateness, ...cancel]
}

/** What the officer may do with the task now, the main act first. */
export const actsOn = (
  scene: ActScene,
  standing: readonly TaskStanding[],
  offered: readonly Assignable[],
): readonly OfficerActView[] => {
  const isOpen = scene.task.state === 'open'
  const doing =
    isOpen && (standing.includes('responsible') || standing.includes('together'))
      ? doingActs(scene, standing.includes('responsible'), offered)
      : []
  const isOver = scene.task.state === 'done' || scene.task.state === 'cancelled'
  return [
    ...doing,
    ...(standing.length === 0 || isOver ? [] : [remarkAct(scene)]),
    ...(standing.includes('assigner') ? askingActs(scene) : []),
  ]
}
