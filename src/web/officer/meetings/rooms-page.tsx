import { isUuid, newId } from '#kernel/ids.ts'
import { localDate } from '#kernel/time.ts'
import { AddRoom, addRoom, closeRoom, listPlanAgencies, listRooms, type PlanAgency } from '#modules/meetings/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import {
  type Answer,
  fieldOf,
  forbidden,
  notFound,
  type PageRequest,
  page,
  type Route,
  redirect,
} from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { answerMeetingRefusal } from '#web/refusals/meeting-refusals.ts'
import { DeskPage, type DeskView } from '#web/ui/views/officer/desk-page.tsx'
import { officerOf } from '../officer-of.ts'
import { meetingDeps, planNames, planPath, roomsPath } from './meeting-paths.ts'

const names = { name: 'ten', seats: 'cho', id: 'ma' } as const

type Trouble = { readonly name: string; readonly text: string; readonly status: number }

const arrangedAgency = async (request: PageRequest): Promise<PlanAgency | null> => {
  const asked = fieldOf({ ...request.query, ...request.form }, planNames.agency)
  const all = await listPlanAgencies(request.province.database, officerOf(request), localDate(request.now), request.now)
  const arranged = all.filter((one) => one.arranges)
  return (asked === '' ? arranged[0] : arranged.find((one) => one.id === asked)) ?? null
}

const show = async (request: PageRequest, trouble?: Trouble): Promise<Answer> => {
  const agency = await arrangedAgency(request)
  if (agency === null) return forbidden
  const t = messages(request.locale)
  const rooms = await listRooms(request.province.database, agency.id, request.now)
  const field = (name: string) => ({
    section: 'phong',
    name,
    value: fieldOf(request.form, name),
    error: trouble?.name === name ? trouble.text : undefined,
  })
  const csrf = request.csrfToken
  const hidden = { [planNames.agency]: agency.id }
  const view: DeskView = {
    title: t.meetings.roomsTitle,
    lead: `${agency.name}. ${t.meetings.roomsLead}`,
    crumbs: [{ href: planPath, text: t.meetings.title }],
    acts: [
      {
        text: t.meetings.addRoom,
        isOpen: trouble !== undefined,
        target: { action: roomsPath, csrf, hidden: { ...hidden, [names.id]: newId() } },
        fields: {
          sections: [{ id: 'phong' }],
          fields: [
            { ...field(names.name), type: 'text', label: t.meetings.roomName, required: true, maxLength: 120 },
            { ...field(names.seats), type: 'number', label: t.meetings.roomSeatsField },
          ],
        },
      },
    ],
    main: [
      {
        title: t.meetings.rooms,
        none: t.meetings.noRooms,
        items: rooms.map((room) => ({
          key: room.id,
          title: room.name,
          lines: [room.seats === null ? '' : t.meetings.roomSeats(room.seats), t.meetings.roomNext(room.next)],
          acts: [
            {
              text: t.meetings.closeRoom,
              explains: t.meetings.closeRoomExplains,
              target: { action: `${roomsPath}/${room.id}/dong`, csrf, hidden },
            },
          ],
        })),
      },
    ],
  }
  return page(officerDocument(request, { title: view.title }, <DeskPage t={t} view={view} />), {
    status: trouble?.status ?? 200,
  })
}

const backTo = (request: PageRequest): string =>
  `${roomsPath}?${new URLSearchParams({ [planNames.agency]: fieldOf(request.form, planNames.agency) })}`

const takeRoom = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const seats = fieldOf(request.form, names.seats)
  const command = AddRoom.safeParse({
    id: fieldOf(request.form, names.id),
    agencyId: fieldOf(request.form, planNames.agency),
    name: fieldOf(request.form, names.name),
    seats: seats === '' ? null : Number(seats),
  })
  if (!command.success) {
    const isSeats = command.error.issues.some(({ path }) => path[0] === 'seats')
    const words = t.meetings.refusals
    const text = isSeats ? words.seatsUnreadable : words.nameMissing
    return show(request, { name: isSeats ? names.seats : names.name, text, status: 422 })
  }
  const done = await addRoom(meetingDeps(request), request.actor, command.data)
  if (done.ok) return redirect(backTo(request), { notice: { kind: 'done', text: t.meetings.roomAdded } })
  return show(request, { name: names.name, ...answerMeetingRefusal(t, done.refusal) })
}

const takeClose = async (request: PageRequest): Promise<Answer> => {
  const roomId = request.params.id ?? ''
  if (!isUuid(roomId)) return notFound
  const t = messages(request.locale)
  const done = await closeRoom(meetingDeps(request), request.actor, { roomId })
  const text = done.ok ? t.meetings.roomClosed : answerMeetingRefusal(t, done.refusal).text
  return redirect(backTo(request), { notice: { kind: done.ok ? 'done' : 'attention', text } })
}

export const roomRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: roomsPath,
    access: { officer: 'any' },
    statementBudget: 2,
    handler: (request) => show(request),
  },
  { method: 'POST', path: roomsPath, access: { officer: 'any' }, handler: takeRoom },
  { method: 'POST', path: `${roomsPath}/:id/dong`, access: { officer: 'any' }, handler: takeClose },
]
