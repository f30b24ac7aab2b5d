/** The key that does the same; hidden where there is no keyboard. */
export const KeyHint = ({ name }: { readonly name: string }) => (
  <span class="key" aria-hidden="true">
    {name.toUpperCase()}
  </span>
)
