import { newId } from '#kernel/ids.ts'
import { postForWork } from '#modules/dossiers/domain/index.ts'
import { postFor } from '#modules/identity/domain/index.ts'
import { recalledStep, waitsForReader } from '#modules/official-documents/domain/index.ts'
import type { DocumentWorkLine } from '#modules/official-documents/index.ts'
import { fieldOf, fieldsOf } from '#web/http/route.ts'
import type { Option } from '#web/ui/form/select.tsx'
import type { IncomingPanelView, RouteFormView, WordsFormView } from '#web/ui/views/officer/incoming/incoming-panel.tsx'
import { putPath } from '../files/file-paths.ts'
import { copyPath } from '../issuing/issuing-paths.ts'
import { assignFromHref } from '../tasks/task-paths.ts'
import { actHref, documentPath, incomingPath } from './incoming-address.ts'
import type { IncomingScene } from './incoming-scene.ts'

export const actNames = {
  lead: 'chinh',
  officer: 'dich-danh',
  together: 'phoi-hop',
  informed: 'de-biet',
  days: 'han',
  body: 'noi-dung',
  follows: 'theo-doi',
} as const

/** Several forms stand on one page: each has a name of its own for its words. */
export const wordsNameOf = (key: string): string => `${actNames.body}-${key}`

/** No lead: only to be known. */
export const nobodyLeads = 'khong'

const dayChoices = [1, 2, 3, 5, 7, 10, 15, 20, 30] as const

type Acts = Pick<IncomingPanelView, 'note' | 'route' | 'words' | 'reply' | 'follow' | 'remind'> & {
  readonly links: IncomingPanelView['actions']
  readonly prints: IncomingPanelView['prints']
  readonly keys: ReadonlySet<string>
}

const mayTake = ({ actor }: IncomingScene, line: DocumentWorkLine): boolean =>
  line.state === 'open' && postForWork(actor, line) !== undefined

const targetOf = ({ request, document, list }: IncomingScene, act: string) => ({
  action: actHref(document.id, act, list.address),
  csrf: request.csrfToken,
  key: newId(),
})

const routeForm = (scene: IncomingScene, isAgain: boolean, isWithin: boolean): RouteFormView => {
  const { t, failed, proposed, actor } = scene
  // Who was given it to act on sends it on inside his unit.
  const targets = isWithin
    ? scene.targets.filter(({ unitId }) => actor.posts.some((post) => post.unitId === unitId))
    : scene.targets
  const refused = failed?.act === 'chuyen' ? failed : null
  const optionOf = (target: (typeof targets)[number]): Option => ({
    value: target.id,
    text: target.name,
    ...(target.kind === 'officer'
      ? { hint: [target.title, target.unitName].filter((part) => part !== '').join(', ') }
      : {}),
  })
  const known = isAgain || isWithin ? null : proposed
  const knownOf = (kind: 'unit' | 'officer'): string => (known?.target.kind === kind ? known.target.id : '')
  return {
    title: isAgain ? t.incoming.rerouteTitle : t.incoming.route,
    target: targetOf(scene, 'chuyen'),
    isOpen: refused !== null || !isAgain,
    problem: refused?.text,
    leadName: actNames.lead,
    lead: refused === null ? knownOf('unit') : fieldOf(refused.typed, actNames.lead),
    hint: known === null ? undefined : t.incoming.proposedBy[known.why],
    units: [
      ...targets
        .filter((one) => one.kind === 'unit')
        .map((one, index) => ({ ...optionOf(one), ...(index < 9 ? { shortcut: String(index + 1) } : {}) })),
      ...(isWithin ? [] : [{ value: nobodyLeads, text: t.incoming.onlyKnow }]),
    ],
    officers: targets
      .filter((one) => one.kind === 'officer')
      .map((one) => ({
        value: one.id,
        text: [one.name, one.title, one.unitName].filter((part) => part !== '').join(', '),
      })),
    officerName: actNames.officer,
    officer: refused === null ? knownOf('officer') : fieldOf(refused.typed, actNames.officer),
    togetherName: actNames.together,
    together: refused === null ? [] : fieldsOf(refused.typed, actNames.together),
    informedName: actNames.informed,
    informed: refused === null ? [] : fieldsOf(refused.typed, actNames.informed),
    all: targets.map(optionOf),
    daysName: actNames.days,
    days: [
      { value: '', text: t.incoming.noDue },
      ...dayChoices.map((count) => ({ value: String(count), text: t.incoming.days(count) })),
    ],
    day: refused === null ? '' : fieldOf(refused.typed, actNames.days),
    bodyName: scene.document.secrecy > 0 ? undefined : actNames.body,
    body: refused === null ? '' : fieldOf(refused.typed, actNames.body),
  }
}

const wordsForm = (
  scene: IncomingScene,
  key: string,
  texts: Pick<WordsFormView, 'title' | 'label' | 'go' | 'shortcut'>,
): WordsFormView => {
  const refused = scene.failed?.act === key ? scene.failed : null
  return {
    key,
    ...texts,
    target: targetOf(scene, key),
    isOpen: refused !== null,
    problem: refused?.text,
    name: scene.document.secrecy > 0 ? undefined : wordsNameOf(key),
    value: refused === null ? '' : fieldOf(refused.typed, wordsNameOf(key)),
  }
}

