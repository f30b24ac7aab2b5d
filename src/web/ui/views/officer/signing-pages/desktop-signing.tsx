import { Button, LinkButton } from '../../../form/button.tsx'
import { FileField } from '../../../form/file-field.tsx'
import { Form, type FormTarget } from '../../../form/form.tsx'
import { Card } from '../../../parts/card.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import type { ViewProps } from '../../view-props.ts'

export type DesktopSigningView = {
  readonly title: string
  readonly backHref: string
  readonly state: 'waiting' | 'returned' | 'taken' | 'closed'
  readonly until: string
  readonly problem?: string | undefined
  /** Where the tool on this machine listens, and what it is asked. */
  readonly tool: string
  readonly question: string
  readonly downloadHref: string
  readonly fileName: string
  readonly send: FormTarget
  readonly take: FormTarget
}

type Props = ViewProps<DesktopSigningView>

/** The island shows the button; without scripts the other way stands open. */
const Tool = ({ t, view }: Props) => {
  const words = t.signingPages
  return (
    <div
      data-desktop-signer={view.tool}
      data-question={view.question}
      data-waiting={words.desktopWaiting}
      data-unreached={words.desktopUnreached}
      data-failed={words.desktopFailed}
      hidden
    >
      <Card>
        <p>{words.desktopLead}</p>
        <div class="form-actions">
          <Button type="button">{words.desktopStart}</Button>
        </div>
        <p role="status" />
        <p class="soft">{view.until}</p>
      </Card>
    </div>
  )
}

const ByHand = ({ t, view }: Props) => {
  const words = t.signingPages
  return (
    <Card title={words.desktopByHand}>
      <p>{words.desktopByHandLead}</p>
      <p>
        <LinkButton href={view.downloadHref} variant="secondary" download>
          {words.desktopDownload}
        </LinkButton>
      </p>
      <Form target={view.send} files class="stack">
        <FileField
          t={t}
          name={view.fileName}
          label={words.desktopFile}
          hint={words.desktopFileHint}
          accept=".pdf,application/pdf"
          required
        />
        <div class="form-actions">
          <Button variant="secondary">{words.desktopSend}</Button>
        </div>
      </Form>
    </Card>
  )
}

const Returned = ({ t, view }: Props) => (
  <Card>
    <p>{t.signingPages.desktopReturned}</p>
    <Form target={view.take} id="ghi-nhan">
      <div class="form-actions">
        <Button icon="check">{t.signingPages.desktopTake}</Button>
      </div>
    </Form>
  </Card>
)

/** A document on its way to the signer's own tool and back. */
export const DesktopSigningPage = ({ t, view }: Props) => {
  const words = t.signingPages
  return (
    <div class="narrow stack">
      <PageHead
        t={t}
        title={words.desktopTitle}
        lead={view.title}
        crumbs={[{ href: view.backHref, text: words.desktopBack }]}
      />
      {view.problem !== undefined && <Notice kind="attention" text={view.problem} live />}
      {view.state === 'waiting' && (
        <>
          <Tool t={t} view={view} />
          <ByHand t={t} view={view} />
        </>
      )}
      {view.state === 'returned' && <Returned t={t} view={view} />}
      {view.state === 'taken' && <Notice kind="done" text={words.desktopTaken} />}
      {view.state === 'closed' && <Notice kind="attention" text={words.desktopClosed} />}
    </div>
  )
}
