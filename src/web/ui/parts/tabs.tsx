export type TabLink = { readonly href: string; readonly text: string; readonly current?: boolean | undefined }

/** Parts of one subject, each a page with its own address. */
export const Tabs = ({ label, tabs }: { readonly label: string; readonly tabs: readonly TabLink[] }) => (
  <nav class="tabs" aria-label={label}>
    {tabs.map((tab) => (
      <a key={tab.href} href={tab.href} aria-current={tab.current === true ? 'page' : undefined}>
        {tab.text}
      </a>
    ))}
  </nav>
)