const linksOf = (scene: IncomingScene): IncomingPanelView['actions'] => {
  const { t, document, actor, work } = scene
  const isClerk = postFor(actor, 'clerk', document.agencyId) !== undefined
  const waitsForNumber = work.some((line) => line.stepKey === 'register' && line.state === 'open')
  const isOpen = document.secrecy === 0 && (document.state === 'arrived' || document.state === 'routed')
  const canAnswer = isOpen && work.some((line) => line.deed === 'act' && mayTake(scene, line))
  return [
    ...(canAnswer
      ? [{ href: `/can-bo/van-ban-di/moi?tra-loi=${document.id}`, text: t.incoming.answerGo, shortcut: 's' }]
      : []),
    ...(isOpen && document.registerNumber !== null
      ? [{ href: assignFromHref('document', document.id), text: t.incoming.assignGo, shortcut: 'g' }]
      : []),
    ...(document.registerNumber !== null && document.secrecy === 0 && document.state !== 'recalled'
      ? [{ href: putPath(document.id), text: t.officer.files.putting.act }]
      : []),
    ...(isClerk && waitsForNumber
      ? [{ href: `${incomingPath}/moi?van-ban=${document.id}`, text: t.incoming.numberGo }]
      : []),
    ...(isClerk && document.registerNumber !== null && document.secrecy === 0 && document.state !== 'recalled'
      ? [{ href: copyPath(document.id), text: t.issuing.copy }]
      : []),
  ]
}

/** Papers of the document to be printed: the stamp is the clerk's. */
const printsOf = ({ t, document, actor }: IncomingScene): IncomingPanelView['prints'] => {
  if (document.registerNumber === null) return []
  const href = (name: string) => `${documentPath(document.id)}/${name}.pdf`
  return [
    { href: href('phieu-giai-quyet'), text: t.incoming.slip },
    ...(postFor(actor, 'clerk', document.agencyId) === undefined
      ? []
      : [{ href: href('dau-den'), text: t.incoming.stamp }]),
  ]
}

/** That it was seen, or, of what its sender took back, that it is out of use. */
const noteForm = (scene: IncomingScene, line: DocumentWorkLine | undefined): Acts['note'] => {
  if (line === undefined) return undefined
  const { recallGo, noteGo } = scene.t.incoming
  return { target: targetOf(scene, 'da-xem'), text: line.stepKey === recalledStep ? recallGo : noteGo }
}

const replyForm = (scene: IncomingScene): Acts['reply'] => {
  const { opinionTitle, opinionGo } = scene.t.incoming
  const { agencyId, secrecy } = scene.document
  const mayTalk = secrecy === 0 && scene.actor.posts.some((post) => post.agencyId === agencyId)
  return mayTalk ? wordsForm(scene, 'y-kien', { title: opinionTitle, label: opinionTitle, go: opinionGo }) : undefined
}

const followForm = (scene: IncomingScene): Acts['follow'] => {
  const { isFollowed } = scene.document
  const { follow, unfollow } = scene.t.incoming
  return {
    target: { ...targetOf(scene, 'theo-doi'), hidden: { [actNames.follows]: isFollowed ? '' : '1' } },
    text: isFollowed ? unfollow : follow,
  }
}

/** Those who were told of it and have not looked; a leader reminds all, anybody else those whom he told. */
const remindForm = (scene: IncomingScene): Acts['remind'] => {
  const { t, work, document, actor, request } = scene
  const leads = postFor(actor, 'leader', document.agencyId) !== undefined
  const waiting = work.filter(
    (line) => (leads || line.givenBy === actor.officerId) && waitsForReader(line, request.now),
  ).length
  if (waiting === 0) return undefined
  return { target: targetOf(scene, 'nhac'), text: t.incoming.receipts.remind(waiting) }
}

/** A leader sends an open document another way, also when the work lies with others. */
const mayReroute = ({ document, actor }: IncomingScene): boolean =>
  (document.state === 'arrived' || document.state === 'routed') &&
  document.registerNumber !== null &&
  postFor(actor, 'leader', document.agencyId) !== undefined

/** What the officer may do now: only that is drawn. */
export const actsOf = (scene: IncomingScene): Acts => {
  const { t, document, actor, work } = scene
  const { incoming } = t
  const own = work.filter((line) => mayTake(scene, line))
  const canRoute = own.some((line) => line.deed === 'route')
  const canAct = own.some((line) => line.deed === 'act')
  const canReroute = !canRoute && !canAct && mayReroute(scene)
  const isClerk = postFor(actor, 'clerk', document.agencyId) !== undefined
  const words = [
    ...(canRoute || canAct
      ? [
          wordsForm(scene, 'bao-cao', {
            title: incoming.reportTitle,
            label: incoming.reportText,
            go: incoming.reportGo,
            shortcut: 'b',
          }),
        ]
      : []),
    ...(canAct
      ? [
          wordsForm(scene, 'tra-lai', {
            title: incoming.backTitle,
            label: incoming.reason,
            go: incoming.backGo,
            shortcut: 't',
          }),
        ]
      : []),
    ...(isClerk && document.state === 'arrived'
      ? [
          wordsForm(scene, 'tra-noi-gui', {
            title: incoming.returnTitle,
            label: incoming.reason,
            go: incoming.returnGo,
            shortcut: 'h',
          }),
        ]
      : []),
  ]
  const isAgain = !canRoute && !canAct
  const route = canRoute || canAct || canReroute ? routeForm(scene, isAgain, !canRoute && !canReroute) : undefined
  const shown =
    route === undefined || canRoute || canReroute ? route : { ...route, isOpen: scene.failed?.act === 'chuyen' }
  return {
    note: noteForm(
      scene,
      own.find((line) => line.deed === 'read'),
    ),
    route: shown,
    words,
    reply: replyForm(scene),
    follow: followForm(scene),
    remind: remindForm(scene),
    links: linksOf(scene),
    prints: printsOf(scene),
    keys: new Set([...(shown === undefined ? [] : ['chuyen']), 'y-kien', ...words.map((form) => form.key)]),
  }
}
