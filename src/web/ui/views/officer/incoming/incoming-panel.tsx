import type { ComponentChildren } from 'preact'
import { Button, LinkButton } from '../../../form/button.tsx'
import { CheckboxGroup } from '../../../form/checkbox-group.tsx'
import { Form, type FormTarget } from '../../../form/form.tsx'
import { KeyHint } from '../../../form/key-hint.tsx'
import { RadioGroup } from '../../../form/radio-group.tsx'
import { type Option, Select } from '../../../form/select.tsx'
import { TextArea } from '../../../form/text-area.tsx'
import { Badge } from '../../../parts/badge.tsx'
import { Card } from '../../../parts/card.tsx'
import { FileViewer, type FileViewerView } from '../../../parts/files/file-viewer.tsx'
import { SignatureNote, type SignatureNoteView } from '../../../parts/files/signature-note.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { SummaryList } from '../../../parts/summary-list.tsx'
import { Icon } from '../../../shell/icon.tsx'
import type { LinkView, ViewProps } from '../../view-props.ts'
import { Conversation, type SaidView } from './conversation.tsx'

export type RouteFormView = {
  readonly title: string
  readonly target: FormTarget
  readonly isOpen: boolean
  readonly problem?: string | undefined
  readonly leadName: string
  readonly lead: string
  readonly hint?: string | undefined
  readonly units: readonly Option[]
  readonly officers: readonly Option[]
  readonly officerName: string
  readonly officer: string
  readonly togetherName: string
  readonly together: readonly string[]
  readonly informedName: string
  readonly informed: readonly string[]
  readonly all: readonly Option[]
  readonly daysName: string
  readonly days: readonly Option[]
  readonly day: string
  readonly bodyName: string | undefined
  readonly body: string
}

export type WordsFormView = {
  readonly key: string
  readonly title: string
  readonly target: FormTarget
  readonly isOpen: boolean
  readonly problem?: string | undefined
  readonly name: string | undefined
  readonly label: string
  readonly value: string
  readonly go: string
  readonly shortcut?: string | undefined
}

export type IncomingPanelView = {
  readonly backHref: string
  /** The rows before and after it in the list that it was opened from. */
  readonly previousHref?: string | undefined
  readonly nextHref?: string | undefined
  readonly subject: string
  readonly state: string
  readonly badges: readonly string[]
  readonly problem?: string | undefined
  readonly facts: readonly { readonly term: string; readonly value: string }[]
  readonly notes: readonly string[]
  /** Papers of the document to be printed. */
  readonly prints: readonly LinkView[]
  readonly links: readonly LinkView[]
  /** That there are more than are shown. */
  readonly moreLinks?: string | undefined
  readonly actions: readonly (LinkView & { readonly shortcut?: string | undefined })[]
  readonly tasks: readonly (LinkView & { readonly state: string })[]
  readonly note?: { readonly target: FormTarget; readonly text: string } | undefined
  readonly route?: RouteFormView | undefined
  readonly words: readonly WordsFormView[]
  /** What one may say at any time, under what was said. */
  readonly reply?: WordsFormView | undefined
  readonly follow: { readonly target: FormTarget; readonly text: string }
  readonly looks?: readonly { readonly term: string; readonly value: string }[] | undefined
  readonly conversation: readonly SaidView[]
  /** How much was said before the first of it. */
  readonly earlier?: string | undefined
  readonly work: readonly { readonly term: string; readonly value: string }[]
  /** To those who were told of it and have not opened it. */
  readonly remind?: { readonly target: FormTarget; readonly text: string } | undefined
  readonly viewer?: FileViewerView | undefined
  /** Of the file that is shown. */
  readonly signature?: SignatureNoteView | undefined
  readonly files: readonly (LinkView & { readonly isOpen: boolean })[]
}

type Props = ViewProps<IncomingPanelView>

const Act = ({
  id,
  title,
  isOpen,
  shortcut,
  children,
}: {
  id: string
  title: string
  isOpen: boolean
  shortcut?: string | undefined
  children: ComponentChildren
}) => (
  <details class="act" id={id} open={isOpen}>
    <summary data-shortcut={shortcut} aria-keyshortcuts={shortcut}>
      {title}
      {shortcut !== undefined && <KeyHint name={shortcut} />}
    </summary>
    {children}
  </details>
)

