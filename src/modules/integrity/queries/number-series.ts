import { type RawBuilder, sql } from 'kysely'
import type { Reader } from '#platform/database/connection.ts'
import type { SeriesFault, SeriesKind } from '../domain/faults.ts'

/** Each series as rows of (key, number), by the key under which its counter counts. */
const issuedNumbers: Readonly<Record<SeriesKind, RawBuilder<unknown>>> = {
  register: sql`
    select agency_id || ':' || register_key || ':' || year as key, number::bigint as number from outcome where number is not null
    union all select agency_id || ':' || register_key || ':' || year, number::bigint from outcome_number_hold`,
  slip: sql`select agency_id || ':' || form || ':' || year as key, number::bigint as number from slip`,
  receipt: sql`
    select receipt_agency_id || '/' || receipt_year as key, receipt_number::bigint as number from payment where receipt_number is not null`,
  'dossier-code': sql`
    select regexp_replace(code, '-[0-9]+$', '') as key, substring(code from '-([0-9]+)$')::bigint as number
    from dossier where code ~ '-[0-9]{1,12}$'`,
  'document-register': sql`
    select register_id || '/' || register_year as key, register_number::bigint as number from official_document
    where register_number is not null
    union all select register_id || '/' || register_year, register_number::bigint from document_number_hold
    union all select register_id || '/' || year, number::bigint from document_copy where register_id is not null`,
}

const kinds = Object.keys(issuedNumbers) as readonly SeriesKind[]

type Broken = Omit<SeriesFault, 'series' | 'missing'>

const brokenSeries = async (reader: Reader, kind: SeriesKind): Promise<readonly Broken[]> =>
  (
    await sql<Broken>`
      with series as (
        select key, count(*) as issued, min(number) as lowest, max(number) as highest
        from (${issuedNumbers[kind]}) issued group by key
      )
      select coalesce(s.key, c.key) as key, coalesce(c.value, 0) as counter, coalesce(s.issued, 0) as issued,
        coalesce(s.highest, 0) as highest
      from series s full join (select key, value from counter where scope = ${kind}) c using (key)
      where s.key is null and c.value > 0 or c.key is null
        or s.lowest <> 1 or s.issued <> s.highest or c.value <> s.highest
      order by 1 limit 100`.execute(reader)
  ).rows

const missingNumbers = async (reader: Reader, kind: SeriesKind, broken: Broken): Promise<readonly number[]> => {
  const answer = await sql<{ number: number }>`
    select n as number from generate_series(1::bigint, least(${Math.max(broken.counter, broken.highest)}::bigint, 1000000)) n
    where not exists (select 1 from (${issuedNumbers[kind]}) i where i.key = ${broken.key} and i.number = n)
    order by n limit 10`.execute(reader)
  return answer.rows.map((row) => row.number)
}

/** Every series in which a number is missing, doubled, or past its counter. A series is unbroken when it is 1 … n and its counter stands at n. */
export const findSeriesFaults = async (reader: Reader): Promise<readonly SeriesFault[]> => {
  const faults: SeriesFault[] = []
  for (const series of kinds) {
    for (const broken of await brokenSeries(reader, series)) {
      faults.push({ series, ...broken, missing: await missingNumbers(reader, series, broken) })
    }
  }
  return faults
}
