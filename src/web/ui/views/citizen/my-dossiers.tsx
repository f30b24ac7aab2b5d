import { Button, LinkButton } from '../../form/button.tsx'
import { Form, type FormTarget } from '../../form/form.tsx'
import { Badge, LatenessBadge, type LatenessView } from '../../parts/badge.tsx'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Pagination, type PaginationView } from '../../parts/pagination.tsx'
import type { LinkView, ViewProps } from '../view-props.ts'

export type MyDossierView = {
  readonly href: string
  readonly code: string
  readonly procedureName: string
  readonly status: string
  readonly lateness?: LatenessView | undefined
  readonly dueAt?: string | undefined
  readonly act?: LinkView | undefined
}

export type MyDraftView = {
  readonly href: string
  readonly procedureName: string
  readonly savedAt: string
  readonly keptUntil: string
  readonly discard: FormTarget
}

export type MyDossiersView = {
  readonly personName: string
  readonly findHref: string
  readonly needsYou: readonly MyDossierView[]
  readonly drafts: readonly MyDraftView[]
  readonly running: readonly MyDossierView[]
  readonly finished: readonly MyDossierView[]
  readonly pages: PaginationView
}

type Texts = ViewProps<unknown>['t']

const Row = ({ t, dossier }: { readonly t: Texts; readonly dossier: MyDossierView }) => (
  <li class="dossier-row">
    <h3>
      <a class="three-lines" href={dossier.href}>
        {dossier.procedureName}
      </a>
    </h3>
    <div class="meta row">
      <Badge>{dossier.status}</Badge>
      {dossier.lateness !== undefined && <LatenessBadge {...dossier.lateness} />}
      <code class="soft">{dossier.code}</code>
      {dossier.dueAt !== undefined && (
        <span class="soft">
          {t.tracking.dueAt}: {dossier.dueAt}
        </span>
      )}
    </div>
    {dossier.act !== undefined && (
      <div class="act">
        <LinkButton href={dossier.act.href} variant="secondary">
          {dossier.act.text}
        </LinkButton>
      </div>
    )}
  </li>
)

type GroupProps = { readonly t: Texts; readonly title: string; readonly dossiers: readonly MyDossierView[] }

const Group = ({ t, title, dossiers, isGold }: GroupProps & { readonly isGold?: boolean }) =>
  dossiers.length === 0 ? null : (
    <Card title={title} tone={isGold === true ? 'gold' : undefined}>
      <ul class="plain-list">
        {dossiers.map((dossier) => (
          <Row key={dossier.code} t={t} dossier={dossier} />
        ))}
      </ul>
    </Card>
  )

const Drafts = ({ t, view }: ViewProps<MyDossiersView>) =>
  view.drafts.length === 0 ? null : (
    <Card title={t.tracking.drafts}>
      <ul class="plain-list">
        {view.drafts.map((draft) => (
          <li class="dossier-row" key={draft.href}>
            <h3>
              <a class="three-lines" href={draft.href}>
                {draft.procedureName}
              </a>
            </h3>
            <p class="meta soft">
              {t.tracking.draftSavedAt(draft.savedAt)} · {t.tracking.draftKeptUntil(draft.keptUntil)}
            </p>
            <div class="act row">
              <LinkButton href={draft.href} variant="secondary">
                {t.tracking.resume}
              </LinkButton>
              <Form target={draft.discard}>
                <Button variant="tertiary" label={`${t.tracking.deleteDraft}: ${draft.procedureName}`}>
                  {t.tracking.deleteDraft}
                </Button>
              </Form>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )

export const MyDossiersPage = ({ t, view }: ViewProps<MyDossiersView>) => {
  const isEmpty = view.needsYou.length + view.drafts.length + view.running.length + view.finished.length === 0
  return (
    <>
      <div class="row row-apart">
        <PageHead t={t} title={t.tracking.myTitle} lead={t.tracking.myLead(view.personName)} />
        <LinkButton href={view.findHref} icon="search">
          {t.tracking.findProcedure}
        </LinkButton>
      </div>
      {isEmpty ? (
        <EmptyState icon="file" title={t.tracking.myEmpty} text={t.tracking.myEmptyText} />
      ) : (
        <div class="stack">
          <Group t={t} title={t.tracking.needsYou} dossiers={view.needsYou} isGold />
          <Drafts t={t} view={view} />
          <Group t={t} title={t.tracking.running} dossiers={view.running} />
          <Group t={t} title={t.tracking.finished} dossiers={view.finished} />
        </div>
      )}
      <Pagination t={t} view={view.pages} />
    </>
  )
}