type WordsProps = {
  readonly name: string | undefined
  readonly label: string
  readonly value: string
  readonly rows: number
}

/** A field for words; none where none may be written. */
const Words = ({ name, ...shown }: WordsProps) =>
  name === undefined ? null : <TextArea name={name} {...shown} maxLength={4000} />

/** Open, choose, send: what a leader does a hundred times a day stands first, everything else folded away. */
const RouteForm = ({ t, form }: { readonly t: Props['t']; readonly form: RouteFormView }) => (
  <Form target={form.target} class="stack">
    {form.problem !== undefined && <Notice kind="attention" text={form.problem} live />}
    <RadioGroup
      name={form.leadName}
      label={t.incoming.chooseLead}
      hint={form.hint}
      options={form.units}
      value={form.lead}
      inline
    />
    <Select
      name={form.officerName}
      label={t.incoming.officers}
      options={form.officers}
      value={form.officer}
      emptyText={t.incoming.noOfficer}
    />
    <details open={form.together.length + form.informed.length > 0}>
      <summary>{t.incoming.others}</summary>
      <CheckboxGroup
        name={form.togetherName}
        label={t.incoming.chooseTogether}
        options={form.all}
        values={form.together}
      />
      <CheckboxGroup
        name={form.informedName}
        label={t.incoming.chooseInformed}
        options={form.all}
        values={form.informed}
      />
    </details>
    <Select name={form.daysName} label={t.incoming.dueDays} options={form.days} value={form.day} />
    <Words name={form.bodyName} label={t.incoming.instruction} value={form.body} rows={2} />
    {form.bodyName === undefined && <p class="sub">{t.incoming.secretWords}</p>}
    <Button shortcut="c">{t.incoming.routeGo}</Button>
  </Form>
)

const WordsForm = ({ t, form }: { readonly t: Props['t']; readonly form: WordsFormView }) => (
  <Act id={form.key} title={form.title} isOpen={form.isOpen} shortcut={form.shortcut}>
    <Form target={form.target} class="stack">
      {form.problem !== undefined && <Notice kind="attention" text={form.problem} live />}
      <Words name={form.name} label={form.label} value={form.value} rows={3} />
      {form.name === undefined && <p class="sub">{t.incoming.secretWords}</p>}
      <Button>{form.go}</Button>
    </Form>
  </Act>
)

const Reply = ({ form }: { readonly form: WordsFormView }) => (
  <Form target={form.target} class="stack no-print">
    {form.problem !== undefined && <Notice kind="attention" text={form.problem} live />}
    <Words name={form.name} label={form.title} value={form.value} rows={2} />
    <Button variant="secondary">{form.go}</Button>
  </Form>
)

const Acts = ({ t, view }: Props) => (
  <div class="stack">
    {view.note !== undefined && (
      <Form target={view.note.target}>
        <Button shortcut="x">{view.note.text}</Button>
      </Form>
    )}
    {view.route !== undefined && (
      <Act id="chuyen" title={view.route.title} isOpen={view.route.isOpen}>
        <RouteForm t={t} form={view.route} />
      </Act>
    )}
    {view.words.map((form) => (
      <WordsForm key={form.key} t={t} form={form} />
    ))}
  </div>
)

const Files = ({ t, view }: Props) => (
  <div class="papers-side">
    {view.files.length > 1 && (
      <ul class="chips">
        {view.files.map((file) => (
          <li key={file.href}>
            <a class="chip" href={file.href} aria-current={file.isOpen ? 'true' : undefined}>
              {file.text}
            </a>
          </li>
        ))}
      </ul>
    )}
    {view.signature !== undefined && <SignatureNote note={view.signature} />}
    {view.viewer === undefined ? <p class="soft">{t.incoming.noFiles}</p> : <FileViewer t={t} file={view.viewer} />}
  </div>
)

