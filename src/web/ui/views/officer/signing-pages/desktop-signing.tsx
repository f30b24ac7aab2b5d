import { Button, LinkButton } from '../../../form/button.tsx'
import { FileField } from '../../../form/file-field.tsx'
import { Form, type FormTarget } from '../../../form/form.tsx'
import { Card } from '../../../parts/card.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import type { ViewProps } from '../../view-props.ts'

export type DesktopFileView = {
  readonly name: string
  readonly isBack: boolean
  /** Why what came back of it was not taken. */
  readonly problem: string | undefined
  readonly downloadHref: string | undefined
}

export type DesktopSigningView = {
  /** An officer's own signature, or the seal of his agency. */
  readonly kind: 'sign' | 'seal'
  readonly title: string
  readonly backHref: string
  readonly state: 'waiting' | 'returned' | 'taken' | 'withdrawn' | 'closed'
  readonly until: string
  readonly problem?: string | undefined
  /** Where the tool on this machine listens, and what it is asked, one after the other. */
  readonly questions: readonly { readonly tool: string; readonly question: string }[]
  readonly files: readonly DesktopFileView[]
  readonly fileName: string
  readonly send: FormTarget
  readonly take: FormTarget
}

type Props = ViewProps<DesktopSigningView>

const wordsOf = ({ t, view }: Props) => t.signingPages.desktopOf[view.kind]

/** The island shows the button, and takes what was signed when the tool is done; without scripts the other way stands open. */
const Tool = ({ t, view }: Props) => {
  const words = t.signingPages
  return (
    <div
      data-desktop-questions={JSON.stringify(view.questions)}
      data-waiting={words.desktopWaiting}
      data-unreached={words.desktopUnreached}
      data-failed={words.desktopFailed}
      hidden
    >
      <Card>
        <p>{wordsOf({ t, view }).lead}</p>
        <div class="form-actions">
          <Button type="button">{words.desktopStart}</Button>
        </div>
        <p role="status" />
        <p class="soft">{view.until}</p>
      </Card>
      <div hidden>
        <Form target={view.take} id="ghi-nhan">
          {null}
        </Form>
      </div>
    </div>
  )
}

/** Of one file nothing is told but what its button says; of several which are back. */
const Files = ({ t, view }: Props) => {
  const words = wordsOf({ t, view })
  return (
    <Card title={words.files}>
      <ul class="file-list">
        {view.files.map((file) => (
          <li key={file.name} class="file-row">
            <span>
              {file.name} <span class="soft small">{file.isBack ? words.back : words.waiting}</span>
            </span>
            {file.downloadHref !== undefined && (
              <a href={file.downloadHref} download aria-label={`${words.download}: ${file.name}`}>
                {t.signingPages.desktopDownload}
              </a>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

const ByHand = ({ t, view }: Props) => {
  const words = wordsOf({ t, view })
  const [own, ...along] = view.files
  return (
    <Card title={words.byHand}>
      <p>{words.byHandLead}</p>
      {along.length === 0 && own?.downloadHref !== undefined && (
        <p>
          <LinkButton href={own.downloadHref} variant="secondary" download>
            {words.download}
          </LinkButton>
        </p>
      )}
      <Form target={view.send} files class="stack">
        <FileField
          t={t}
          name={view.fileName}
          label={words.file}
          hint={t.signingPages.desktopFileHint}
          accept=".pdf,application/pdf"
          multiple={along.length > 0}
          required
        />
        <div class="form-actions">
          <Button variant="secondary">{words.send}</Button>
        </div>
      </Form>
    </Card>
  )
}

const Returned = ({ t, view }: Props) => {
  const words = wordsOf({ t, view })
  return (
    <Card>
      <p>{words.returned}</p>
      <Form target={view.take} id="ghi-nhan">
        <div class="form-actions">
          <Button icon="check">{words.take}</Button>
        </div>
      </Form>
    </Card>
  )
}

/** A document on its way to the signer's own tool and back. */
export const DesktopSigningPage = ({ t, view }: Props) => {
  const words = wordsOf({ t, view })
  const problems = [view.problem, ...view.files.map(({ problem }) => problem)].filter((text) => text !== undefined)
  return (
    <div class="narrow stack">
      <PageHead
        t={t}
        title={words.title}
        lead={view.title}
        crumbs={[{ href: view.backHref, text: t.signingPages.desktopBack }]}
      />
      {[...new Set(problems)].map((text) => (
        <Notice key={text} kind="attention" text={text} live />
      ))}
      {view.files.length > 1 && <Files t={t} view={view} />}
      {view.state === 'waiting' && (
        <>
          <Tool t={t} view={view} />
          <ByHand t={t} view={view} />
        </>
      )}
      {view.state === 'returned' && <Returned t={t} view={view} />}
      {view.state === 'taken' && <Notice kind="done" text={words.taken} />}
      {(view.state === 'closed' || view.state === 'withdrawn') && <Notice kind="attention" text={words[view.state]} />}
    </div>
  )
}
