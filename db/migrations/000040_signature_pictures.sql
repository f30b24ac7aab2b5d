-- The hand signature of an officer as a picture: blue on nothing, shown where he signs. Brought by himself. @legal ND-30-2020 Phụ lục I, phần I, mục II.7.d
create table signature_picture (
  officer_id uuid primary key references officer,
  png bytea not null check (octet_length(png) between 60 and 400000),
  brought_at timestamptz not null
);
