import pg from 'pg'
import type { ServerAddress } from '#platform/database/connection.ts'

/**
 * Fills the registries of the demo province with documents as years leave them behind: four of five came in, the rest went out; all but the last
 * weeks are settled; each was in the hands of a unit and an officer. Numbers are without a gap in each book and year, ids carry their time. What
 * the program writes besides (acts, events, files) is left out. Indexes are taken down meanwhile and built again at the end.
 */
export type GenerateDocuments = {
  readonly documents: number
  readonly report: (line: string) => void
}

const yearsOfHistory = 6
const sliceRows = 50_000

/** Registries that have a clerk, a leader and somebody who acts; a province's own offices get ten times what a commune gets. */
const places = `
  create unlogged table bench_place as
  with held as (
    select p.agency_id, p.unit_id, p.role, h.officer_id from post p
    join post_holding h on h.post_id = p.id and h.in_force @> current_date
  )
  select a.id as agency_id, a.name, a.parent_id, row_number() over (order by a.code) as place,
    sum(case a.level when 'province' then 10.0 else 1.0 end) over (order by a.code)
      / sum(case a.level when 'province' then 10.0 else 1.0 end) over () as upto,
    (select min(officer_id::text)::uuid from held where held.agency_id = a.id and role = 'clerk') as clerk_id,
    (select min(officer_id::text)::uuid from held where held.agency_id = a.id and role = 'leader') as leader_id,
    gen_random_uuid() as in_book, gen_random_uuid() as out_book
  from agency a
  where exists (select from held where held.agency_id = a.id and role = 'clerk')
    and exists (select from held where held.agency_id = a.id and role = 'leader')
    and exists (select from held where held.agency_id = a.id and role in ('unit-head', 'handler') and unit_id is not null);
  create index on bench_place (upto);
  create unlogged table bench_hand as
  select p.agency_id, p.unit_id, h.officer_id, p.role, row_number() over (partition by p.agency_id order by h.officer_id) - 1 as place,
    count(*) over (partition by p.agency_id) as hands
  from post p join post_holding h on h.post_id = p.id and h.in_force @> current_date
  where p.role in ('unit-head', 'handler') and p.unit_id is not null and p.agency_id in (select agency_id from bench_place);
  create index on bench_hand (agency_id, place);
  insert into document_register (id, agency_id, direction, key, name, opened_on)
    select in_book, agency_id, 'incoming', 'bench-den', 'Sổ văn bản đến (đo)', date '2015-01-01' from bench_place
    union all select out_book, agency_id, 'outgoing', 'bench-di', 'Sổ văn bản đi (đo)', date '2015-01-01' from bench_place;
  analyze bench_place, bench_hand, document_register`

const texts = {
  act: [
    'rà soát',
    'báo cáo',
    'triển khai',
    'đôn đốc',
    'kiểm tra',
    'phối hợp',
    'tổng hợp',
    'hướng dẫn',
    'góp ý',
    'thẩm định',
  ],
  topic: [
    'dữ liệu hộ tịch điện tử',
    'cấp giấy chứng nhận quyền sử dụng đất',
    'giải ngân vốn đầu tư công',
    'phòng chống thiên tai',
    'tiêm chủng mở rộng',
    'chuyển đổi số và Đề án 06',
    'thu ngân sách trên địa bàn',
    'an toàn giao thông',
    'giảm nghèo bền vững',
    'xây dựng nông thôn mới',
    'phòng cháy chữa cháy',
    'bảo hiểm xã hội',
    'tuyển sinh đầu cấp',
    'dịch tả lợn châu Phi',
    'giải quyết khiếu nại, tố cáo',
    'cải cách hành chính',
    'quản lý trật tự xây dựng',
    'chi trả trợ cấp người có công',
  ],
  when: ['quý I', 'quý II', 'quý III', 'quý IV', '6 tháng đầu năm', 'năm nay', 'tháng này', 'đợt cao điểm'],
  author: [
    'Sở Tư pháp',
    'Sở Tài chính',
    'Sở Y tế',
    'Sở Xây dựng',
    'Sở Nội vụ',
    'Sở Nông nghiệp và Môi trường',
    'Sở Giáo dục và Đào tạo',
    'Sở Khoa học và Công nghệ',
    'Sở Công Thương',
    'Văn phòng Ủy ban nhân dân tỉnh',
    'Công an tỉnh',
    'Bảo hiểm xã hội tỉnh',
    'Thanh tra tỉnh',
    'Bộ Tư pháp',
    'Bộ Nội vụ',
    'Ban Quản lý dự án đầu tư xây dựng',
  ],
  type: ['CV', 'CV', 'CV', 'CV', 'QĐ', 'KH', 'TB', 'BC', 'TTr', 'GM', 'HD', 'CT'],
  name: [
    'Nguyễn Văn An',
    'Trần Thị Bình',
    'Lê Đức Chính',
    'Phạm Minh Dũng',
    'Hoàng Thu Hà',
    'Bùi Quang Khải',
    'Đỗ Thị Lan',
    'Hà Văn Minh',
  ],
} as const

