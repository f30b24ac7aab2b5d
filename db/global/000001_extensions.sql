-- What all provinces of one database share: extensions, the fold function, and the list of provinces.

create extension if not exists unaccent with schema public;
create extension if not exists pg_trgm with schema public;
create extension if not exists btree_gist with schema public;

-- Text without marks and case. The dictionary is named with its schema: a province's search_path must not decide what is indexed.
create function public.fold(text) returns text
  language sql immutable strict parallel safe
  return lower(public.unaccent('public.unaccent'::regdictionary, normalize($1, nfc)));

create table public.province (
  key text primary key check (key ~ '^[a-z][a-z0-9-]{1,40}$'),
  schema_name text not null unique check (schema_name ~ '^[a-z][a-z0-9_]{1,40}$'),
  code text not null unique,
  name text not null,
  hosts text[] not null default '{}',
  is_default boolean not null default false,
  is_demo boolean not null default false,
  created_at timestamptz not null default now()
);

create unique index province_one_default on public.province (is_default) where is_default;