const PanelHead = ({ t, view }: Props) => (
  <header class="stack">
    <nav class="row open-walk no-print" aria-label={t.incoming.listLabel}>
      <a class="ds-button" data-variant="tertiary" href={view.backHref}>
        <Icon name="back" />
        {t.incoming.back}
      </a>
      {view.previousHref !== undefined && (
        <LinkButton href={view.previousHref} variant="tertiary" shortcut="k">
          {t.incoming.previous}
        </LinkButton>
      )}
      {view.nextHref !== undefined && (
        <LinkButton href={view.nextHref} variant="tertiary" shortcut="j">
          {t.incoming.next}
        </LinkButton>
      )}
    </nav>
    <h1 data-long>{view.subject}</h1>
    <p>
      <Badge>{view.state}</Badge>{' '}
      {view.badges.map((text) => (
        <Badge key={text} tone="gold">
          {text}
        </Badge>
      ))}
    </p>
    <div class="row no-print">
      {view.viewer !== undefined && (
        <a class="ds-button open-paper" data-variant="secondary" href={view.viewer.href}>
          {t.incoming.openPaper}
        </a>
      )}
      {view.actions.map((action) => (
        <LinkButton key={action.href} href={action.href} variant="secondary" shortcut={action.shortcut}>
          {action.text}
        </LinkButton>
      ))}
      <Form target={view.follow.target}>
        <Button variant="tertiary" shortcut="f">
          {view.follow.text}
        </Button>
      </Form>
    </div>
  </header>
)

const Facts = ({ t, view }: Props) => (
  <Card title={t.incoming.facts}>
    <SummaryList rows={view.facts} />
    {view.notes.map((note) => (
      <p key={note} class="soft">
        {note}
      </p>
    ))}
    {view.prints.length > 0 && (
      <p class="row no-print">
        {view.prints.map((print) => (
          <LinkButton key={print.href} href={print.href} variant="tertiary" icon="print">
            {print.text}
          </LinkButton>
        ))}
      </p>
    )}
  </Card>
)

const Sides = ({ t, view }: Props) => (
  <>
    <Acts t={t} view={view} />
    <Facts t={t} view={view} />
    <Card title={t.incoming.conversation}>
      {view.conversation.length === 0 ? (
        <p class="soft">{t.incoming.noOpinions}</p>
      ) : (
        <>
          {view.earlier !== undefined && <p class="soft">{view.earlier}</p>}
          <Conversation said={view.conversation} />
        </>
      )}
      {view.reply !== undefined && <Reply form={view.reply} />}
    </Card>
    {view.work.length > 0 && (
      <Card title={t.incoming.whoHasIt}>
        <SummaryList rows={view.work} />
        {view.remind !== undefined && (
          <Form target={view.remind.target} class="no-print">
            <Button variant="secondary">{view.remind.text}</Button>
          </Form>
        )}
      </Card>
    )}
    {view.tasks.length > 0 && (
      <Card title={t.incoming.tasks}>
        <ul>
          {view.tasks.map((task) => (
            <li key={task.href}>
              <a href={task.href}>{task.text}</a> <span class="soft">{task.state}</span>
            </li>
          ))}
        </ul>
      </Card>
    )}
    {view.looks !== undefined && view.looks.length > 0 && (
      <details class="no-print">
        <summary>{t.incoming.looks(view.looks.length)}</summary>
        <SummaryList rows={view.looks} />
      </details>
    )}
    {view.links.length > 0 && (
      <Card title={t.incoming.links}>
        <ul>
          {view.links.map((link) => (
            <li key={link.href}>
              <a href={link.href}>{link.text}</a>
            </li>
          ))}
        </ul>
        {view.moreLinks !== undefined && <p class="soft">{view.moreLinks}</p>}
      </Card>
    )}
  </>
)

/** A document: what it is, what to do, what was said, and the paper itself. */
export const IncomingPanel = ({ t, view }: Props) => (
  <article class="incoming incoming-sides">
    <div class="stack">
      <PanelHead t={t} view={view} />
      {view.problem !== undefined && <Notice kind="attention" text={view.problem} live />}
      <Sides t={t} view={view} />
    </div>
    <Files t={t} view={view} />
  </article>
)