/** Decisions that go out are counted in a book of their own. */
const generalTypes = texts.type.filter((type) => type !== 'QĐ')

const arrayOf = (words: readonly string[]): string =>
  `array[${words.map((word) => `'${word.replaceAll("'", "''")}'`).join(',')}]`
const pick = (words: readonly string[], by: string): string =>
  `(${arrayOf(words)})[1 + floor(${by} * ${words.length})::int]`

/** One slice of time: its documents, numbered on from what the books have. */
const drawSlice = (from: number, count: number, all: number): string => `
  create temporary table slice on commit drop as
  with drawn as materialized (
    select now() - interval '1 day' * ${yearsOfHistory * 365} * (1 - (${from} + n + random()) / ${all + 1}) as at, random() as place_pick,
      random() as a, random() as b, random() as c, random() as d, random() as e, random() < 0.8 as is_in, random() as fate
    from generate_series(0, ${count - 1}) n
  ), placed as (
    select drawn.*, p.*, replace(gen_random_uuid()::text, '-', '') as r, extract(year from at at time zone 'Asia/Ho_Chi_Minh')::int as year
    from drawn cross join lateral (select * from bench_place b where b.upto >= drawn.place_pick order by b.upto limit 1) p
  )
  select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(r, 14, 3) || '8' || substr(r, 18, 15))::uuid as id,
    placed.*, hand.unit_id, hand.officer_id, hand.role as hand_role,
    case when is_in then in_book else out_book end as book,
    coalesce((select value from counter where scope = 'document-register' and key = (case when is_in then in_book else out_book end) || '/' || year), 0)
      + row_number() over (partition by placed.agency_id, is_in, year order by at) as number,
    case when not is_in then 'issued' when at > now() - interval '12 hours' then 'arrived'
      when at > now() - interval '20 days' and fate < 0.6 or fate < 0.002 then 'routed' when fate > 0.995 then 'returned' else 'settled' end as state,
    ${pick(texts.author, 'a')} as author,
    case when is_in then ${pick(texts.type, 'b')} else ${pick(generalTypes, 'b')} end as type,
    'V/v ' || ${pick(texts.act, 'c')} || ' ' || ${pick(texts.topic, 'd')} || ' ' || ${pick(texts.when, 'e')} as subject,
    'Thực hiện chỉ đạo của Chính phủ và Ủy ban nhân dân tỉnh về ' || ${pick(texts.topic, 'd')} || ', đề nghị các cơ quan, đơn vị '
      || ${pick(texts.act, 'e')} || ' ' || ${pick(texts.topic, 'c')} || ', gửi kết quả trước ngày ' || to_char(at + interval '10 days', 'DD/MM/YYYY')
      || ' qua ông ' || ${pick(texts.name, 'a')} || ', mã việc ' || substr(r, 1, 8) || '.' as text
  from placed left join bench_hand hand on hand.agency_id = placed.agency_id and hand.place = floor(c * 9973)::int % hand.hands`

