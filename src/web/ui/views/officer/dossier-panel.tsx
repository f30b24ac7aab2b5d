import { Badge, LatenessBadge, type LatenessView } from '../../parts/badge.tsx'
import { Card } from '../../parts/card.tsx'
import { CopyCode } from '../../parts/copy-code.tsx'
import { DueDateExplanation, type DueView } from '../../parts/due-date-explanation.tsx'
import { FileViewer, type FileViewerView } from '../../parts/files/file-viewer.tsx'
import { Notice, type NoticeView } from '../../parts/notice.tsx'
import { SummaryList, type SummaryRow } from '../../parts/summary-list.tsx'
import { Timeline, type TimelineEntry } from '../../parts/timeline.tsx'
import { Icon } from '../../shell/icon.tsx'
import type { LinkView, ViewProps } from '../view-props.ts'
import { OfficerAct, type OfficerActView } from './officer-act.tsx'

export type DossierPaperView = {
  readonly name: string
  /** Where it came from: "e-form", "từ CSDL dân cư", "dùng lại từ kho". */
  readonly origin?: string | undefined
  readonly isMissing?: boolean | undefined
  /** `1 bản chính, 2 bản sao`, or that it need not be there. */
  readonly note?: string | undefined
  /** Each opens in the viewer. */
  readonly files: readonly { readonly href: string; readonly name: string; readonly isOpen?: boolean | undefined }[]
}

export type MoneyView = {
  readonly rows: readonly SummaryRow[]
  /** Said instead of rows when there are none. */
  readonly text?: string | undefined
  /** Where the desk relieves, adds and gives back. */
  readonly link?: LinkView | undefined
}

export type DossierPanelView = {
  readonly code: string
  readonly procedureName: string
  readonly procedureHref?: string | undefined
  /** `Trực tuyến 08:12` */
  readonly received: string
  readonly status: string
  /** What is due now: "Tiếp nhận trong 8 giờ làm việc: còn 1 giờ 20". */
  readonly clock?: LatenessView | undefined
  readonly backHref: string
  readonly notices?: readonly NoticeView[] | undefined
  readonly applicant: readonly SummaryRow[]
  /** What was answered in the e-form, section by section. */
  readonly form: readonly { readonly title: string; readonly rows: readonly SummaryRow[] }[]
  readonly papers: readonly DossierPaperView[]
  /** Papers that need not be there and did not come. */
  readonly papersLeftOut?: readonly string[] | undefined
  readonly file?: FileViewerView | undefined
  /** The paper itself is what the officer has come for: it stands before everything else. */
  readonly isFileFirst?: boolean | undefined
  readonly due?: DueView | undefined
  readonly money?: MoneyView | undefined
  readonly slips: readonly { readonly href: string; readonly name: string; readonly note?: string | undefined }[]
  readonly history: readonly TimelineEntry[]
  /** None: one may only look. */
  readonly acts: readonly OfficerActView[]
}

type Props = ViewProps<DossierPanelView>

const Head = ({ t, view }: Props) => (
  <header class="open-head">
    <a class="split-back ds-button" data-variant="tertiary" href={view.backHref}>
      <Icon name="back" />
      {t.officer.backToList}
    </a>
    <div>
      <CopyCode t={t} code={view.code} /> <span class="soft small">· {view.received}</span>
    </div>
    <h1>
      {view.procedureHref === undefined ? (
        view.procedureName
      ) : (
        <a href={view.procedureHref} class="quiet">
          {view.procedureName}
        </a>
      )}
    </h1>
    <div class="row">
      <Badge>{view.status}</Badge>
      {view.clock !== undefined && <LatenessBadge {...view.clock} />}
    </div>
  </header>
)

