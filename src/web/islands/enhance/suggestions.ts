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

const optionOf = ({ href, text }: Suggestion, id: string): HTMLLIElement => {
  const link = document.createElement('a')
  link.href = href
  link.textContent = text
  link.id = id
  link.tabIndex = -1
  link.setAttribute('role', 'option')
  const item = document.createElement('li')
  item.setAttribute('role', 'presentation')
  item.append(link)
  return item
}

/** The list under the field, as a combobox has one. */
const openList = (box: HTMLElement, input: HTMLInputElement): HTMLUListElement => {
  const list = document.createElement('ul')
  list.id = `${input.id}-suggestions`
  list.className = 'suggestions'
  list.hidden = true
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', input.labels?.[0]?.textContent ?? '')
  box.append(list)
  const roles = { role: 'combobox', 'aria-controls': list.id, 'aria-expanded': 'false', 'aria-autocomplete': 'list' }
  for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value)
  return list
}

const choices = (input: HTMLInputElement, list: HTMLUListElement) => {
  let chosen = -1
  const options = () => [...list.querySelectorAll<HTMLAnchorElement>('[role="option"]')]
  const choose = (index: number): void => {
    chosen = index
    options().forEach((option, place) => {
      option.setAttribute('aria-selected', String(place === index))
    })
    const active = options()[index]
    if (active === undefined) input.removeAttribute('aria-activedescendant')
    else input.setAttribute('aria-activedescendant', active.id)
  }
  const show = (isOpen: boolean): void => {
    list.hidden = !isOpen
    input.setAttribute('aria-expanded', String(isOpen))
    choose(-1)
  }
  const step = (by: 1 | -1): void =>
    choose((Math.max(chosen, by === 1 ? -1 : 0) + by + options().length) % options().length)
  return { show, step, chosen: () => options()[chosen] }
}

/** A combobox over the search field: arrows choose, Enter opens, Escape closes; the form works as before. */
const enhance = (box: HTMLElement): void => {
  const input = box.querySelector('input')
  const address = box.dataset.suggest
  if (input === null || address === undefined) return
  const list = openList(box, input)
  const { show, step, chosen } = choices(input, list)
  let timer = 0
  let running = new AbortController()
  const draw = (found: readonly Suggestion[]): void => {
    list.replaceChildren(...found.map((suggestion, index) => optionOf(suggestion, `${list.id}-${index}`)))
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
    const goal = chosen()
    if (event.key === 'ArrowDown') step(1)
    else if (event.key === 'ArrowUp') step(-1)
    else if (event.key === 'Escape') show(false)
    else if (event.key === 'Enter' && goal !== undefined) location.assign(goal.href)
    else return
    event.preventDefault()
  })
  input.addEventListener('blur', () => setTimeout(() => show(false), waitMs))
}

export const offerSuggestions = (): void => {
  document.querySelectorAll<HTMLElement>('[data-suggest]').forEach(enhance)
}
