/** The own mark, a door that stands open with light in it: `icons/mark.svg`, which is the icon of the tab too and so is fetched once. */
export const Mark = () => <span class="mark" aria-hidden="true" />
