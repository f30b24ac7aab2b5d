import type { Messages } from '../../../../messages/index.ts'
import { Pagination, type PaginationView } from '../../../parts/pagination.tsx'

type Props = {
  readonly t: Messages
  readonly pages: PaginationView
  /** The rows as a file; none where there are no rows. */
  readonly exportHref?: string | undefined
}

/** What stands under the rows of a list of documents: the list as a file, and its other pages. */
export const ListFoot = ({ t, pages, exportHref }: Props) => (
  <div class="list-foot">
    {exportHref !== undefined && <a href={exportHref}>{t.documentSearch.export}</a>}
    <Pagination t={t} view={pages} />
  </div>
)
