/** One line offered while typing, as `/thu-tuc/goi-y?q=` answers in JSON. */
type Suggestion = { readonly href: string; readonly text: string }

const isSuggestion = (value: unknown): value is Suggestion =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Suggestion).href === 'string' &&
  typeof (value as Suggestion).text === 'string'

const waitMs = 150

const ask = async (address: string, query: string, signal: AbortSignal): Promise<readonly Suggestion[]> => {
  const url = new URL(address, location.href)
  url.searchParams.set('q', query)
  const answer = await fetch(url, { signal, headers: { accept: 'application/json' } })
  if (!answer.ok) return []
  const body: unknown = await answer.json()
  const list = Array.isArray(body) ? body : (body as { items?: unknown }).items
  return Array.isArray(list) ? list.filter(isSuggestion).slice(0, 8) : []
}

/** A combobox over the search field: arrows choose, Enter opens, Escape closes; the form works as before. */
const enhance = (box: HTMLElement): void => {
  const input = box.querySelector('input')
  const address = box.dataset.suggest
  if (input === null || address === undefined) return
  const list = document.createElement('ul')
  list.id = `${input.id}-suggestions`
  list.className = 'suggestions'
  list.setAttribute('role', 'listbox')
  list.hidden = true
  box.append(list)
  for (const [name, value] of [
    ['role', 'combobox'],
    ['aria-controls', list.id],
    ['aria-expanded', 'false'],
    ['aria-autocomplete', 'list'],
  ] as const)
    input.setAttribute(name, value)
  list.setAttribute('aria-label', input.labels?.[0]?.textContent ?? '')

  let chosen = -1
  let timer = 0
  let running = new AbortController()
  const options = () => [...list.querySelectorAll<HTMLAnchorElement>('[role="option"]')]
  const show = (isOpen: boolean): void => {
    list.hidden = !isOpen
    input.setAttribute('aria-expanded', String(isOpen))
    if (!isOpen) choose(-1)
  }
  const choose = (index: number): void => {
    chosen = index
    options().forEach((option, place) => {
      option.setAttribute('aria-selected', String(place === index))
    })
    const active = options()[index]
    if (active === undefined) input.removeAttribute('aria-activedescendant')
    else input.setAttribute('aria-activedescendant', active.id)
  }
  const draw = (found: readonly Suggestion[]): void => {
    list.replaceChildren(
      ...found.map(({ href, text }, index) => {
        const link = document.createElement('a')
        link.href = href
        link.textContent = text
        link.id = `${list.id}-${index}`
        link.tabIndex = -1
        link.setAttribute('role', 'option')
        const item = document.createElement('li')
        item.setAttribute('role', 'presentation')
        item.append(link)
        return item
      }),
    )
    show(found.length > 0)
  }
  input.addEventListener('input', () => {
    clearTimeout(timer)
    running.abort()
    const query = input.value.trim()
    if (query.length < 2) return show(false)
    timer = window.setTimeout(() => {
      running = new AbortController()
      ask(address, query, running.signal).then(draw, () => undefined)
    }, waitMs)
  })
  input.addEventListener('keydown', (event) => {
    if (list.hidden) return
    const count = options().length
    if (event.key === 'ArrowDown') choose((chosen + 1) % count)
    else if (event.key === 'ArrowUp') choose((chosen - 1 + count) % count)
    else if (event.key === 'Escape') show(false)
    else if (event.key === 'Enter' && chosen >= 0) location.assign(options()[chosen]?.href ?? location.href)
    else return
    event.preventDefault()
  })
  input.addEventListener('blur', () => setTimeout(() => show(false), waitMs))
}

export const offerSuggestions = (): void => {
  document.querySelectorAll<HTMLElement>('[data-suggest]').forEach(enhance)
}
