/** Lets one after the other in; whoever would be one too many in the queue is answered at once. */
export const openTurns = (mostWaiting: number) => {
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()
  return <Value>(act: () => Promise<Value>, answerWhenFull: () => Value): Promise<Value> => {
    if (waiting >= mostWaiting) return Promise.resolve(answerWhenFull())
    waiting += 1
    const mine = last.then(act).finally(() => {
      waiting -= 1
    })
    last = mine.catch(() => undefined)
    return mine
  }
}
