import type { DossierRefusal, FilingDraft, FilingStep } from '#modules/dossiers/domain/index.ts'
import { saveDraft } from '#modules/dossiers/index.ts'
import { citizenDocument } from '#web/http/frames/citizen-frame.tsx'
import { type Answer, json, notFound, type PageRequest, page, redirect } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import type { FormFieldsView } from '#web/ui/form/form-field-view.ts'
import { FilingConflictPage } from '#web/ui/views/citizen/filing/conflict.tsx'
import { choiceOf, type DraftDifference, draftDifferences } from '../../draft-differences.ts'
import type { FlatAnswers } from '../../e-form-view.ts'
import { dossierRefusalText } from '../../refusals/dossier-refusals.ts'
import { baseOf, hiddenBase } from './draft-version.ts'
import { donePath, type FilingScene, filingPath, frameOf, openFiling } from './filing-scene.ts'

/** What was typed on one of the pages of a draft. */
export type Typed = {
  readonly on: 'who' | 'form'
  /** Where the draft stands afterwards. */
  readonly step: FilingStep
  readonly draft: FilingDraft
  /** The questions of the page, drawn from a draft, to compare two of them. */
  readonly questions: (draft: FilingDraft) => FormFieldsView
  /** The same as they are posted. */
  readonly posted: (draft: FilingDraft) => FlatAnswers
}

export type Keeping =
  | { readonly kind: 'kept'; readonly version: number }
  /** Another device kept something else since the page was drawn. */
  | { readonly kind: 'stale'; readonly latest: FilingScene; readonly differences: readonly DraftDifference[] }
  | { readonly kind: 'filed'; readonly latest: FilingScene }
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly refusal: DossierRefusal }

const keepDraft = (request: PageRequest, scene: FilingScene, step: FilingStep, draft: FilingDraft) =>
  saveDraft(request.deps.dossiers(request.province), scene.actor, {
    filingId: scene.filingId,
    ...baseOf(request.form),
    step,
    draft,
  })

/** Keeps what was typed unless another device was first. Whoever typed the same has no quarrel with it. */
export const keepTyped = async (request: PageRequest, opened: FilingScene, typed: Typed): Promise<Keeping> => {
  const kept = await keepDraft(request, opened, typed.step, typed.draft)
  if (kept.ok) return { kind: 'kept', version: kept.value.version }
  if (kept.refusal.code !== 'dossier.draft-changed-elsewhere') return { kind: 'refused', refusal: kept.refusal }
  const latest = await openFiling(request)
  if (latest === null) return { kind: 'gone' }
  if (latest.isFiled) return { kind: 'filed', latest }
  const { questions } = typed
  const differences = draftDifferences(messages(request.locale), questions(typed.draft), questions(latest.draft))
  return differences.length === 0 ? { kind: 'kept', version: latest.version } : { kind: 'stale', latest, differences }
}

/** Shows both answers side by side, carries everything that was typed, and lets the person choose. */
const showConflict = (
  request: PageRequest,
  typed: Typed,
  latest: FilingScene,
  differences: readonly DraftDifference[],
): Answer => {
  const t = messages(request.locale)
  const { autosaveHref: _none, ...frame } = frameOf(t, latest, typed.on)
  const view = {
    frame,
    target: {
      action: filingPath(latest, typed.on),
      csrf: request.csrfToken,
      hidden: { ...typed.posted(typed.draft), ...hiddenBase(latest.version) },
    },
    differences: differences.map((one) => ({ ...one, choice: choiceOf(one) })),
    latestHref: filingPath(latest, typed.on),
  }
  const document = citizenDocument(request, { title: t.filing.conflictTitle }, <FilingConflictPage t={t} view={view} />)
  return page(document, { status: 409 })
}

/** The page that is answered when what was typed was not kept. */
export const answerUnkept = (
  request: PageRequest,
  typed: Typed,
  keeping: Exclude<Keeping, { readonly kind: 'kept' }>,
): Answer => {
  const t = messages(request.locale)
  switch (keeping.kind) {
    case 'stale':
      return showConflict(request, typed, keeping.latest, keeping.differences)
    case 'filed':
      return redirect(donePath(keeping.latest), { notice: { kind: 'attention', text: t.filing.filedElsewhere } })
    case 'gone':
      return notFound
    case 'refused':
      return redirect(request.path, {
        notice: { kind: 'attention', text: dossierRefusalText(t, keeping.refusal) },
      })
  }
}

/** What the page that saves while one types is told: the version to go on from, or why nothing more is kept. */
export const answerAutosave = (request: PageRequest, keeping: Keeping): Answer => {
  const t = messages(request.locale)
  if (keeping.kind === 'kept') return json({ saved: t.form.savedNow, version: keeping.version })
  const said = keeping.kind === 'stale' ? t.filing.conflictWhileTyping : t.filing.draftGone
  return json({ code: `draft.${keeping.kind}`, said }, 409)
}
