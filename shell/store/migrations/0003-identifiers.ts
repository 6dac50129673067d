// Identifiers that records name, in normal form, and what is derived from them: summaries, persons, candidates, names. What
// is derived stands under a run; the newest finished run counts, and any can be taken away and made again.

import { sql } from 'kysely'
import type { Migration } from '../migrate.ts'

export const identifiersMigration: Migration = {
  version: 3,
  name: 'identifiers',
  async up(db, engine) {
    for (const statement of engine === 'sqlite' ? tablesInSqlite : tablesInPostgres)
      await sql.raw(statement).execute(db)
  },
}

/** `clustered`: rows lie in the order of their key, which is nearly the order they are written in. */
const tables = (id: string, clustered: string): readonly string[] => [
  `alter table unit add column linked bigint not null default 0`,
  `create table identifier (${id}, key text not null unique, kind text not null, text text not null)`,
  `create table identifier_mention (observation_id bigint not null, identifier_id bigint not null, field text not null,
    span_start integer not null, span_end integer not null, role text not null, utc bigint,
    primary key (observation_id, identifier_id, field, span_start))${clustered}`,
  `create index identifier_mention_timeline on identifier_mention (identifier_id, utc)`,
  `create table identifier_seen (unit_id bigint not null, identifier_id bigint not null, kind text not null,
    role text not null, count bigint not null, first_utc bigint, last_utc bigint,
    primary key (unit_id, identifier_id, kind, role))${clustered}`,
  `create table identifier_records (unit_id bigint not null, identifier_id bigint not null, kind text not null,
    count bigint not null, first_utc bigint, last_utc bigint, named bigint not null, named_first_utc bigint,
    named_last_utc bigint, sample text not null, is_device integer not null,
    primary key (unit_id, identifier_id, kind))${clustered}`,
  `create index identifier_records_identifier on identifier_records (identifier_id, unit_id)`,
  `create index identifier_records_device on identifier_records (unit_id, identifier_id) where is_device > 0`,
  `create table identifier_spelling (unit_id bigint not null, identifier_id bigint not null, what text not null,
    spelling text not null, count bigint not null, primary key (unit_id, identifier_id, what, spelling))${clustered}`,
  `create table identifier_entry (unit_id bigint not null, identifier_id bigint not null, observation_id bigint not null,
    name text, primary key (unit_id, identifier_id, observation_id))${clustered}`,
  `create table identifier_pair (unit_id bigint not null, left_id bigint not null, right_id bigint not null,
    kind text not null, count bigint not null, first_utc bigint, last_utc bigint,
    primary key (unit_id, left_id, right_id, kind))${clustered}`,
  `create table name_sighting (unit_id bigint not null, identifier_id bigint not null, observation_id bigint not null,
    utc bigint, reached text not null, named_by text, primary key (identifier_id, observation_id))${clustered}`,
  `create table source_token (source_id bigint primary key, token text not null unique)`,
  `create table link_run (${id}, state text not null, made_from text not null)`,
  `create table identifier_summary (run_id bigint not null, position bigint not null, identifier_id bigint not null,
    key text not null, kind text not null, folded text not null, records bigint not null, sources bigint not null,
    first_utc bigint, last_utc bigint, body text not null, primary key (run_id, position))`,
  `create unique index identifier_summary_key on identifier_summary (run_id, key)`,
  `create index identifier_summary_identifier on identifier_summary (run_id, identifier_id)`,
  `create index identifier_summary_records on identifier_summary (run_id, records desc, position)`,
  `create index identifier_summary_sources on identifier_summary (run_id, sources desc, position)`,
  `create index identifier_summary_first on identifier_summary (run_id, first_utc, position)`,
  `create index identifier_summary_last on identifier_summary (run_id, last_utc desc, position)`,
  `create table person (run_id bigint not null, position bigint not null, id text not null, body text not null,
    primary key (run_id, position))`,
  `create unique index person_id on person (run_id, id)`,
  `create table candidate (run_id bigint not null, position bigint not null, id text not null, left_id text not null,
    right_id text not null, body text not null, primary key (run_id, position))`,
  `create unique index candidate_id on candidate (run_id, id)`,
  `create table candidate_key (run_id bigint not null, position bigint not null, key text not null,
    primary key (run_id, position, key))${clustered}`,
  `create index candidate_key_key on candidate_key (run_id, key, position)`,
  `create table new_name (run_id bigint not null, position bigint not null, is_new integer not null, body text not null,
    primary key (run_id, position))`,
]

const tablesInSqlite = tables('id integer primary key', ' without rowid')
const tablesInPostgres = tables('id bigint generated by default as identity primary key', '')
