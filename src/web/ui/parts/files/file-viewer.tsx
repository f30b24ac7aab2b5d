import type { Messages } from '../../../messages/index.ts'
import { LinkButton } from '../../form/button.tsx'

export type FileViewerView = {
  readonly name: string
  readonly kind: 'pdf' | 'image' | 'other'
  /** Served for showing in the page. */
  readonly href: string
  readonly downloadHref: string
  /** The pages of a PDF as a picture, for narrow screens: telephones show no PDF inside a page. Without it they open the file. */
  readonly pictureHref?: string | undefined
  readonly previousHref?: string | undefined
  readonly nextHref?: string | undefined
  /** `2/5` */
  readonly position?: string | undefined
}

/** A paper in the page; what the browser cannot show is offered as a download. */
export const FileViewer = ({ t, file }: { readonly t: Messages; readonly file: FileViewerView }) => (
  <section class="viewer" aria-label={t.officer.viewing(file.name)} id="viewer">
    <div class="viewer-bar">
      <span class="name">{file.name}</span>
      {file.position !== undefined && <span class="soft number">{file.position}</span>}
      {file.previousHref !== undefined && (
        <LinkButton href={file.previousHref} variant="secondary" shortcut="←">
          {t.common.previous}
        </LinkButton>
      )}
      {file.nextHref !== undefined && (
        <LinkButton href={file.nextHref} variant="secondary" shortcut="→">
          {t.common.next}
        </LinkButton>
      )}
      <a href={file.downloadHref} download>
        {t.common.download}
      </a>
    </div>
    {file.kind === 'pdf' && <iframe src={file.href} title={file.name} loading="lazy" data-wide />}
    {file.kind === 'pdf' && file.pictureHref === undefined && (
      <p class="empty" data-narrow>
        <a href={file.href}>{t.officer.openPaper(file.name)}</a>
      </p>
    )}
    {file.pictureHref !== undefined && <img src={file.pictureHref} alt={file.name} loading="lazy" data-narrow />}
    {file.kind === 'image' && <img src={file.href} alt={file.name} />}
    {file.kind === 'other' && (
      <p class="empty">
        {t.officer.cannotShow} <a href={file.downloadHref}>{t.common.download}</a>
      </p>
    )}
  </section>
)
