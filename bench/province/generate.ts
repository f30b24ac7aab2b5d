import { sql } from 'kysely'
import type { Database } from '#platform/database/connection.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import { formAnswers } from '#test/support/form-answers.ts'

/**
 * Fills the demo province with dossiers as a few years leave them behind: every working day some, most at a few busy communes and of a few
 * common procedures, nineteen of twenty settled long ago, the latest on desks. Codes are numbered per desk and day without a gap, counters
 * stand where they should, figures are counted by the triggers of the tables themselves. All by the server, in slices of whole days.
 */
export type GenerateOptions = {
  readonly dossiers: number
  readonly citizens: number
  /** Also the closed pieces of work behind settled dossiers. */
  readonly withHistory: boolean
  readonly report: (line: string) => void
}

export const benchLogin = (number: number): string => `congdan${number}`

const yearsOfHistory = 2.7
const sliceRows = 25_000

/** Citizens who can sign in with the password of the demonstration. */
const addCitizens = async (database: Database, sealing: Sealing, count: number): Promise<void> => {
  await sql`
    with template as (select * from account where login = 'minh'),
    made as (
      insert into account (id, kind, login, password_hash, password_changed_at, is_demo, created_at)
      select uuidv7(), 'citizen', 'congdan' || n, t.password_hash, t.password_changed_at, true, t.created_at
      from generate_series(1, ${count}::int) n, template t returning id, login
    )
    insert into citizen (account_id, full_name, identity_sealed, identity_hash, assurance, phone, email, address)
    select id, 'Công dân ' || substr(login, 8), ${sealing.seal('025090000001')}, sha256(login::bytea), 'eid-2', '0912000001',
      login || '@example.vn', 'Khu 3, xã Hy Cương, tỉnh Phú Thọ' from made`.execute(database)
}

/** What may be filed where, with how often it is: procedures by rank, communes by rank. */
const makeOffers = async (database: Database, sealing: Sealing): Promise<void> => {
  const forms = Object.entries(formAnswers).map(([key, answers]) => ({
    key,
    sealed: sealing.seal(JSON.stringify(answers)),
  }))
  await sql`drop table if exists bench_offer; `.execute(database)
  await sql`
    create unlogged table bench_offer as
    with form(key, sealed) as (values ${sql.join(forms.map((one) => sql`(${one.key}, ${one.sealed}::bytea)`))}),
    desk as (
      select d.id, d.code, d.parent_id, d.level, row_number() over (partition by d.level order by d.code) as place
      from agency d where d.kind = 'one-stop-desk'
    ),
    offered as (
      select p.id as procedure_id, p.name, l.form_key, l.process_definition_id, l.deciding_kind, l.deciding_agency_id, l.deciding_unit_key,
        row_number() over (order by md5(p.code)) as rank
      from procedure p join procedure_local l on l.procedure_id = p.id where l.is_open
    ),
    pairs as (
      select o.*, d.id as desk_id, d.code as desk_code,
        case o.deciding_kind when 'agency' then o.deciding_agency_id else d.parent_id end as deciding_id,
        (1.0 / o.rank) * (1.0 / sqrt(d.place)) as weight
      from offered o join desk d on d.level = case o.deciding_kind when 'agency' then 'province' else 'commune' end
    )
    select pairs.*, f.id as form_id, form.sealed,
      (select u.id from unit u where u.agency_id = pairs.deciding_id and u.key = pairs.deciding_unit_key) as unit_id,
      sum(weight) over (order by rank, desk_code) / sum(weight) over () as upto
    from pairs
    join form on form.key = pairs.form_key
    left join lateral (select id from form_definition where key = pairs.form_key order by version desc limit 1) f on true`.execute(
    database,
  )
  await sql`create index on bench_offer (upto)`.execute(database)
  await sql`analyze bench_offer`.execute(database)
}

/** The working days of the past, numbered from the first. */
const makeDays = async (database: Database): Promise<number> => {
  await sql`drop table if exists bench_day`.execute(database)
  await sql`
    create unlogged table bench_day as
    select row_number() over (order by day) - 1 as number, day::date as day
    from generate_series(((now() at time zone 'Asia/Ho_Chi_Minh')::date - ${Math.round(yearsOfHistory * 365)}::int)::timestamp,
      ((now() at time zone 'Asia/Ho_Chi_Minh')::date - 1)::timestamp, interval '1 day') day
    where extract(isodow from day) < 6 and day::date not in (select date from working_day_exception where kind <> 'swapped_working')`.execute(
    database,
  )
  const { rows } = await sql<{ days: number }>`select count(*) as days from bench_day`.execute(database)
  return rows[0]?.days ?? 0
}

