-- Voicemail of an invented phone: date and expiration count from 1970, trashed_date from 2001.
CREATE TABLE voicemail (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, remote_uid INTEGER, date INTEGER, token TEXT, sender TEXT,
  callback_num TEXT, duration INTEGER, expiration INTEGER, trashed_date INTEGER, flags INTEGER, receiver TEXT, label TEXT);
CREATE TABLE deleted (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, remote_uid INTEGER, date INTEGER, token TEXT, sender TEXT,
  callback_num TEXT, duration INTEGER, expiration INTEGER, trashed_date INTEGER, flags INTEGER, receiver TEXT, label TEXT);

-- its recording and its transcript are in the same folder
INSERT INTO voicemail VALUES (1, 11, 1772537400, 'Complete', '+447700900101', '+447700900101', 14, 1775129400, 0, 3, '+447700900100', NULL);
-- moved to the trash
INSERT INTO voicemail VALUES (2, 12, 1772541000, 'Complete', '+447700900102', '+447700900109', 8, 1775133000, 794240000, 11, '+447700900100', NULL);
-- the flags say deleted, and no time does
INSERT INTO voicemail VALUES (3, 13, 1772544600, 'Complete', NULL, NULL, 3, 0, 0, 75, NULL, NULL);
-- no date at all
INSERT INTO voicemail VALUES (4, 14, -1, '', '+447700900103', NULL, 0, 0, 0, 2, NULL, NULL);
-- rows 5 and 6 are gone
INSERT INTO voicemail VALUES (6, 16, 1772548200, '', '', '', 0, 0, 0, 0, '', NULL);
DELETE FROM voicemail WHERE ROWID = 6;

INSERT INTO deleted VALUES (1, 10, 1772450000, 'Complete', '+447700900104', '+447700900104', 21, 1775042000, 794150000, 75, '+447700900100', NULL);

-- wal: one more came in, and the first was moved to the trash
INSERT INTO voicemail VALUES (7, 17, 1772551800, 'Complete', '+447700900101', '+447700900101', 30, 1775143800, 0, 2, '+447700900100', NULL);
UPDATE voicemail SET trashed_date = 794250000 WHERE ROWID = 1;
