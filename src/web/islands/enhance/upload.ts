/**
 * Files go one by one as soon as they are chosen, each with its progress and a retry, so that a weak line loses one file and not all.
 * The form's `data-upload` address takes `_csrf`, the name of the field in `field`, and one `file`; it answers `{ "id": "…" }`, or
 * `{ "error": "…" }` with a status of 4xx. The form itself waits until all have arrived. Without this the browser sends the files itself.
 */
type Words = Readonly<Record<'sending' | 'sent' | 'failed' | 'retry' | 'remove', string>>

/** The texts come with the field, in the language of the page. */
const wordsOf = (field: Element | null): Words => {
  const { sending = '', sent = '', failed = '', retry = '', remove = '' } = (field as HTMLElement | null)?.dataset ?? {}
  return { sending, sent, failed, retry, remove }
}

const element = <Name extends keyof HTMLElementTagNameMap>(name: Name, className = '', text = '') => {
  const made = document.createElement(name)
  if (className !== '') made.className = className
  made.textContent = text
  return made
}

const fileIcon = (): SVGElement => {
  const namespace = 'http://www.w3.org/2000/svg'
  const icon = document.createElementNS(namespace, 'svg')
  icon.setAttribute('class', 'icon')
  icon.setAttribute('viewBox', '0 0 24 24')
  icon.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(namespace, 'path')
  path.setAttribute('d', 'M6 3h8l5 5v13H6zM14 3v5h5')
  icon.append(path)
  return icon
}

const button = (text: string): HTMLButtonElement => {
  const made = element('button', 'ds-button', text)
  made.type = 'button'
  made.dataset.variant = 'tertiary'
  return made
}

/** The server has the file now, so taking it away is for the server too: the same button as beside the files kept before. */
const takeAway = (text: string, id: string): HTMLButtonElement => {
  const made = button(text)
  made.type = 'submit'
  made.name = '_remove-file'
  made.value = id
  made.formNoValidate = true
  return made
}

const parse = (text: string): { id?: unknown; error?: unknown } => {
  try {
    return JSON.parse(text) as { id?: unknown; error?: unknown }
  } catch {
    return {}
  }
}

/** What was missing is there now. */
const dropComplaint = (row: Element): void => {
  const field = row.closest('[data-file-field]')
  field?.querySelector(':scope > .error')?.remove()
  field?.querySelector('input[type="file"]')?.removeAttribute('aria-invalid')
}

const send = (form: HTMLFormElement, field: string, file: File, row: HTMLLIElement, words: Words): void => {
  const progress = element('progress')
  progress.max = 1
  progress.setAttribute('aria-label', `${words.sending}: ${file.name}`)
  const state = element('span', 'soft small', words.sending)
  state.setAttribute('role', 'status')
  const remove = button(words.remove)
  const request = new XMLHttpRequest()
  remove.addEventListener('click', () => {
    request.abort()
    row.remove()
  })
  row.replaceChildren(fileIcon(), element('span', '', file.name), remove, state, progress)
  const fail = (text: string, mayRetry: boolean): void => {
    progress.remove()
    state.className = 'error'
    state.textContent = text
    if (!mayRetry) return
    const retry = button(words.retry)
    retry.addEventListener('click', () => send(form, field, file, row, words))
    remove.before(retry)
  }
  request.upload.addEventListener('progress', (event) => {
    if (!event.lengthComputable) return
    progress.value = event.loaded / event.total
    state.textContent = `${words.sending} ${Math.round(progress.value * 100)} %`
  })
  request.addEventListener('error', () => fail(words.failed, true))
  request.addEventListener('load', () => {
    const { id, error } = parse(request.responseText)
    if (request.status >= 300 || typeof id !== 'string')
      return fail(typeof error === 'string' ? error : words.failed, request.status >= 500 || request.status === 0)
    progress.remove()
    state.textContent = words.sent
    dropComplaint(row)
    remove.replaceWith(takeAway(words.remove, id))
  })
  const body = new FormData()
  body.append('_csrf', form.querySelector<HTMLInputElement>('input[name="_csrf"]')?.value ?? '')
  body.append('field', field)
  body.append('file', file)
  request.open('POST', form.dataset.upload ?? '')
  request.setRequestHeader('accept', 'application/json')
  request.send(body)
}

const listOf = (input: HTMLInputElement): HTMLUListElement => {
  const box = input.closest('.file') ?? input.parentElement
  const found = box?.querySelector<HTMLUListElement>('ul.file-list')
  if (found !== null && found !== undefined) return found
  const made = element('ul', 'file-list')
  input.before(made)
  return made
}

/** To leave the page would lose what is on its way: the form goes when the last file has arrived or failed. */
const waitForFiles = (form: HTMLFormElement): void => {
  const isSending = (): boolean => form.querySelector('.file-row progress') !== null
  form.addEventListener(
    'submit',
    (event) => {
      const { submitter } = event
      if (!isSending()) return
      event.preventDefault()
      event.stopImmediatePropagation()
      submitter?.setAttribute('aria-busy', 'true')
      const watcher = new MutationObserver(() => {
        if (isSending()) return
        watcher.disconnect()
        submitter?.removeAttribute('aria-busy')
        if (form.querySelector('.file-row .error') === null) form.requestSubmit(submitter)
      })
      watcher.observe(form, { childList: true, subtree: true })
    },
    true,
  )
}

export const sendFilesAtOnce = (): void => {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-upload]')) {
    waitForFiles(form)
    for (const input of form.querySelectorAll<HTMLInputElement>('[data-file-field] input[type="file"]'))
      input.addEventListener('change', () => {
        for (const file of input.files ?? []) {
          const row = element('li', 'file-row')
          listOf(input).append(row)
          send(form, input.name, file, row, wordsOf(input.closest('[data-file-field]')))
        }
        input.value = ''
      })
  }
}
