import { isUuid } from '#kernel/ids.ts'
import { formatDate, formatInstant, localDate, Temporal } from '#kernel/time.ts'
import {
  type HolderToEnrol,
  type KeyLine,
  type KeyListState,
  type KeyPageEnd,
  keyListStates,
  listHoldersToEnrol,
  listSigningKeys,
} from '#modules/signatures/index.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { type KeyLineView, KeyListPage } from '#web/ui/views/admin/signing-keys/key-list.tsx'
import { officerDocument } from '../../http/frames/officer-frame.tsx'
import { type Answer, fieldOf, type PageRequest, page } from '../../http/route.ts'
import { endPath, enrolPath, keysPath, rootsPath } from './key-paths.ts'

const asks = { state: 'loai', after: 'sau', afterId: 'sau-khoa' } as const

const stateOf = (request: PageRequest): KeyListState =>
  keyListStates.find((state) => state === fieldOf(request.query, asks.state)) ?? 'in-use'

const addressOf = (state: KeyListState, after?: KeyPageEnd): string => {
  const query = new URLSearchParams({
    ...(state === 'in-use' ? {} : { [asks.state]: state }),
    ...(after === undefined ? {} : { [asks.after]: after.at, [asks.afterId]: after.id }),
  })
  return query.size === 0 ? keysPath : `${keysPath}?${query.toString()}`
}

const isTime = (text: string): boolean => {
  try {
    return Temporal.Instant.from(text) !== undefined
  } catch {
    return false
  }
}

const afterOf = ({ query }: PageRequest, state: KeyListState): KeyPageEnd | null => {
  const at = fieldOf(query, asks.after).slice(0, 500)
  const id = fieldOf(query, asks.afterId)
  return at !== '' && isUuid(id) && (state === 'missing' || isTime(at)) ? { at, id } : null
}

const keyView = ({ admin: t }: Messages, line: KeyLine): KeyLineView => ({
  key: line.keyId,
  name: line.name,
  place: line.place,
  kind: `${t.keyKinds[line.kind]} · ${t.keyPlaces[line.keptAt]}`,
  serial: line.serial,
  until: formatDate(localDate(line.until)),
  state: {
    text: line.state === 'in-use' ? t.keyStates[line.isEnding ? 'ending' : 'in-use'] : t.keyStateOf[line.state],
    isEnding: line.state === 'in-use' && line.isEnding,
  },
  ended: line.endedAt === null ? undefined : t.keyEnded(formatInstant(line.endedAt), line.endedBecause),
  acts: [
    { href: enrolPath(line.kind, line.holderId), text: t.keyReplace, label: t.keyEnrolFor(line.name) },
    ...(line.state === 'in-use' ? [{ href: endPath(line.keyId), text: t.keyEnd, label: t.keyEndOf(line.name) }] : []),
  ],
})

const holderView = ({ admin: t }: Messages, holder: HolderToEnrol): KeyLineView => ({
  key: `${holder.kind} ${holder.holderId}`,
  name: holder.name,
  place: holder.place,
  kind: t.keyKinds[holder.kind],
  acts: [{ href: enrolPath(holder.kind, holder.holderId), text: t.keyEnrol, label: t.keyEnrolFor(holder.name) }],
})

const load = async (request: PageRequest, state: KeyListState) => {
  const t = messages(request.locale)
  const { province, actor, now } = request
  const after = afterOf(request, state)
  if (state === 'missing') {
    const found = await listHoldersToEnrol(province.database, actor, now, after)
    return { ...found, lines: found.lines.map((line) => holderView(t, line)) }
  }
  const found = await listSigningKeys(province.database, actor, now, state, after)
  return { ...found, lines: found.lines.map((line) => keyView(t, line)) }
}

export const showKeys = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const state = stateOf(request)
  const { lines, counts, next } = await load(request, state)
  const view = {
    filters: keyListStates.map((one) => ({
      href: addressOf(one),
      text: t.admin.keyStates[one],
      count: counts[one],
      current: one === state,
    })),
    warning: counts.ending === 0 ? undefined : t.admin.keysEndingSoon(counts.ending),
    lines,
    none:
      state === 'missing'
        ? { title: t.admin.keyNobodyMissing, text: t.admin.keyNobodyMissingText }
        : { title: t.admin.keyNone, text: t.admin.keyNoneText },
    pages: {
      previousHref: afterOf(request, state) === null ? undefined : addressOf(state),
      nextHref: next === null ? undefined : addressOf(state, next),
    },
    roots: { href: rootsPath, text: t.admin.rootsTitle },
  }
  return page(officerDocument(request, { title: t.admin.keysTitle }, <KeyListPage t={t} view={view} />))
}