const writeSlice = [
  `insert into official_document (id, agency_id, direction, state, type_code, subject, code_number, code_notation, document_date, author_agency_id,
      author_name, signer_name, register_id, register_number, register_year, registered_at, registered_by, channel, due_at, settled_at, full_text,
      text_state, drafting_unit_id, drafted_by, created_at, updated_at)
    select id, agency_id, case when is_in then 'incoming' else 'outgoing' end, state, type, subject, case when is_in then 1 + floor(e * 3000)::int else number end,
      type || '-' || case when is_in then upper(substr(md5(author), 1, 3)) else 'UBND' end, (at - interval '1 day')::date,
      case when is_in then null else agency_id end, case when is_in then author else name end, ${pick(texts.name, 'b')}, book, number, year, at, clerk_id,
      case when is_in then (array['scan', 'inside', 'interchange', 'post'])[1 + floor(d * 4)::int] else 'written-here' end,
      case when d < 0.4 then at + interval '15 days' end, case when state = 'settled' then at + interval '6 days' end,
      case when e < 0.7 then text end, case when e < 0.7 then 'read' else 'unrecognised' end,
      case when is_in then null else unit_id end, case when is_in then null else officer_id end, at, at from slice`,
  `insert into participant (id, subject_kind, subject_id, agency_id, unit_id, officer_id, capacity, from_at)
    select gen_random_uuid(), 'official-document', id, agency_id, unit_id, case n when 1 then null else officer_id end,
      case when is_in then 'leading' else 'drafting' end, at + interval '2 hours'
    from slice, generate_series(1, 2) n where state in ('routed', 'settled', 'issued') and (n = 2 or is_in)`,
  `insert into document_search (document_id, words, traits)
    select paper.id, document_words(paper), document_traits(paper) from slice join official_document paper using (id)`,
  `insert into work_item (id, subject_kind, subject_id, step_key, deed, role, agency_id, unit_id, officer_id, state, opened_at, due_at, critical_at,
      given_by, closed_at, done_by, done_by_name, done_by_title, done_by_unit)
    select gen_random_uuid(), 'official-document', id, case state when 'arrived' then 'route' else 'lead:' || officer_id end,
      case state when 'arrived' then 'route' else 'act' end, case state when 'arrived' then 'leader' else hand_role end, agency_id,
      case state when 'arrived' then null else unit_id end, case state when 'arrived' then null else officer_id end,
      case state when 'settled' then 'done' else 'open' end, at, at + interval '5 days', at + interval '5 days',
      case state when 'arrived' then clerk_id else leader_id end, case when state = 'settled' then at + interval '6 days' end,
      case when state = 'settled' then officer_id end, case when state = 'settled' then 'Cán bộ' else '' end,
      case when state = 'settled' then 'Chuyên viên' else '' end, case when state = 'settled' then 'Văn phòng' else '' end
    from slice where is_in and state in ('arrived', 'routed', 'settled')`,
  `insert into document_opinion (id, document_id, seq, kind, body, officer_id, officer_name, officer_title, said_at)
    select gen_random_uuid(), id, 1, 'instruction', 'Tham mưu, trả lời trong thời hạn.', leader_id, 'Lãnh đạo', 'Chủ tịch', at + interval '2 hours'
    from slice where is_in and state in ('routed', 'settled')`,
  `insert into counter (scope, key, value) select 'document-register', book || '/' || year, max(number) from slice group by 2
    on conflict (scope, key) do update set value = excluded.value`,
]

type Index = { readonly name: string; readonly definition: string }

/** But the one by which is read who takes part in what was just written. */
const indexesOf = async (client: pg.Client): Promise<readonly Index[]> => {
  const { rows } = await client.query<Index>(`
    select c.relname as name, pg_get_indexdef(c.oid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid in ('official_document'::regclass, 'participant'::regclass, 'document_opinion'::regclass, 'document_search'::regclass)
      and c.relname <> 'participant_subject' and not exists (select from pg_constraint k where k.conindid = c.oid)`)
  return rows
}

/** Answers in how many seconds. */
export const generateDocuments = async (
  server: ServerAddress,
  schemaName: string,
  { documents, report }: GenerateDocuments,
): Promise<number> => {
  // Building an index on millions of rows takes longer than any statement of the program may.
  const client = new pg.Client({
    host: server.host,
    user: server.user,
    database: server.database,
    ...(server.port === undefined ? {} : { port: server.port }),
    ...(server.password === undefined ? {} : { password: server.password }),
    options: `-c search_path=${schemaName} -c statement_timeout=0 -c synchronous_commit=off -c maintenance_work_mem=512MB`,
  })
  await client.connect()
  const begun = performance.now()
  const seconds = (): number => (performance.now() - begun) / 1_000
  try {
    await client.query('drop table if exists bench_place, bench_hand')
    await client.query(places)
    const indexes = documents >= 200_000 ? await indexesOf(client) : []
    for (const { name } of indexes) await client.query(`drop index ${name}`)
    for (let from = 0; from < documents; from += sliceRows) {
      const count = Math.min(sliceRows, documents - from)
      await client.query('begin')
      // The rows fit each other by the way they are drawn; asking for each of them again would take most of the time.
      await client.query('set local session_replication_role = replica')
      await client.query(drawSlice(from, count, documents))
      for (const statement of writeSlice) await client.query(statement)
      await client.query('commit')
      if ((from / sliceRows) % 4 === 0)
        report(`  ${from + count} documents, ${Math.round((from + count) / seconds())} a second`)
    }
    for (const { name, definition } of indexes) {
      report(`  index ${name}`)
      await client.query(definition)
    }
    await client.query('drop table bench_place, bench_hand')
    await client.query(
      'vacuum analyze official_document, document_search, participant, work_item, document_opinion, counter',
    )
    return seconds()
  } finally {
    await client.end()
  }
}
