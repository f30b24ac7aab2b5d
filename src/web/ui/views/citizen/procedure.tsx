import type { ComponentChildren } from 'preact'
import { LinkButton } from '../../form/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { PrintButton } from '../../parts/print-button.tsx'
import { QrFigure } from '../../parts/qr-figure.tsx'
import { SummaryList } from '../../parts/summary-list.tsx'
import { Table } from '../../parts/table.tsx'
import { Icon, type IconName } from '../../shell/icon.tsx'
import type { ViewProps } from '../view-props.ts'
import type { ProcedureFactView, ProcedurePaperView, ProcedureView } from './procedure-view.ts'

type Props = ViewProps<ProcedureView>
type FactProps = { readonly icon: IconName; readonly label: string; readonly fact: ProcedureFactView }

const Fact = ({ icon, label, fact }: FactProps) => (
  <div>
    <dt>
      <Icon name={icon} />
      {label}
    </dt>
    <dd>
      {fact.value}
      {fact.note !== undefined && <span class="note">{fact.note}</span>}
    </dd>
  </div>
)

const KeyFacts = ({ t, view }: Props) => (
  <dl class="key-facts">
    <Fact icon="clock" label={t.publicPages.factTime} fact={view.time} />
    <Fact icon="money" label={t.publicPages.factCost} fact={view.cost} />
    <Fact icon="user" label={t.publicPages.factDecides} fact={view.decides} />
    <Fact icon="building" label={t.publicPages.factWhere} fact={view.where} />
  </dl>
)

const Part = ({ id, title, children }: { id: string; title: string; children: ComponentChildren }) => (
  <section class="section" id={id} aria-labelledby={`${id}-title`}>
    <h2 id={`${id}-title`}>{title}</h2>
    {children}
  </section>
)

type PaperProps = { readonly t: Props['t']; readonly paper: ProcedurePaperView; readonly lang: 'vi' | undefined }

const Paper = ({ t, paper, lang }: PaperProps) => {
  const copies = t.publicPages.papersCopies(paper.originals, paper.copies)
  return (
    <li>
      <Icon name={paper.replacedBy === undefined ? 'file' : 'check'} />
      <div lang={lang}>{paper.name}</div>
      {(copies !== '' || paper.form !== undefined) && (
        <div class="soft small">
          {copies}
          {paper.form !== undefined && (
            <>
              {copies !== '' && ' · '}
              <a href={paper.form.href}>{t.publicPages.paperForm}</a>
            </>
          )}
        </div>
      )}
      {paper.note !== undefined && (
        <div class="soft small prose" lang={lang}>
          {paper.note}
        </div>
      )}
      {paper.replacedBy !== undefined && (
        <div class="small">
          {t.publicPages.paperReplaced} ({paper.replacedBy})
        </div>
      )}
    </li>
  )
}

const Papers = ({ t, view }: Props) => (
  <Part id="giay-to" title={t.publicPages.papers}>
    {view.paperCases.map((paperCase, index) => (
      <div key={paperCase.title ?? index}>
        {paperCase.title !== undefined && (
          <h3 class="case" lang={view.sourceLanguage}>
            {paperCase.title}
          </h3>
        )}
        <ul class="papers">
          {paperCase.papers.map((paper) => (
            <Paper key={paper.name} t={t} paper={paper} lang={view.sourceLanguage} />
          ))}
        </ul>
      </div>
    ))}
    {view.setCount !== undefined && <p class="soft">{t.publicPages.setCount(view.setCount)}</p>}
  </Part>
)

const Ways = ({ t, view }: Props) => (
  <Part id="cach-nop" title={t.publicPages.ways}>
    <Table
      caption={t.publicPages.ways}
      captionHidden
      cards
      rows={view.ways}
      rowKey={(way) => `${way.channel} ${way.time} ${way.fee}`}
      columns={[
        { key: 'channel', head: t.publicPages.wayChannel, isHeader: true, cell: (way) => way.channel },
        { key: 'time', head: t.publicPages.wayTime, cell: (way) => way.time },
        { key: 'fee', head: t.publicPages.wayFee, cell: (way) => way.fee },
      ]}
    />
    {view.ways.map((way) =>
      way.note === undefined ? null : (
        <details class="more" key={`${way.channel} ${way.time} ${way.note}`}>
          <summary>
            {t.publicPages.wayNote}: {way.channel}
          </summary>
          <p class="prose soft" lang={view.sourceLanguage}>
            {way.note}
          </p>
        </details>
      ),
    )}
  </Part>
)

const Outcomes = ({ t, view }: Props) => (
  <Part id="ket-qua" title={t.publicPages.outcomes}>
    <ul class="papers">
      {view.outcomes.map((outcome) => (
        <li key={outcome.name}>
          <Icon name="seal" />
          <div lang={view.sourceLanguage}>{outcome.name}</div>
          {outcome.code !== undefined && <div class="soft small number">{outcome.code}</div>}
        </li>
      ))}
    </ul>
  </Part>
)

type Pair = readonly [term: string, value: string | undefined, lang?: 'vi' | undefined]

