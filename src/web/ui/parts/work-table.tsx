import type { ComponentChildren } from 'preact'

export type WorkTableRow = {
  readonly id: string
  readonly href: string
  /** What opens the row: a code, or words where there is no code yet. */
  readonly name: string
  readonly subject: string
  /** The second line. */
  readonly sub?: ComponentChildren
  /** Where it stands; left out in lists whose rows all stand at the same place. */
  readonly step?: ComponentChildren
  /** Ends the row: when it is due, or its day. */
  readonly end?: ComponentChildren
  readonly isOpen?: boolean | undefined
  /** A box to choose it together with others. */
  readonly pick?: ComponentChildren
}

export type WorkTableGroup = {
  readonly key: string
  readonly head?: ComponentChildren
  readonly rows: readonly WorkTableRow[]
  /** The rest of the group, a page of its own. */
  readonly more?: { readonly href: string; readonly text: string } | undefined
}

export type WorkTableProps = {
  readonly caption: string
  readonly heads: readonly [name: string, subject: string, ...rest: string[]]
  readonly groups: readonly WorkTableGroup[]
}

/** Numbers and notations have figures; words in the same place are read, not compared. */
const isCode = (name: string): boolean => /\d/.test(name)

const Row = ({ row, hasStep }: { readonly row: WorkTableRow; readonly hasStep: boolean }) => (
  <tr data-row aria-current={row.isOpen === true ? 'true' : undefined}>
    <td>
      {row.pick}
      <a class="open" data-code={isCode(row.name) ? true : undefined} href={row.href}>
        {row.name}
      </a>
    </td>
    <td class="subject">
      <span class="two-lines" title={row.subject}>
        {row.subject}
      </span>
      <span class="sub">{row.sub}</span>
    </td>
    {hasStep && <td class="step">{row.step}</td>}
    <td>{row.end}</td>
  </tr>
)

/** The rows of every list of work: what opens it, what it is about, where it stands, when it is due. The keys of lists walk it. */
export const WorkTable = ({ caption, heads, groups }: WorkTableProps) => (
  <table class="work">
    <caption class="sr-only">{caption}</caption>
    <thead>
      <tr>
        {heads.map((head) => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    {groups.map((group) => (
      <tbody key={group.key}>
        {group.head !== undefined && (
          <tr class="group">
            <th colSpan={heads.length} scope="rowgroup">
              {group.head}
            </th>
          </tr>
        )}
        {group.rows.map((row) => (
          <Row key={row.id} row={row} hasStep={heads.length > 3} />
        ))}
        {group.more !== undefined && (
          <tr class="more-rows">
            <td colSpan={heads.length}>
              <a href={group.more.href}>{group.more.text}</a>
            </td>
          </tr>
        )}
      </tbody>
    ))}
  </table>
)
