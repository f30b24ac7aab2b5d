/**
 * Speaks with VGCA Sign Service on this machine: one question over a WebSocket, one answer (`Status` 0 when it signed and brought the file
 * back). The page is asked for again then; what came back has been judged by the server, whatever the tool says.
 */
type Told = { readonly Status?: unknown; readonly Message?: unknown; readonly Error?: unknown }

const readAnswer = (data: unknown): Told => {
  try {
    const told: unknown = JSON.parse(String(data))
    return typeof told === 'object' && told !== null ? told : {}
  } catch {
    return {}
  }
}

const ask = (place: HTMLElement, button: HTMLButtonElement, status: HTMLElement): void => {
  const { desktopSigner = '', question = '', waiting = '', unreached = '', failed = '' } = place.dataset
  const say = (text: string): void => {
    status.textContent = text
    button.disabled = false
  }
  button.disabled = true
  status.textContent = waiting
  let isAnswered = false
  const socket = new WebSocket(desktopSigner)
  socket.addEventListener('open', () => socket.send(question))
  socket.addEventListener('message', ({ data }) => {
    isAnswered = true
    socket.close()
    const { Status, Message, Error: fault } = readAnswer(data)
    if (Status === 0) location.reload()
    else say(`${failed} ${[Message, fault].filter((text) => typeof text === 'string' && text !== '').join(' ')}`)
  })
  socket.addEventListener('close', () => {
    if (!isAnswered) say(unreached)
  })
}

for (const place of document.querySelectorAll<HTMLElement>('[data-desktop-signer]')) {
  const button = place.querySelector('button')
  const status = place.querySelector<HTMLElement>('[role=status]')
  if (button === null || status === null) continue
  place.hidden = false
  button.addEventListener('click', () => ask(place, button, status))
}