const dossiersOfSlice = (fromDay: number, toDay: number, perDay: number, withLast: number, citizens: number) => sql`
  create temporary table slice on commit drop as
  with drawn as (
    select uuidv7() as dossier_id, d.day,
      (d.day + time '07:30' + random() * interval '9 hours') at time zone 'Asia/Ho_Chi_Minh' as filed_at,
      random() as pick, random() as fate, random() as pace, random() as way, random() as who
    from bench_day d
    cross join lateral generate_series(1, ${perDay}::int + case when d.number = ${toDay}::int then ${withLast}::int else 0 end)
    where d.number between ${fromDay}::int and ${toDay}::int
  ),
  placed as (
    select drawn.*, o.*,
      filed_at + interval '1 hour' * (0.3 + pace * 6) as accepted,
      filed_at + interval '1 day' * (0.4 + pace * pace * 22) as done,
      filed_at + interval '1 day' * (3 + floor(fate * 12)) as due,
      now() as present
    from drawn cross join lateral (select * from bench_offer b where b.upto >= drawn.pick order by b.upto limit 1) o
  ),
  numbered as (
    select *, row_number() over (partition by desk_code, day order by filed_at, dossier_id) as number,
      case when filed_at > present - interval '3 hours' or accepted > present then 1
        when fate < 0.02 then 3 when fate < 0.03 then 7
        when done > present or fate > 0.992 then case when pace < 0.05 then 5 when pace < 0.07 then 6 when pace < 0.2 then 2 else 4 end
        when done > present - interval '2 days' and way < 0.3 then 9 else 10 end as status
    from placed
  )
  select *, desk_code || '-' || to_char(day, 'YYMMDD') as prefix,
    (select id from account where login = 'congdan' || (1 + floor(who * ${citizens}::int))::int) as account
  from numbered`

const insertSlice = [
  sql`insert into filing (id, state, channel, account_id, created_at, updated_at, filed_at)
    select dossier_id, 'filed', case when way < 0.7 then 'own-portal' else 'counter' end, case when way < 0.7 then account end,
      filed_at, filed_at, filed_at from slice`,
  sql`insert into dossier (id, filing_id, code, procedure_id, procedure_name, form_definition_id, process_definition_id, title, status, channel,
      receiving_agency_id, deciding_agency_id, account_id, owner_name, owner_identity_sealed, owner_identity_hash, owner_assurance, owner_phone,
      owner_email, owner_address, form_sealed, limit_amount, limit_unit, filed_at, accept_by, accepted_at, clock_started_at, due_at, refused_at,
      withdrawn_at, finished_at, returned_at, settled, tracking_key, updated_at)
    select dossier_id, dossier_id, prefix || '-' || lpad(number::text, greatest(4, length(number::text)), '0'), procedure_id, name, form_id, process_definition_id,
      name || ' - Nguyễn Văn ' || chr(65 + (who * 25)::int), status, case when way < 0.7 then 2 else 1 end, desk_id, deciding_id,
      case when way < 0.7 then account end,
      (array['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Bùi', 'Đỗ', 'Hà', 'Quách', 'Đinh'])[1 + floor(who * 10)::int] || ' '
        || (array['Văn', 'Thị', 'Minh', 'Thu', 'Đức'])[1 + floor(pace * 5)::int] || ' '
        || (array['An', 'Bình', 'Chi', 'Dũng', 'Giang', 'Hương', 'Khánh', 'Lan', 'Nam', 'Phúc', 'Quân', 'Trang'])[1 + floor(pick * 12)::int],
      citizen.identity_sealed, sha256((who * 1e9)::bigint::text::bytea), 'eid-2', '0912000001', 'congdan@example.vn',
      'Khu 3, xã Hy Cương, tỉnh Phú Thọ', sealed, 3 + floor(fate * 12), 'working_day', filed_at, filed_at + interval '8 hours',
      case when status not in (1, 3, 7) then accepted end, case when status not in (1, 3, 7) then accepted end,
      case when status in (2, 4, 9, 10) then due end, case when status = 3 then accepted end, case when status = 7 then accepted end,
      case when status in (9, 10) then done end, case when status = 10 then done + interval '1 day' * pace end,
      case when status in (9, 10) then case when done < due - interval '1 hour' then 'early' when done <= due then 'on-time' else 'late' end end,
      substr(md5(dossier_id::text), 1, 12), coalesce(case when status = 10 then done end, accepted)
    from slice, (select identity_sealed from citizen where identity_sealed is not null limit 1) citizen`,
  sql`insert into dossier_paper (id, dossier_id, position, code, name, source, is_given, files, digitised)
    select uuidv7(), dossier_id, n, 'paper-' || n, case n when 1 then 'Tờ khai theo mẫu' else 'Bản sao giấy tờ kèm theo' end,
      case n when 1 then 'e-form' else 'upload' end, true, n - 1, true from slice, generate_series(1, 2) n`,
  sql`insert into participant (id, subject_kind, subject_id, agency_id, capacity, from_at)
    select uuidv7(), 'dossier', dossier_id, case n when 1 then desk_id else deciding_id end,
      case n when 1 then 'receiving' else 'deciding' end, case n when 1 then filed_at else accepted end
    from slice, generate_series(1, 2) n where n = 1 or status not in (1, 3, 7)`,
  sql`insert into counter (scope, key, value) select 'dossier-code', prefix, max(number) from slice group by prefix
    on conflict (scope, key) do update set value = excluded.value`,
]

