/** The own mark: a door that stands open, with light in it. The same drawing as `icons/mark.svg`. */
export const Mark = () => (
  <svg viewBox="0 0 36 36" aria-hidden="true" focusable="false">
    <rect width="36" height="36" rx="8" fill="#0c5168" />
    <path d="M10 29V16a8 8 0 0 1 16 0v13" fill="none" stroke="#fff" stroke-width="2.25" stroke-linecap="round" />
    <path d="M18 11.2 24 14v15l-6-2.4z" fill="#f2b705" />
    <circle cx="20" cy="20.5" r="1" fill="#083a4b" />
  </svg>
)
