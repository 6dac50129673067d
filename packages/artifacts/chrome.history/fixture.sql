-- Visits of an invented phone. visit_time counts microseconds since 1601; transition is a type and qualifiers.
CREATE TABLE meta (key LONGVARCHAR NOT NULL UNIQUE PRIMARY KEY, value LONGVARCHAR);
CREATE TABLE urls (id INTEGER PRIMARY KEY AUTOINCREMENT, url LONGVARCHAR, title LONGVARCHAR,
  visit_count INTEGER DEFAULT 0 NOT NULL, typed_count INTEGER DEFAULT 0 NOT NULL, last_visit_time INTEGER NOT NULL,
  hidden INTEGER DEFAULT 0 NOT NULL);
CREATE TABLE visits (id INTEGER PRIMARY KEY, url INTEGER NOT NULL, visit_time INTEGER NOT NULL, from_visit INTEGER,
  transition INTEGER DEFAULT 0 NOT NULL, segment_id INTEGER, visit_duration INTEGER DEFAULT 0 NOT NULL,
  originator_cache_guid TEXT, brand_new_column INTEGER);
CREATE TABLE visit_source (id INTEGER PRIMARY KEY, source INTEGER NOT NULL);
CREATE TABLE keyword_search_terms (keyword_id INTEGER NOT NULL, url_id INTEGER NOT NULL, term LONGVARCHAR NOT NULL,
  normalized_term LONGVARCHAR NOT NULL);
INSERT INTO meta VALUES ('version', '70');

INSERT INTO urls VALUES
  (1, 'https://search.example.org/?q=night+ferry', 'night ferry - search', 2, 1, 13417011000000000, 0),
  (2, 'https://ferry.example.test/timetable', 'Timetable', 1, 0, 13417011100000001, 0),
  (3, 'https://ferry.example.test/', NULL, 1, 0, 13417011200000000, 0);
INSERT INTO keyword_search_terms VALUES (2, 1, 'night ferry', 'night ferry'), (2, 50, 'left behind', 'left behind');

INSERT INTO visits (id, url, visit_time, from_visit, transition, visit_duration, originator_cache_guid) VALUES
  -- typed in the address bar: generated from a search keyword, a chain by itself
  (1, 1, 13417011000000000, 0, 0x32000005, 12500000, ''),
  -- a link followed from there; an odd number of microseconds
  (2, 2, 13417011100000001, 1, 0x30000000, 0, ''),
  -- a server sent the browser on: the last of a chain, stored as a negative number
  (3, 3, 13417011200000000, 2, -1610612735, 0, ''),
  -- came from another device of the account
  (4, 1, 13417011300000000, 0, 0x30000001, 0, 'invented-device'),
  (5, 2, 13417011400000000, 0, 0x30000008, 0, ''),
  -- imported, so that its device cannot be told
  (6, 2, 13417011500000000, 0, 0x30000002, 0, ''),
  -- a type nobody has described; its address is gone
  (7, 99, 13417011600000000, 0, 0x000000F0, 0, ''),
  -- no time
  (8, 3, 0, 0, 0x30000003, 0, '');
INSERT INTO visit_source VALUES (5, 0), (6, 3);

-- wal: a visit is removed
DELETE FROM visits WHERE id = 2;
