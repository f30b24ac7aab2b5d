import type { ComponentChildren } from 'preact'
import type { Crumb } from '../../../parts/breadcrumbs.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import { Steps } from '../../../parts/steps.tsx'
import type { ViewProps } from '../../view-props.ts'

export const filingSteps = ['who', 'form', 'papers', 'check'] as const
export type FilingStep = (typeof filingSteps)[number]

export type FilingFrameView = {
  readonly procedureName: string
  readonly step: FilingStep
  readonly crumbs: readonly Crumb[]
  /** `14:07`; absent before the first save. */
  readonly savedAt?: string | undefined
  readonly autosaveHref?: string | undefined
}

/** What stands around each step of a filing: which procedure, how far, and that nothing is lost. */
export const FilingFrame = ({
  t,
  view,
  children,
}: ViewProps<FilingFrameView> & { readonly children: ComponentChildren }) => {
  const titles: Record<FilingStep, string> = {
    who: t.filing.stepWho,
    form: t.filing.stepForm,
    papers: t.filing.stepPapers,
    check: t.filing.stepCheck,
  }
  const headings: Record<FilingStep, string> = {
    who: t.filing.stepWho,
    form: t.filing.formTitle,
    papers: t.filing.papersTitle,
    check: t.filing.checkTitle,
  }
  const steps = { at: filingSteps.indexOf(view.step) + 1, of: filingSteps.length, title: titles[view.step] }
  return (
    <div class="filing">
      <PageHead t={t} title={headings[view.step]} crumbs={view.crumbs}>
        <p class="lead">{view.procedureName}</p>
      </PageHead>
      <Steps t={t} steps={steps} />
      <div class="card">{children}</div>
      <p class="saved" aria-live="polite" data-saved data-failed={t.form.notSaved}>
        {view.savedAt === undefined ? t.filing.draftSaved : t.form.saved(view.savedAt)}
      </p>
    </div>
  )
}
