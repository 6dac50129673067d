-- An invented address book. Times count seconds since 2001; labels are named by rowid.
CREATE TABLE ABStore (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, Name TEXT, Type INTEGER);
CREATE TABLE ABPerson (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, First TEXT, Last TEXT, Middle TEXT, Organization TEXT,
  Note TEXT, Kind INTEGER, Nickname TEXT, Prefix TEXT, Suffix TEXT, CreationDate INTEGER, ModificationDate INTEGER,
  StoreID INTEGER, DisplayName TEXT);
CREATE TABLE ABMultiValue (UID INTEGER PRIMARY KEY, record_id INTEGER, property INTEGER, identifier INTEGER, label INTEGER,
  value TEXT);
CREATE TABLE ABMultiValueLabel (value TEXT, UNIQUE(value));

INSERT INTO ABStore VALUES (0, 'Local', 0), (1, 'Harbour Kitchen', 4);
INSERT INTO ABMultiValueLabel VALUES ('_$!<Mobile>!$_'), ('_$!<Work>!$_');
INSERT INTO ABPerson VALUES
  (1, 'Ines', 'Okafor', 'Marie', 'Harbour Kitchen', 'Met at the market', 0, NULL, 'Dr', NULL, 794000000, 794230200, 1, NULL),
  -- an organisation without a person's name, never changed
  (2, NULL, NULL, NULL, 'Blue Ferry Office', NULL, 1, NULL, NULL, NULL, 794000100, 0, 0, NULL),
  -- a name in another script, and no time
  (3, 'Олена', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0, NULL),
  (9, 'Gone', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, 794000200, 794000200, 0, NULL);
INSERT INTO ABMultiValue VALUES
  (1, 1, 3, 0, 1, '+44 7700 900101'), (2, 1, 3, 1, 2, '+44 7700 900102'), (3, 1, 4, 0, 2, 'ines@example.org'),
  -- a web address: property 22 stands in the raw values alone
  (4, 1, 22, 0, NULL, 'https://kitchen.example.org'),
  (5, 2, 3, 0, NULL, '+44 7700 900110'),
  (6, 3, 4, 0, 1, 'olena@example.test'),
  (8, 9, 3, 0, NULL, '+44 7700 900199');
-- an entry that is gone, and a value that was left behind
DELETE FROM ABPerson WHERE ROWID = 9;

-- wal: a name is changed
UPDATE ABPerson SET First = 'Inês', ModificationDate = 794231000 WHERE ROWID = 1;
