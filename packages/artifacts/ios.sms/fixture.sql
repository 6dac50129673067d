-- Messages of an invented phone. Times count from 2001: in nanoseconds, but for rows brought over from an older phone.
CREATE TABLE message (ROWID INTEGER PRIMARY KEY AUTOINCREMENT UNIQUE, guid TEXT UNIQUE NOT NULL, text TEXT,
  handle_id INTEGER DEFAULT 0, subject TEXT, attributedBody BLOB, service TEXT, account TEXT, error INTEGER DEFAULT 0,
  date INTEGER, date_read INTEGER, date_delivered INTEGER, is_from_me INTEGER DEFAULT 0, item_type INTEGER DEFAULT 0,
  group_title TEXT, destination_caller_id TEXT, associated_message_guid TEXT, associated_message_type INTEGER DEFAULT 0,
  thread_originator_guid TEXT, date_edited INTEGER DEFAULT 0, date_retracted INTEGER DEFAULT 0,
  associated_message_emoji TEXT);
CREATE TABLE handle (ROWID INTEGER PRIMARY KEY AUTOINCREMENT UNIQUE, id TEXT NOT NULL, service TEXT NOT NULL);
CREATE TABLE chat (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, style INTEGER);
CREATE TABLE chat_handle_join (chat_id INTEGER, handle_id INTEGER, UNIQUE(chat_id, handle_id));
CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER, PRIMARY KEY (chat_id, message_id));
CREATE TABLE chat_recoverable_message_join (chat_id INTEGER, message_id INTEGER, delete_date INTEGER, ck_sync_state INTEGER);
CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, filename TEXT, mime_type TEXT,
  total_bytes INTEGER, transfer_name TEXT);
CREATE TABLE message_attachment_join (message_id INTEGER, attachment_id INTEGER, UNIQUE(message_id, attachment_id));
CREATE TABLE deleted_messages (ROWID INTEGER PRIMARY KEY AUTOINCREMENT UNIQUE, guid TEXT NOT NULL);

INSERT INTO handle VALUES (1, '+447700900101', 'iMessage'), (2, '+447700900102', 'iMessage'), (3, '70707', 'SMS');
INSERT INTO chat VALUES (1, 'iMessage;-;+447700900101', 45), (2, 'iMessage;+;chat700700', 43), (3, 'SMS;-;70707', 45);
INSERT INTO chat_handle_join VALUES (1, 1), (2, 2), (2, 1), (3, 3);

-- text in its own column, read and delivered
INSERT INTO message (ROWID, guid, text, handle_id, service, account, date, date_read, date_delivered, destination_caller_id)
  VALUES (1, 'AA-1', 'Are you there at nine?', 1, 'iMessage', 'e:me@example.org', 794230200000000000, 794230260500000000,
    794230201000000000, '+447700900100');
-- text in attributedBody alone; the account is written with its kind in front
INSERT INTO message (ROWID, guid, attributedBody, handle_id, service, account, date, is_from_me)
  VALUES (2, 'AA-2', attributed_body('At nine, by the blue door 🌊'), 1, 'iMessage', 'e:me@example.org', 794230300000000001, 1);
-- to a group, with two files: one is in the source, of the other only the name is known
INSERT INTO message (ROWID, guid, text, handle_id, service, date, is_from_me)
  VALUES (3, 'AA-3', char(65532) || 'Two pictures', 0, 'iMessage', 794230400000000000, 1);
-- brought over from an older phone: seconds; a service number
INSERT INTO message (ROWID, guid, text, handle_id, service, date) VALUES (4, 'AA-4', 'Your code is 000000', 3, 'SMS', 469908586);
-- a reaction, one taken back, and one by emoji
INSERT INTO message (ROWID, guid, attributedBody, handle_id, service, date, associated_message_guid, associated_message_type)
  VALUES (5, 'AA-5', attributed_body('Liked “At nine”'), 1, 'iMessage', 794230500000000000, 'p:0/AA-2', 2001);