const Paper = ({ t, paper }: { readonly t: Props['t']; readonly paper: DossierPaperView }) => (
  <li>
    <span class="paper-name" title={paper.name}>
      {paper.name}
    </span>
    <span class="row">
      {paper.isMissing === true ? (
        <Badge tone="gold">{t.officer.paperMissing}</Badge>
      ) : (
        paper.origin !== undefined && (
          <span class="origin">
            <Icon name="check" />
            {paper.origin}
          </span>
        )
      )}
      {paper.note !== undefined && <span class="soft small">{paper.note}</span>}
      {paper.files.map((file) => (
        <a key={file.href} href={file.href} aria-current={file.isOpen === true ? 'true' : undefined}>
          {file.name}
        </a>
      ))}
    </span>
  </li>
)

const Papers = ({ t, view }: Props) => (
  <Card
    class="panel"
    level={2}
    title={t.officer.papersCount(view.papers.filter((paper) => paper.isMissing !== true).length, view.papers.length)}
  >
    <ul class="paper-rows">
      {view.papers.map((paper) => (
        <Paper key={paper.name} t={t} paper={paper} />
      ))}
    </ul>
    {view.papersLeftOut !== undefined && view.papersLeftOut.length > 0 && (
      <details class="more">
        <summary>{t.officer.papersLeftOut(view.papersLeftOut.length)}</summary>
        <ul>
          {view.papersLeftOut.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      </details>
    )}
  </Card>
)

const FormAnswers = ({ t, view }: Props) =>
  view.form.length === 0 ? null : (
    <Card class="panel answers" title={t.officer.form}>
      {view.form.map((section) => (
        <section key={section.title}>
          <h3>{section.title}</h3>
          <SummaryList rows={section.rows} />
        </section>
      ))}
    </Card>
  )

const Money = ({ t, money }: { readonly t: Props['t']; readonly money: MoneyView }) => (
  <Card class="panel" title={t.officer.fee}>
    {money.text === undefined ? <SummaryList rows={money.rows} /> : <p class="soft">{money.text}</p>}
    {money.link !== undefined && (
      <p>
        <a href={money.link.href}>{money.link.text}</a>
      </p>
    )}
  </Card>
)

const Slips = ({ t, view }: Props) =>
  view.slips.length === 0 ? null : (
    <Card class="panel" title={t.officer.slips}>
      <ul class="paper-rows">
        {view.slips.map((slip) => (
          <li key={slip.href}>
            <a href={slip.href}>{slip.name}</a>
            {slip.note !== undefined && <span class="soft small">{slip.note}</span>}
          </li>
        ))}
      </ul>
    </Card>
  )

const ActBar = ({ t, view }: Props) => (
  <section class="act-bar no-print" aria-label={t.officer.acts}>
    {view.acts.length === 0 ? (
      <p class="soft">{t.officer.notYours}</p>
    ) : (
      view.acts.map((act) => <OfficerAct key={act.text} t={t} act={act} />)
    )}
  </section>
)

const Viewer = ({ t, view }: Props) =>
  view.file === undefined ? null : (
    <div class="panel">
      <FileViewer t={t} file={view.file} />
    </div>
  )

/** Everything one needs to decide, in the order in which it is read; what may be done stays at the bottom of the window. */
export const DossierPanel = ({ t, view }: Props) => (
  <div class="panel-stack">
    <Head t={t} view={view} />
    {view.notices?.map((notice) => (
      <div class="panel" key={notice.text} tabIndex={-1} data-focus-first={notice.live === true ? true : undefined}>
        <Notice {...notice} />
      </div>
    ))}
    {view.isFileFirst === true && <Viewer t={t} view={view} />}
    <Card class="panel" title={t.officer.applicant}>
      <SummaryList rows={view.applicant} />
    </Card>
    <Papers t={t} view={view} />
    {view.isFileFirst !== true && <Viewer t={t} view={view} />}
    <FormAnswers t={t} view={view} />
    {view.money !== undefined && <Money t={t} money={view.money} />}
    {view.due !== undefined && (
      <div class="panel">
        <DueDateExplanation t={t} due={view.due} />
      </div>
    )}
    <Slips t={t} view={view} />
    <Card class="panel" title={t.officer.history}>
      <Timeline entries={view.history} />
    </Card>
    <ActBar t={t} view={view} />
  </div>
)
