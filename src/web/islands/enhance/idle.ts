/**
 * Officers are signed out after a time without a deed. Two minutes before, a bar offers to stay; afterwards it offers to sign in again
 * in a new tab, and this page, with what was typed, stays as it is.
 */
const minuteMs = 60_000
const warningMs = 2 * minuteMs

export const warnBeforeIdle = (): void => {
  const bar = document.querySelector<HTMLElement>('[data-idle-minutes]')
  if (bar === null) return
  const limitMs = Number(bar.dataset.idleMinutes ?? '15') * minuteMs
  const part = (name: string) => bar.querySelector<HTMLElement>(`[data-${name}]`)
  let lastDeed = Date.now()
  let lastKept = Date.now()
  const draw = (): void => {
    const left = limitMs - (Date.now() - lastDeed)
    bar.hidden = left > warningMs
    const isOver = left <= 0
    for (const [name, isShown] of [
      ['before', !isOver],
      ['after', isOver],
      ['stay', !isOver],
      ['again', isOver],
    ] as const) {
      const shown = part(name)
      if (shown !== null) shown.hidden = !isShown
    }
  }
  const keep = async (): Promise<void> => {
    const answer = await fetch(bar.dataset.keep ?? '', { headers: { accept: 'application/json' } }).catch(
      () => undefined,
    )
    if (answer?.ok !== true || answer.redirected) return
    lastKept = lastDeed = Date.now()
    draw()
  }
  // Typing is a deed too, though the server does not see it: it is told at most every three minutes.
  const deed = (): void => {
    if (!bar.hidden) return
    lastDeed = Date.now()
    if (lastDeed - lastKept > 3 * minuteMs) {
      lastKept = lastDeed
      void keep()
    }
  }
  addEventListener('keydown', deed)
  addEventListener('pointerdown', deed)
  part('stay')?.addEventListener('click', () => void keep())
  addEventListener('focus', () => {
    if (!bar.hidden) void keep()
  })
  setInterval(draw, 5_000)
}
