/**
 * Speaks with VGCA Sign Service on this machine: for each file one question over a WebSocket, one answer (`Status` 0 when it signed and brought the
 * file back), one after the other. Then what came back is taken; it has been judged by the server, whatever the tool says.
 */
type Told = { readonly Status?: unknown; readonly Message?: unknown; readonly Error?: unknown }
type Question = { readonly tool: string; readonly question: string }

const readAnswer = (data: unknown): Told => {
  try {
    const told: unknown = JSON.parse(String(data))
    return typeof told === 'object' && told !== null ? told : {}
  } catch {
    return {}
  }
}

/** What the tool says; null when it says nothing. */
const ask = ({ tool, question }: Question): Promise<Told | null> =>
  new Promise((resolve) => {
    const socket = new WebSocket(tool)
    socket.addEventListener('open', () => socket.send(question))
    socket.addEventListener('message', ({ data }) => {
      resolve(readAnswer(data))
      socket.close()
    })
    socket.addEventListener('close', () => resolve(null))
  })

/** Asks what was not signed yet, and answers what is left when the tool says no. */
const askAll = async (
  place: HTMLElement,
  status: HTMLElement,
  questions: readonly Question[],
): Promise<readonly Question[]> => {
  const { waiting = '', unreached = '', failed = '' } = place.dataset
  for (const [at, one] of questions.entries()) {
    status.textContent = waiting
    const told = await ask(one)
    if (told?.Status === 0) continue
    const said = [told?.Message, told?.Error].filter((text) => typeof text === 'string' && text !== '').join(' ')
    status.textContent = told === null ? unreached : `${failed} ${said}`
    return questions.slice(at)
  }
  return []
}

for (const place of document.querySelectorAll<HTMLElement>('[data-desktop-questions]')) {
  const button = place.querySelector('button')
  const status = place.querySelector<HTMLElement>('[role=status]')
  if (button === null || status === null) continue
  place.hidden = false
  let left: readonly Question[] = JSON.parse(place.dataset.desktopQuestions ?? '[]')
  button.addEventListener('click', async () => {
    button.disabled = true
    left = await askAll(place, status, left)
    button.disabled = left.length === 0
    if (left.length === 0) place.querySelector('form')?.requestSubmit()
  })
}
