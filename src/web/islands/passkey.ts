import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'

/**
 * Forms that a device fills in: on submit it is asked, its answer goes along, and the form leaves as any other. Where the browser cannot
 * ask one, the form stays hidden and the other ways remain.
 */
const ask = async (place: HTMLElement): Promise<string> => {
  const optionsJSON = JSON.parse(place.dataset.options ?? '{}')
  const answer =
    place.dataset.passkey === 'create'
      ? await startRegistration({ optionsJSON })
      : await startAuthentication({ optionsJSON })
  return JSON.stringify(answer)
}

const listen = (place: HTMLElement, form: HTMLFormElement): void => {
  const answer = form.querySelector<HTMLInputElement>('[name="answer"]')
  const failed = form.querySelector<HTMLElement>('[data-passkey-failed]')
  if (answer === null) return
  // Before the guard of the page sees the submit: asking the device is not sending.
  form.addEventListener('submit', (event) => {
    if (answer.value !== '') return
    event.preventDefault()
    if (failed !== null) failed.hidden = true
    ask(place)
      .then((json) => {
        answer.value = json
        form.requestSubmit()
      })
      .catch(() => {
        if (failed !== null) failed.hidden = false
      })
  })
  // Back from the next page: the old answer counts no more.
  addEventListener('pageshow', () => {
    answer.value = ''
  })
}

for (const place of document.querySelectorAll<HTMLElement>('[data-passkey]')) {
  const form = place.querySelector('form')
  const isFit = browserSupportsWebAuthn() && form !== null
  place.hidden = !isFit
  if (isFit) listen(place, form)
}
const words = (name: string) => document.querySelectorAll<HTMLElement>(`[data-passkey-${name}]`)
for (const word of words('unscripted')) word.hidden = true
for (const word of words('unfit')) word.hidden = browserSupportsWebAuthn()