const rowsOf = (pairs: readonly Pair[]) =>
  pairs.flatMap(([term, value, lang]) => (value === undefined || value === '' ? [] : [{ term, value, lang }]))

const Agencies = ({ t, view }: Props) => (
  <Part id="co-quan" title={t.publicPages.agencies}>
    <SummaryList
      rows={rowsOf([
        [t.publicPages.agencyReceives, view.agencies.receives, view.sourceLanguage],
        [t.publicPages.agencyDoes, view.agencies.does, view.sourceLanguage],
        [t.publicPages.agencyDecides, view.agencies.decides],
        [t.publicPages.agencyAuthorised, view.agencies.authorised, view.sourceLanguage],
        [t.publicPages.agencyHelps, view.agencies.helps, view.sourceLanguage],
        [t.publicPages.audience, view.audiences.join('\n'), view.sourceLanguage],
      ])}
    />
  </Part>
)

const Formal = ({ t, view }: Props) => (
  <Part id="cong-bo" title={t.publicPages.formalities}>
    <SummaryList
      rows={rowsOf([
        [t.publicPages.code, view.formal.code],
        [t.publicPages.decisionNumber, view.formal.decisionNumber],
        [t.publicPages.field, view.formal.field, view.sourceLanguage],
        [t.publicPages.level, view.formal.level],
        [t.publicPages.kind, view.formal.kind, view.sourceLanguage],
        [t.publicPages.keywords, view.formal.keywords, view.sourceLanguage],
        [t.publicPages.description, view.formal.description],
      ])}
    />
    <details class="more">
      <summary>{t.publicPages.legalBasisCount(view.legalBases.length)}</summary>
      <ul lang={view.sourceLanguage}>
        {view.legalBases.map((law) => (
          <li key={`${law.number} ${law.name}`}>
            {law.name}
            {law.number !== undefined && <span class="soft"> · {law.number}</span>}
          </li>
        ))}
      </ul>
    </details>
    {view.formal.source !== undefined && <p class="soft small">{t.publicPages.source(view.formal.source)}</p>}
  </Part>
)

const Aside = ({ t, view }: Props) => (
  <aside class="stack">
    <div class={view.fileHref === undefined ? 'card stack' : 'card stack wide-only'} id="nop">
      {view.fileHref === undefined ? (
        <Notice title={t.publicPages.fileNotOnline} text={view.notOnlineReason ?? ''} />
      ) : (
        <LinkButton href={view.fileHref} wide icon="send">
          {t.publicPages.fileNow}
        </LinkButton>
      )}
      {view.isMinistryRun === true && <p class="soft">{t.publicPages.ministryRun}</p>}
      <nav class="on-page no-print wide-only" aria-label={t.publicPages.onThisPage}>
        <ul>
          {(
            [
              ['giay-to', t.publicPages.papers],
              ['cac-buoc', t.publicPages.steps],
              ['cach-nop', t.publicPages.ways],
              ['ket-qua', t.publicPages.outcomes],
              ['dieu-kien', t.publicPages.conditions],
              ['co-quan', t.publicPages.agencies],
              ['cong-bo', t.publicPages.formalities],
            ] as const
          ).map(([id, text]) => (
            <li key={id}>
              <a href={`#${id}`}>{text}</a>
            </li>
          ))}
        </ul>
      </nav>
    </div>
    <PrintButton t={t} />
    {view.qr !== undefined && (
      <div class="card wide-only">
        <QrFigure {...view.qr} />
      </div>
    )}
  </aside>
)

/** What it costs, how long it takes and who decides stand first; then everything the law has published. */
export const ProcedurePage = ({ t, view }: Props) => (
  <>
    <PageHead
      t={t}
      title={view.name}
      titleLanguage={view.isOfficialName ? view.sourceLanguage : undefined}
      lead={view.everydayWords}
      crumbs={view.crumbs}
    />
    <div class="beside">
      <div class="card">
        <KeyFacts t={t} view={view} />
        <Papers t={t} view={view} />
        <Part id="cac-buoc" title={t.publicPages.steps}>
          <div class="prose" lang={view.sourceLanguage}>
            {view.steps}
          </div>
        </Part>
        <Ways t={t} view={view} />
        <Outcomes t={t} view={view} />
        <Part id="dieu-kien" title={t.publicPages.conditions}>
          <div class="prose" lang={view.conditions === undefined ? undefined : view.sourceLanguage}>
            {view.conditions ?? t.publicPages.noConditions}
          </div>
        </Part>
        <Agencies t={t} view={view} />
        <Formal t={t} view={view} />
        {view.related.length > 0 && (
          <Part id="lien-quan" title={t.publicPages.related}>
            <ul>
              {view.related.map((link) => (
                <li key={link.href}>
                  <a href={link.href} lang={view.sourceLanguage}>
                    {link.text}
                  </a>
                </li>
              ))}
            </ul>
          </Part>
        )}
      </div>
      <Aside t={t} view={view} />
    </div>
    {view.fileHref !== undefined && (
      <div class="sticky-act">
        <LinkButton href={view.fileHref}>{t.publicPages.fileNow}</LinkButton>
      </div>
    )}
  </>
)