/** Where the open ones lie: with the desk, the head, the handler, the leader, the clerk. */
const openWork = sql`
  with placed as (
    select *, case when status in (1) then 'receive' when status = 2 then 'assign' when status = 9 then 'return'
      when (pick * 997 - floor(pick * 997)) < 0.7 then 'handle' when (pick * 997 - floor(pick * 997)) < 0.8 then 'review' when (pick * 997 - floor(pick * 997)) < 0.9 then 'sign' else 'number' end as deed
    from slice where status in (1, 2, 4, 5, 6, 9)
  )
  insert into work_item (id, subject_kind, subject_id, procedure_id, definition_id, step_key, deed, role, agency_id, unit_id, officer_id, state, opened_at,
    due_at, subject_due_at, critical_at, limit_minutes)
  select uuidv7(), 'dossier', dossier_id, p.procedure_id, process_definition_id, step ->> 'key', p.deed,
    case step ->> 'role' when 'desk-return' then 'one-stop-officer' else step ->> 'role' end,
    case step ->> 'agency' when 'receiving' then desk_id else deciding_id end,
    case step ->> 'unitKind' when 'professional' then unit_id end,
    case when p.deed = 'handle' then (select h.officer_id from post t join post_holding h on h.post_id = t.id
      where t.agency_id = deciding_id and t.unit_id = p.unit_id and t.role = 'handler' order by md5(h.officer_id::text || dossier_id::text) limit 1) end,
    case when status in (5, 6) then 'paused' else 'open' end, accepted, accepted + interval '4 hours',
    case when status in (2, 4) then due end, case when status in (2, 4) then due + interval '9 hours' end, 240
  from placed p join process_definition d on d.id = p.process_definition_id
  cross join lateral (select value as step from jsonb_array_elements(d.definition -> 'steps') where value ->> 'deed' = p.deed limit 1) s`

const closedWork = sql`
  insert into work_item (id, subject_kind, subject_id, definition_id, step_key, deed, role, agency_id, state, opened_at, due_at, limit_minutes,
    closed_at, done_by_name, done_by_title, done_by_unit)
  select uuidv7(), 'dossier', dossier_id, process_definition_id, value ->> 'key', value ->> 'deed',
    case value ->> 'role' when 'desk-return' then 'one-stop-officer' else value ->> 'role' end,
    case value ->> 'agency' when 'receiving' then desk_id else deciding_id end, 'done', accepted + (done - accepted) * (place - 1) / 7.0,
    accepted + (done - accepted) * place / 7.0, 240, accepted + (done - accepted) * place / 7.0, 'Nguyễn Thị Hoa', 'Công chức', 'Văn phòng'
  from slice join process_definition d on d.id = slice.process_definition_id
  cross join lateral jsonb_array_elements(d.definition -> 'steps') with ordinality step(value, place)
  where status = 10`

export const generateProvince = async (
  database: Database,
  sealing: Sealing,
  options: GenerateOptions,
): Promise<void> => {
  const { dossiers, citizens, report } = options
  await addCitizens(database, sealing, citizens)
  await makeOffers(database, sealing)
  const days = await makeDays(database)
  const perDay = Math.floor(dossiers / days)
  const daysOfSlice = Math.max(1, Math.floor(sliceRows / Math.max(1, perDay)))
  const begun = performance.now()
  for (let day = 0; day < days; day += daysOfSlice) {
    const last = Math.min(days, day + daysOfSlice) - 1
    const rest = last === days - 1 ? dossiers - perDay * days : 0
    await database.transaction().execute(async (tx) => {
      await sql`set local synchronous_commit = off; `.execute(tx)
      await sql`set local statement_timeout = 0`.execute(tx)
      await dossiersOfSlice(day, last, perDay, rest, citizens).execute(tx)
      for (const statement of insertSlice) await statement.execute(tx)
      await openWork.execute(tx)
      if (options.withHistory) await closedWork.execute(tx)
    })
    const done = Math.min(dossiers, (last + 1) * perDay)
    const seconds = (performance.now() - begun) / 1_000
    if ((day / daysOfSlice) % 8 === 0) report(`  ${done} dossiers, ${Math.round(done / seconds)} a second`)
  }
  await sql`drop table bench_offer, bench_day`.execute(database)
}