INSERT INTO message (ROWID, guid, attributedBody, handle_id, service, date, associated_message_guid, associated_message_type)
  VALUES (6, 'AA-6', attributed_body('Removed a like'), 1, 'iMessage', 794230600000000000, 'bp:AA-2', 3001);
INSERT INTO message (ROWID, guid, handle_id, service, date, associated_message_guid, associated_message_type,
  associated_message_emoji) VALUES (7, 'AA-7', 1, 'iMessage', 794230650000000000, 'p:1/AA-2', 2006, '🎈');
-- edited, and taken back: no text is left
INSERT INTO message (ROWID, guid, attributedBody, handle_id, service, date, is_from_me, date_edited)
  VALUES (8, 'AA-8', attributed_body('At ten, sorry'), 1, 'iMessage', 794230700000000000, 1, 794230760000000000);
INSERT INTO message (ROWID, guid, handle_id, service, date, is_from_me, date_retracted)
  VALUES (9, 'AA-9', 1, 'iMessage', 794230800000000000, 1, 794230830000000000);
-- a reply in a thread, with a subject; no time
INSERT INTO message (ROWID, guid, text, handle_id, subject, service, date, thread_originator_guid)
  VALUES (10, 'AA-10', 'Fine', 2, 'The door', 'iMessage', 0, 'AA-1');
-- a time that is none; a handle that is not there
INSERT INTO message (ROWID, guid, text, handle_id, service, date) VALUES (11, 'AA-11', 'Late', 99, 'SMS', 'yesterday');
-- the group is named
INSERT INTO message (ROWID, guid, handle_id, service, date, item_type, group_title)
  VALUES (12, 'AA-12', 2, 'iMessage', 794230900000000000, 2, 'Harbour');
-- in Recently Deleted since a minute later: its join to the chat stands in another table
INSERT INTO message (ROWID, guid, text, handle_id, service, date)
  VALUES (13, 'AA-13', 'Forget it', 1, 'iMessage', 794231000000000000);
-- bytes that are no typedstream
INSERT INTO message (ROWID, guid, attributedBody, handle_id, service, date)
  VALUES (14, 'AA-14', X'0102030405', 1, 'iMessage', 794231100000000000);
-- in two chats
INSERT INTO message (ROWID, guid, text, handle_id, service, date)
  VALUES (15, 'AA-15', 'To both', 1, 'iMessage', 794231200000000000);

-- the two columns hold different texts
INSERT INTO message (ROWID, guid, text, attributedBody, handle_id, service, date)
  VALUES (16, 'AA-16', 'The red door', attributed_body('The blue door'), 1, 'iMessage', 794231250000000000);

INSERT INTO chat_message_join VALUES (1, 16), (1, 1), (1, 2), (2, 3), (3, 4), (1, 5), (1, 6), (1, 7), (1, 8), (1, 9), (2, 10), (2, 12),
  (1, 14), (2, 15), (1, 15);
INSERT INTO chat_recoverable_message_join VALUES (1, 13, 794231060000000000, 0);
INSERT INTO attachment VALUES
  (1, 'AT-1', '~/Library/SMS/Attachments/ab/11/IMG_0001.HEIC', 'image/heic', 20, 'IMG_0001.HEIC'),
  (2, 'AT-2', NULL, 'image/png', 900, 'map.png');
INSERT INTO message_attachment_join VALUES (3, 2), (3, 1);

-- removed messages: their guids are recorded, their joins were left behind
INSERT INTO deleted_messages (guid) VALUES ('AA-20'), ('AA-21');
INSERT INTO chat_message_join VALUES (1, 20), (1, 21);
UPDATE sqlite_sequence SET seq = 21 WHERE name = 'message';

-- wal: a text is changed, and a message comes in
UPDATE message SET text = 'Are you there at ten?' WHERE ROWID = 1;
INSERT INTO message (ROWID, guid, text, handle_id, service, date) VALUES (22, 'AA-22', 'On my way', 1, 'iMessage', 794231300000000000);
