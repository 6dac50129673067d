-- Address-book entries of an invented Android phone: each raw contact belongs to an account and owns data rows.
CREATE TABLE accounts (_id INTEGER PRIMARY KEY AUTOINCREMENT, account_name TEXT, account_type TEXT, data_set TEXT);
CREATE TABLE mimetypes (_id INTEGER PRIMARY KEY AUTOINCREMENT, mimetype TEXT NOT NULL);
CREATE TABLE contacts (_id INTEGER PRIMARY KEY AUTOINCREMENT, name_raw_contact_id INTEGER,
  contact_last_updated_timestamp INTEGER);
CREATE TABLE raw_contacts (_id INTEGER PRIMARY KEY AUTOINCREMENT, account_id INTEGER, contact_id INTEGER,
  version INTEGER NOT NULL DEFAULT 1, deleted INTEGER NOT NULL DEFAULT 0, display_name TEXT);
CREATE TABLE data (_id INTEGER PRIMARY KEY AUTOINCREMENT, mimetype_id INTEGER, raw_contact_id INTEGER, data1 TEXT, data2 TEXT);
CREATE TABLE deleted_contacts (contact_id INTEGER PRIMARY KEY, contact_deleted_timestamp INTEGER NOT NULL DEFAULT 0);

INSERT INTO accounts VALUES (1, 'me@example.org', 'com.example.account', NULL), (2, NULL, 'vnd.sec.contact.phone', NULL);
INSERT INTO mimetypes VALUES (1, 'vnd.android.cursor.item/email_v2'), (5, 'vnd.android.cursor.item/phone_v2'),
  (4, 'vnd.android.cursor.item/organization'), (7, 'vnd.android.cursor.item/name'), (12, 'vnd.android.cursor.item/note');
INSERT INTO contacts VALUES (1, 1, 1772537400250), (2, 3, 1772537500000);
INSERT INTO raw_contacts VALUES
  (1, 1, 1, 2, 0, 'Ines Okafor'),
  -- the same contact, as the phone's own storage has it
  (2, 2, 1, 1, 0, 'Ines'),
  -- marked as deleted until the account has synchronised: it belongs to no contact any more
  (3, 1, NULL, 3, 1, 'Dockside Taxi');
INSERT INTO data VALUES
  (1, 7, 1, 'Ines Okafor', 'Ines'), (2, 5, 1, '+44 7700 900101', '2'), (3, 1, 1, 'ines@example.org', '1'),
  (4, 4, 1, 'Harbour Kitchen', NULL), (5, 12, 1, 'Tuesdays only', NULL),
  (6, 5, 2, '07700 900101', '2'), (7, 5, 2, '07700 900102', '1'), (8, 5, 3, '+447700900110', '3'),
  -- left behind by an entry that is gone
  (9, 5, 40, '+447700900199', '2');
INSERT INTO deleted_contacts VALUES (8, 1772530000000);

-- wal: a number is added, and the name is written anew
INSERT INTO data VALUES (10, 5, 1, '+44 7700 900103', '1');
UPDATE raw_contacts SET display_name = 'Inês Okafor', version = 3 WHERE _id = 1;
